//! The custom smilies that are known on the page.

use std::collections::BTreeMap;

use leptos::prelude::*;
use palabre_contract::CustomSmiley;

/// Pictures of custom smilies, by code.
#[derive(Clone, Copy)]
pub struct Pictures {
    by_code: RwSignal<BTreeMap<String, CustomSmiley>>,
}

impl Pictures {
    /// An empty collection for everything below the current owner.
    pub fn provide() -> Self {
        let pictures = Self {
            by_code: RwSignal::new(BTreeMap::new()),
        };
        provide_context(pictures);
        pictures
    }

    /// Adds pictures.
    pub fn learn(self, smilies: &[CustomSmiley]) {
        let unknown: Vec<_> = self.by_code.with_untracked(|known| {
            let new = |smiley: &&CustomSmiley| !known.contains_key(&smiley.code());
            smilies.iter().filter(new).cloned().collect()
        });
        if !unknown.is_empty() {
            self.by_code.update(|known| {
                known.extend(unknown.into_iter().map(|smiley| (smiley.code(), smiley)));
            });
        }
    }

    /// The picture that stands for a code, if it is known.
    pub fn find(self, code: &str) -> Option<CustomSmiley> {
        self.by_code.with(|known| known.get(code).cloned())
    }
}

/// The pictures known on the page.
pub fn use_pictures() -> Pictures {
    expect_context()
}
