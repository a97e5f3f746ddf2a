//! Finding smilies by name, among tens of thousands, at every key.

use crate::{browser::text, state::smiley_index::SmileyIndex};

/// What was searched last, and what it found: all that a longer question can find.
#[derive(Default)]
pub(super) struct Search {
    asked: String,
    found: Vec<u32>,
}

impl Search {
    /// The places of the smilies whose names hold every word of the question, whatever its case and
    /// accents; first those whose names begin with it. `None`: nothing is asked.
    pub(super) fn ask(&mut self, gallery: &SmileyIndex, question: &str) -> Option<Vec<u32>> {
        let asked = text::folded(question.trim());
        let words: Vec<_> = asked.split_whitespace().map(str::as_bytes).collect();
        let first = *words.first()?;
        let fits = |place: &u32| {
            let name = gallery.name(*place);
            words.iter().all(|word| holds(name, word))
        };
        if self.asked.is_empty() || !asked.starts_with(&self.asked) {
            self.found = (0..gallery.count() as u32).filter(fits).collect();
        } else {
            self.found.retain(fits);
        }
        let begins = |place: &u32| gallery.name(*place).starts_with(first);
        let (mut found, others): (Vec<_>, Vec<_>) = self.found.iter().copied().partition(begins);
        found.extend(others);
        self.asked = asked;
        Some(found)
    }
}

/// Whether a word stands somewhere in a name. Names are short: what prepares a search of long texts
/// would take longer than this does.
fn holds(name: &[u8], word: &[u8]) -> bool {
    let begins = |at: usize| name[at] == word[0] && name[at..].starts_with(word);
    !word.is_empty() && (0..name.len()).any(begins)
}
