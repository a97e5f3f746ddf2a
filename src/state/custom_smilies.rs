//! The custom smilies that are known on the page.

use std::{collections::BTreeMap, sync::Arc};

use leptos::prelude::*;
use palabre_contract::{CustomSmiley, ForumSlug};

use super::smiley_index::SmileyIndex;
use crate::api::{Answer, Client};

/// CustomSmilies of custom smilies that came along with posts, by code, and all those of the forum that is
/// answered.
#[derive(Clone, Copy)]
pub struct CustomSmilies {
    client: Client,
    from_posts: RwSignal<BTreeMap<String, CustomSmiley>>,
    loaded_forum: RwSignal<Option<ForumSlug>>,
    all: RwSignal<Option<Answer<Arc<SmileyIndex>>>>,
}

impl CustomSmilies {
    /// An empty collection for everything below the current owner.
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

    /// Adds pictures.
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

    /// Makes the current effect or view run again when more pictures are known.
    pub fn track(self) {
        self.from_posts.track();
        self.all.track();
    }

    /// The picture that stands for a code, if it is known.
    pub fn find(self, code: &str) -> Option<CustomSmiley> {
        let known = self.from_posts.with(|known| known.get(code).cloned());
        known.or_else(|| {
            self.all.with(|set| {
                let index = set.as_ref()?.as_ref().ok()?;
                index.at(index.position(code)?).cloned()
            })
        })
    }

    /// Asks the server for all pictures of a forum, unless they are there or on their way.
    pub fn load(self, forum: ForumSlug) {
        let is_current = self
            .loaded_forum
            .with_untracked(|loaded_forum| loaded_forum.as_ref() == Some(&forum));
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
                .with_untracked(|loaded_forum| loaded_forum.as_ref() != Some(&forum))
            {
                return;
            }
            let ready = answer.map(|set| Arc::new(SmileyIndex::new(set.custom)));
            self.all.set(Some(ready));
        });
    }

    /// The smilies of the forum have changed: the next to [ask](Self::ask) gets them anew.
    pub fn invalidate(self) {
        self.loaded_forum.set(None);
    }

    /// The pictures that were loaded_forum for. `None`: they are on their way.
    pub fn all(self) -> Signal<Option<Answer<Arc<SmileyIndex>>>> {
        self.all.into()
    }
}

/// The pictures known on the page.
pub fn use_custom_smilies() -> CustomSmilies {
    expect_context()
}
