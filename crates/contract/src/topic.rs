//! Topics, and the pages in which they are read.

use serde::{Deserialize, Serialize};

use crate::{
    account::Author,
    forum::{Forum, ForumRef, LatestPost},
    icon::MessageIcon,
    ids::TopicId,
    post::Post,
    smiley::CustomSmiley,
    time::Timestamp,
};

/// Posts on a page of a thread.
pub const POSTS_PER_PAGE: u32 = 20;
/// Posts that the topic review under a reply form holds at most.
pub const REVIEW_POSTS: u32 = 15;
/// Topics on a page of a forum.
pub const TOPICS_PER_PAGE: u32 = 30;

/// A topic, without its posts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Topic {
    /// Its number.
    pub id: TopicId,
    /// The forum it stands in.
    pub forum: ForumRef,
    /// What it is about.
    pub title: String,
    /// The icon of its opening post.
    pub icon: Option<MessageIcon>,
    /// Who opened it.
    pub author: Author,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// How many posts it holds, the opening post included: at least 1.
    pub posts: u32,
    /// Takes no replies.
    pub locked: bool,
    /// Stands above the others.
    pub pinned: bool,
    /// Its newest post.
    pub latest: LatestPost,
}

impl Topic {
    /// How many pages its thread has: at least 1.
    #[must_use]
    pub fn pages(&self) -> u32 {
        page_of(self.posts)
    }
}

/// The page of a thread on which the post at `position` stands. Both count from 1.
#[must_use]
pub fn page_of(position: u32) -> u32 {
    position.saturating_sub(1) / POSTS_PER_PAGE + 1
}

/// A page of a forum's topics: pinned ones first, then those with the newest post first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TopicPage {
    /// The forum.
    pub forum: Forum,
    /// At most [`TOPICS_PER_PAGE`] topics.
    pub topics: Vec<Topic>,
    /// The key of the next page, to be sent back as `after`. `None`: this is the last page.
    ///
    /// A key instead of an offset: a topic that jumps to the top while somebody reads neither hides
    /// another nor shows one twice.
    pub next: Option<String>,
}

/// A page of a thread, oldest post first.
///
/// A page is a fixed span of positions (page 2 is posts 21 to 40), and a position never changes. So
/// a page reads the same for ever, the database finds it by key, and a link to it stays right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ThreadPage {
    /// The topic.
    pub topic: Topic,
    /// Which page this is, from 1.
    pub page: u32,
    /// How many there are.
    pub pages: u32,
    /// At most [`POSTS_PER_PAGE`] posts.
    pub posts: Vec<Post>,
    /// The custom smilies that these posts use.
    pub smilies: Vec<CustomSmiley>,
}

/// The newest posts of a topic, newest first: what stands under a reply form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TopicReview {
    /// The topic.
    pub topic: Topic,
    /// At most [`REVIEW_POSTS`] posts.
    pub posts: Vec<Post>,
    /// The custom smilies that these posts use.
    pub smilies: Vec<CustomSmiley>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twenty_posts_are_a_page_and_the_next_begins_another() {
        let pages: Vec<u32> = [1, 20, 21, 40, 41, 250].into_iter().map(page_of).collect();
        assert_eq!(pages, [1, 1, 2, 2, 3, 13]);
    }
}
