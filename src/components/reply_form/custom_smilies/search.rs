//! Searches tens of thousands of smilies by name, on every key.

use crate::{browser::text, state::smiley_index::SmileyIndex};

/// The last query and its matches. A longer query with the same beginning can only match some of these.
#[derive(Default)]
pub(super) struct Search {
    query: String,
    found: Vec<u32>,
}

impl Search {
    /// The indices of the smilies whose names contain every word of the query, ignoring case and accents. Names that begin with
    /// the first word come first. `None`: the query is empty.
    pub(super) fn find(&mut self, gallery: &SmileyIndex, query: &str) -> Option<Vec<u32>> {
        let query = text::folded(query.trim());
        let words: Vec<_> = query.split_whitespace().map(str::as_bytes).collect();
        let first = *words.first()?;
        let matches = |index: &u32| {
            let name = gallery.name(*index);
            words.iter().all(|word| contains(name, word))
        };
        if self.query.is_empty() || !query.starts_with(&self.query) {
            self.found = (0..gallery.count() as u32).filter(matches).collect();
        } else {
            self.found.retain(matches);
        }
        let begins = |index: &u32| gallery.name(*index).starts_with(first);
        let (mut found, others): (Vec<_>, Vec<_>) = self.found.iter().copied().partition(begins);
        found.extend(others);
        self.query = query;
        Some(found)
    }
}

/// Whether a name contains a word. Names are short, so a simple scan is faster than an algorithm with a preparation step.
fn contains(name: &[u8], word: &[u8]) -> bool {
    let begins = |at: usize| name[at] == word[0] && name[at..].starts_with(word);
    !word.is_empty() && (0..name.len()).any(begins)
}
