//! The custom smilies of a forum, tens of thousands of them if need be, made ready to be looked up by
//! code and by name.

use std::collections::BTreeMap;

use palabre_contract::CustomSmiley;

use crate::browser::text;

/// The custom smilies of a forum, in the order of its moderators.
#[derive(Debug)]
pub struct SmileyIndex {
    smilies: Vec<CustomSmiley>,
    /// The positions of the smilies by their codes.
    positions: BTreeMap<String, u32>,
    /// The names as they are searched, a line each.
    names: String,
    /// Where each line starts, and the next one would.
    lines: Vec<u32>,
}

impl SmileyIndex {
    /// Makes ready what the server sent.
    pub fn new(smilies: Vec<CustomSmiley>) -> Self {
        let mut names = String::new();
        for smiley in &smilies {
            names.push_str(&smiley.name);
            names.push('\n');
        }
        // All of them in one go: the way to the browser and back costs more than the work there.
        let names = text::folded(&names);
        let ends = names.match_indices('\n').map(|(at, _)| at as u32 + 1);
        // One by one: collected, they would be sorted first, and sorting alone weighs two kilobytes.
        let mut positions = BTreeMap::new();
        for (position, smiley) in (0..).zip(&smilies) {
            positions.insert(smiley.code(), position);
        }
        Self {
            positions,
            lines: std::iter::once(0).chain(ends).collect(),
            names,
            smilies,
        }
    }

    /// How many there are.
    pub const fn count(&self) -> usize {
        self.smilies.len()
    }

    /// Where the smiley of this code is, if there is one.
    pub fn position(&self, code: &str) -> Option<u32> {
        self.positions.get(code).copied()
    }

    /// The smiley at a position.
    pub fn at(&self, position: u32) -> Option<&CustomSmiley> {
        self.smilies.get(position as usize)
    }

    /// The name at a position: in lower case, without accents, in UTF-8.
    pub fn name(&self, position: u32) -> &[u8] {
        let line = |at: u32| self.lines.get(at as usize).copied().unwrap_or_default() as usize;
        let name = line(position)..line(position + 1).saturating_sub(1);
        self.names.as_bytes().get(name).unwrap_or_default()
    }
}
