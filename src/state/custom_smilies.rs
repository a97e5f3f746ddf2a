//! The custom smilies known on the page.

use std::{collections::BTreeMap, sync::Arc};

use leptos::prelude::*;
use palabre_contract::{CustomSmiley, ForumSlug};

use super::smiley_index::SmileyIndex;
use crate::api::{Answer, Client};

/// The custom smilies that were sent with posts, and, once loaded, all those of the forum.
#[derive(Clone, Copy)]
pub struct CustomSmilies {
    client: Client,
    from_posts: RwSignal<BTreeMap<String, CustomSmiley>>,
    loaded_forum: RwSignal<Option<ForumSlug>>,
    all: RwSignal<Option<Answer<Arc<SmileyIndex>>>>,
}

impl CustomSmilies {
    /// Provides an empty collection in context.
    pub fn provide(client: Client) -> Self {
        let custom_smilies = Self {
            client,
            from_posts: RwSignal::new(BTreeMap::new()),
            loaded_forum: RwSignal::new(None),
            all: RwSignal::new(None),
        };
        provide_context(custom_smilies);
        custom_smilies
    }

    /// Adds smilies that were sent with posts.
    pub fn add(self, smilies: &[CustomSmiley]) {
        let is_new =
            |known: &BTreeMap<_, _>, smiley: &CustomSmiley| !known.contains_key(&smiley.code());
        if self
            .from_posts
            .with_untracked(|known| smilies.iter().any(|smiley| is_new(known, smiley)))
        {
            self.from_posts.update(|known| {
                known.extend(smilies.iter().map(|smiley| (smiley.code(), smiley.clone())));
            });
        }
    }

    /// Subscribes the current effect or view to newly known smilies.
    pub fn track(self) {
        self.from_posts.track();
        self.all.track();
    }

    /// The smiley with this code, if known.
    pub fn find(self, code: &str) -> Option<CustomSmiley> {
        let known = self.from_posts.with(|known| known.get(code).cloned());
        known.or_else(|| {
            self.all.with(|set| {
                let index = set.as_ref()?.as_ref().ok()?;
                index.at(index.position(code)?).cloned()
            })
        })
    }

    /// Loads all smilies of a forum, unless loaded or loading.
    pub fn load(self, forum: ForumSlug) {
        let is_current = self
            .loaded_forum
            .with_untracked(|loaded| loaded.as_ref() == Some(&forum));
        let has_failed = self.all.with_untracked(|set| matches!(set, Some(Err(_))));
        if is_current && !has_failed {
            return;
        }
        self.loaded_forum.set(Some(forum.clone()));
        self.all.set(None);
        leptos::task::spawn_local(async move {
            let answer = self.client.smilies(&forum).await;
            if self
                .loaded_forum
                .with_untracked(|loaded| loaded.as_ref() != Some(&forum))
            {
                return;
            }
            let ready = answer.map(|set| Arc::new(SmileyIndex::new(set.custom)));
            self.all.set(Some(ready));
        });
    }

    /// The forum's smilies have changed: the next [`Self::load`] fetches them again.
    pub fn invalidate(self) {
        self.loaded_forum.set(None);
    }

    /// All smilies of the forum given to [`Self::load`]. `None`: not loaded yet.
    pub fn all(self) -> Signal<Option<Answer<Arc<SmileyIndex>>>> {
        self.all.into()
    }
}

/// The custom smilies in context.
pub fn use_custom_smilies() -> CustomSmilies {
    expect_context()
}
