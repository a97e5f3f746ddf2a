//! What an element's attributes ask for, as the script of the elements hands it over.

use palabre::i18n::Language;
use palabre_contract::{ForumSlug, TopicId, topic::POSTS_PER_PAGE_CHOICES};
use serde::Deserialize;

/// What is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A thread, and a form to answer it.
    #[default]
    Thread,
    /// The newest replies of a forum.
    Latest,
    /// Signing in for a host, in a window of the forum's own.
    Grant,
}

/// The attributes of an element. Those that are missing have the value that asks for nothing.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// What is drawn.
    pub kind: Kind,
    /// The name of a forum in addresses.
    pub forum: String,
    /// The number of a topic; 0 where the topic is that of a page.
    pub topic: i64,
    /// The canonical address of the page around.
    pub page: String,
    /// Its title.
    pub title: String,
    /// Posts on a page of the thread, or replies in the list.
    pub posts: u32,
    /// The newest post first.
    pub newest: bool,
    /// A BCP 47 tag.
    pub lang: String,
    /// What the element is called by those who cannot see it.
    pub label: String,
    /// The origin of the page around.
    pub host: String,
    /// The word of the host's own server on who is signed in there.
    pub token: String,
    /// Sender that word is of, as the host calls them.
    pub subject: String,
}

impl Settings {
    /// The language that is asked for, or the first.
    pub fn language(&self) -> Language {
        Language::from_tag(&self.lang).unwrap_or_default()
    }

    /// The forum that is named.
    pub fn slug(&self) -> ForumSlug {
        ForumSlug(self.forum.clone())
    }

    /// The topic that is named.
    pub fn topic(&self) -> Option<TopicId> {
        (self.topic > 0).then_some(TopicId(self.topic))
    }

    /// Posts on a page: of the numbers that the server takes, the least that holds as many as are asked for.
    pub fn per_page(&self) -> u32 {
        let choices = POSTS_PER_PAGE_CHOICES;
        match self.posts {
            0 => palabre_contract::topic::POSTS_PER_PAGE,
            wanted => (choices.into_iter().find(|choice| *choice >= wanted))
                .unwrap_or(choices[choices.len() - 1]),
        }
    }
}
