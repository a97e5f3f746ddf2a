//! Topics, and the pages in which they are read.

use serde::{Deserialize, Serialize};

use crate::{
    account::{Author, Standing},
    forum::{Forum, ForumRef, ForumSlug, LatestPost},
    icon::MessageIcon,
    ids::TopicId,
    post::{NewPost, Post},
    rules::{self, Breach, Field},
    smiley::CustomSmiley,
    time::Timestamp,
};

/// Posts on a page of a thread, for whoever wants no other number.
pub const POSTS_PER_PAGE: u32 = 20;
/// The numbers of posts a page that a reader can choose.
pub const POSTS_PER_PAGE_CHOICES: [u32; 4] = [10, POSTS_PER_PAGE, 50, 100];
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
    /// The page of another site that it answers. `None`: it answers none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
}

impl Topic {
    /// How many pages its thread has, at so many posts a page: at least 1.
    #[must_use]
    pub fn pages(&self, per_page: u32) -> u32 {
        page_of(self.posts, per_page)
    }
}

/// The page of a thread on which the post at `position` stands, at so many posts a page. Positions
/// and pages count from 1.
#[must_use]
pub fn page_of(position: u32, per_page: u32) -> u32 {
    position.saturating_sub(1) / per_page.max(1) + 1
}

/// A new topic, as the form sends it: its title and its opening post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewTopic {
    /// What it is about: 1 to 120 characters.
    pub title: String,
    /// The opening post.
    pub post: NewPost,
}

impl NewTopic {
    /// Whether the server would take it, as far as that can be said without asking.
    ///
    /// # Errors
    /// Every broken rule, of the title and of the post.
    pub fn validate(&self) -> Result<(), Vec<Breach>> {
        let title = rules::title(&self.title).err().map(|fault| Breach {
            field: Field::Title,
            fault,
        });
        let found: Vec<Breach> = title
            .into_iter()
            .chain(self.post.validate().err().into_iter().flatten())
            .collect();
        if found.is_empty() { Ok(()) } else { Err(found) }
    }
}

/// What a moderator changes about a topic. What is `None` stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct TopicChange {
    /// Another title: 1 to 120 characters. The topic's author may change it, too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Whether it takes no replies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locked: Option<bool>,
    /// Whether it stands above the others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pinned: Option<bool>,
    /// The forum to move it to; whoever moves it keeps order there as well.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub forum: Option<ForumSlug>,
}

/// A page of a forum's topics: pinned ones first, then those with the newest post first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TopicPage {
    /// The forum.
    pub forum: Forum,
    /// At most [`TOPICS_PER_PAGE`] topics.
    pub topics: Vec<Topic>,
    /// What the visitor may do here.
    pub you: Standing,
    /// The key of the next page, to be sent back as `after`. `None`: this is the last page.
    ///
    /// A key instead of an offset: a topic that jumps to the top while somebody reads neither hides
    /// another nor shows one twice.
    pub next: Option<String>,
}

/// A page of a thread, oldest post first.
///
/// A page is a fixed span of positions (at 20 posts a page, page 2 is posts 21 to 40), and a position
/// never changes. So a page reads the same for ever, the database finds it by key, and a link to it
/// stays right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ThreadPage {
    /// The topic.
    pub topic: Topic,
    /// Which page this is, from 1.
    pub page: u32,
    /// How many there are.
    pub pages: u32,
    /// As many posts as a page holds, or what is left of them.
    pub posts: Vec<Post>,
    /// The custom smilies that these posts use.
    pub smilies: Vec<CustomSmiley>,
    /// What the visitor may do here.
    pub you: Standing,
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
    /// What the visitor may do here.
    pub you: Standing,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twenty_posts_are_a_page_and_the_next_begins_another() {
        let pages: Vec<u32> = [1, 20, 21, 40, 41, 250]
            .into_iter()
            .map(|position| page_of(position, POSTS_PER_PAGE))
            .collect();
        assert_eq!(pages, [1, 1, 2, 2, 3, 13]);
    }

    #[test]
    fn a_topic_with_neither_title_nor_text_says_so_of_both() {
        let topic: NewTopic = serde_json::from_str(r#"{"title":"","post":{"body":" "}}"#).unwrap();
        let fields: Vec<_> = topic
            .validate()
            .unwrap_err()
            .iter()
            .map(|b| b.field)
            .collect();
        assert_eq!(fields, [Field::Title, Field::Body]);
    }
}
