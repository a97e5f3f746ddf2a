//! The settings of an element, made from its attributes by the script.

use palabre::i18n::Language;
use palabre_contract::{ForumSlug, TopicId, topic::POSTS_PER_PAGE_CHOICES};
use serde::Deserialize;

/// The kind of content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A thread with a reply form.
    #[default]
    Thread,
    /// The newest replies of a forum.
    Latest,
    /// The window in which a reader signs in for a host.
    Grant,
}

/// The settings of an element. Missing ones are empty, 0 or false.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The kind of content.
    pub kind: Kind,
    /// The slug of the forum.
    pub forum: String,
    /// The id of the topic; 0 for the topic of [`Self::page`].
    pub topic: i64,
    /// The canonical address of the host page.
    pub page: String,
    /// Its title.
    pub title: String,
    /// Posts per page of a thread, or replies in the list.
    pub posts: u32,
    /// Show the newest post first.
    pub newest: bool,
    /// The language, as a BCP 47 tag.
    pub lang: String,
    /// The accessible name of the element.
    pub label: String,
    /// The origin of the host page.
    pub host: String,
    /// A token from the host's server for the account that is signed in there; may be empty.
    pub token: String,
    /// The subject of that token: the host's own id for the account.
    pub subject: String,
}

impl Settings {
    /// The language, or the default.
    pub fn language(&self) -> Language {
        Language::from_tag(&self.lang).unwrap_or_default()
    }

    /// The slug of the forum.
    pub fn slug(&self) -> ForumSlug {
        ForumSlug(self.forum.clone())
    }

    /// The topic, if set.
    pub fn topic(&self) -> Option<TopicId> {
        (self.topic > 0).then_some(TopicId(self.topic))
    }

    /// Posts per page: the smallest number that the server accepts and that is at least [`Self::posts`].
    pub fn per_page(&self) -> u32 {
        let choices = POSTS_PER_PAGE_CHOICES;
        match self.posts {
            0 => palabre_contract::topic::POSTS_PER_PAGE,
            wanted => (choices.into_iter().find(|choice| *choice >= wanted))
                .unwrap_or(choices[choices.len() - 1]),
        }
    }
}
