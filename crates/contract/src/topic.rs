//! Topics, and the pages of their threads and of a forum's topics.

use serde::{Deserialize, Serialize};

use crate::{
    account::{Author, VisitorPermissions},
    forum::{Forum, ForumRef, ForumSlug, LatestPost},
    icon::MessageIcon,
    ids::TopicId,
    post::{NewPost, Post},
    rules::{self, Breach, Field},
    smiley::CustomSmiley,
    time::Timestamp,
};

/// Default number of posts per page of a thread.
pub const POSTS_PER_PAGE: u32 = 20;
/// The numbers of posts per page that a reader can choose from.
pub const POSTS_PER_PAGE_CHOICES: [u32; 4] = [10, POSTS_PER_PAGE, 50, 100];
/// Maximum number of posts in a topic review.
pub const REVIEW_POSTS: u32 = 15;
/// Number of topics per page of a forum.
pub const TOPICS_PER_PAGE: u32 = 30;

/// A topic, without its posts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Topic {
    /// The id of the topic.
    pub id: TopicId,
    /// Its forum.
    pub forum: ForumRef,
    /// Its title: 1 to 120 characters.
    pub title: String,
    /// The icon of its opening post.
    pub icon: Option<MessageIcon>,
    /// The author of its opening post.
    pub author: Author,
    /// When it was created.
    pub opened_at: Timestamp,
    /// Number of posts, including the opening post: at least 1.
    pub posts: u32,
    /// Whether it accepts no replies.
    pub locked: bool,
    /// Whether it is listed above the other topics.
    pub pinned: bool,
    /// Its newest post.
    pub latest: LatestPost,
    /// The address of the host page that it contains the comments of. `None`: it is an ordinary topic.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
}

impl Topic {
    /// Number of pages of its thread, at `per_page` posts per page: at least 1.
    #[must_use]
    pub fn pages(&self, per_page: u32) -> u32 {
        page_of(self.posts, per_page)
    }
}

/// The page of a thread that contains the post at `position`, at `per_page` posts per page. Positions and pages count
/// from 1.
#[must_use]
pub fn page_of(position: u32, per_page: u32) -> u32 {
    position.saturating_sub(1) / per_page.max(1) + 1
}

/// Creates a topic, with its opening post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewTopic {
    /// Its title: 1 to 120 characters on one line.
    pub title: String,
    /// The opening post.
    pub post: NewPost,
}

impl NewTopic {
    /// Checks the rules that do not need the server's data.
    ///
    /// # Errors
    /// All broken rules of the title and the post.
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

/// Changes a topic. Fields that are `None` stay unchanged. Requires a moderator, except for the title.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct TopicChange {
    /// The new title: 1 to 120 characters on one line. The author of the topic may change it too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Whether it accepts no replies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locked: Option<bool>,
    /// Whether it is listed above the other topics.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pinned: Option<bool>,
    /// The forum to move it to. Requires a moderator of that forum too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub forum: Option<ForumSlug>,
}

/// A page of a forum's topics: pinned topics first, then by newest post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TopicPage {
    /// The forum.
    pub forum: Forum,
    /// At most [`TOPICS_PER_PAGE`] topics.
    pub topics: Vec<Topic>,
    /// What the visitor may do here.
    pub you: VisitorPermissions,
    /// The value of the parameter `after` for the next page. `None`: this is the last page.
    ///
    /// It is a key instead of an offset, so that a topic that moves to the top in the meantime does not cause another
    /// one to be skipped or repeated.
    pub next: Option<String>,
}

/// A page of a thread, oldest post first.
///
/// A page is a fixed range of positions (at 20 posts per page, page 2 has the positions 21 to 40), and the position of a
/// post never changes. Links to a page stay valid, and the database finds it by an index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ThreadPage {
    /// The topic.
    pub topic: Topic,
    /// The number of this page, from 1.
    pub page: u32,
    /// Number of pages.
    pub pages: u32,
    /// The posts of this page: on the last page possibly fewer than the reader's posts per page.
    pub posts: Vec<Post>,
    /// The custom smilies that these posts use.
    pub smilies: Vec<CustomSmiley>,
    /// What the visitor may do here.
    pub you: VisitorPermissions,
}

/// The newest posts of a topic, newest first, to show below a reply form.
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
    pub you: VisitorPermissions,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_of_a_position_changes_after_every_twenty_posts() {
        let pages: Vec<u32> = [1, 20, 21, 40, 41, 250]
            .into_iter()
            .map(|position| page_of(position, POSTS_PER_PAGE))
            .collect();
        assert_eq!(pages, [1, 1, 2, 2, 3, 13]);
    }

    #[test]
    fn topic_without_title_and_text_reports_both() {
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
