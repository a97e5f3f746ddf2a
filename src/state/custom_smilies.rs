//! The custom smilies that are known on the page.

use std::{collections::BTreeMap, sync::Arc};

use leptos::prelude::*;
use palabre_contract::{CustomSmiley, ForumSlug};

use super::smiley_index::Gallery;
use crate::api::{Answer, Client};

/// Pictures of custom smilies that came along with posts, by code, and all those of the forum that is
/// answered.
#[derive(Clone, Copy)]
pub struct Pictures {
    client: Client,
    by_code: RwSignal<BTreeMap<String, CustomSmiley>>,
    asked: RwSignal<Option<ForumSlug>>,
    set: RwSignal<Option<Answer<Arc<Gallery>>>>,
}

impl Pictures {
    /// An empty collection for everything below the current owner.
    pub fn provide(client: Client) -> Self {
        let pictures = Self {
            client,
            by_code: RwSignal::new(BTreeMap::new()),
            asked: RwSignal::new(None),
            set: RwSignal::new(None),
        };
        provide_context(pictures);
        pictures
    }

    /// Adds pictures.
    pub fn learn(self, smilies: &[CustomSmiley]) {
        let is_new =
            |known: &BTreeMap<_, _>, smiley: &CustomSmiley| !known.contains_key(&smiley.code());
        if self
            .by_code
            .with_untracked(|known| smilies.iter().any(|smiley| is_new(known, smiley)))
        {
            self.by_code.update(|known| {
                known.extend(smilies.iter().map(|smiley| (smiley.code(), smiley.clone())));
            });
        }
    }

    /// Makes the current effect or view run again when more pictures are known.
    pub fn track(self) {
        self.by_code.track();
        self.set.track();
    }

    /// The picture that stands for a code, if it is known.
    pub fn find(self, code: &str) -> Option<CustomSmiley> {
        let known = self.by_code.with(|known| known.get(code).cloned());
        known.or_else(|| {
            self.set.with(|set| {
                let gallery = set.as_ref()?.as_ref().ok()?;
                gallery.at(gallery.place(code)?).cloned()
            })
        })
    }

    /// Asks the server for all pictures of a forum, unless they are there or on their way.
    pub fn ask(self, forum: ForumSlug) {
        let is_asked = self
            .asked
            .with_untracked(|asked| asked.as_ref() == Some(&forum));
        let has_failed = self.set.with_untracked(|set| matches!(set, Some(Err(_))));
        if is_asked && !has_failed {
            return;
        }
        self.asked.set(Some(forum.clone()));
        self.set.set(None);
        leptos::task::spawn_local(async move {
            let answer = self.client.smilies(&forum).await;
            if self
                .asked
                .with_untracked(|asked| asked.as_ref() != Some(&forum))
            {
                return;
            }
            let ready = answer.map(|set| Arc::new(Gallery::new(set.custom)));
            self.set.set(Some(ready));
        });
    }

    /// The smilies of the forum have changed: the next to [ask](Self::ask) gets them anew.
    pub fn forget(self) {
        self.asked.set(None);
    }

    /// The pictures that were asked for. `None`: they are on their way.
    pub fn set(self) -> Signal<Option<Answer<Arc<Gallery>>>> {
        self.set.into()
    }
}

/// The pictures known on the page.
pub fn use_pictures() -> Pictures {
    expect_context()
}
