//! Index of a forum's custom smilies by code and by name, for tens of thousands of them.

use std::collections::BTreeMap;

use palabre_contract::CustomSmiley;

use crate::browser::text;

/// The custom smilies of a forum, in the order set by its moderators.
#[derive(Debug)]
pub struct SmileyIndex {
    smilies: Vec<CustomSmiley>,
    /// Positions by code.
    positions: BTreeMap<String, u32>,
    /// The names in search form, one per line.
    names: String,
    /// Start of each line in `names`, plus the end of the last one.
    lines: Vec<u32>,
}

impl SmileyIndex {
    /// Indexes the server's list.
    pub fn new(smilies: Vec<CustomSmiley>) -> Self {
        let mut names = String::new();
        for smiley in &smilies {
            names.push_str(&smiley.name);
            names.push('\n');
        }
        // One call for all names: crossing to JavaScript costs more than the conversion itself.
        let names = text::folded(&names);
        let ends = names.match_indices('\n').map(|(at, _)| at as u32 + 1);
        let codes = smilies.iter().map(CustomSmiley::code);
        Self {
            positions: codes.zip(0..).collect(),
            lines: std::iter::once(0).chain(ends).collect(),
            names,
            smilies,
        }
    }

    /// The number of smilies.
    pub const fn count(&self) -> usize {
        self.smilies.len()
    }

    /// The position of the smiley with this code, if there is one.
    pub fn position(&self, code: &str) -> Option<u32> {
        self.positions.get(code).copied()
    }

    /// The smiley at this position.
    pub fn at(&self, position: u32) -> Option<&CustomSmiley> {
        self.smilies.get(position as usize)
    }

    /// The name of the smiley at this position: lower case, without accents, in UTF-8.
    pub fn name(&self, position: u32) -> &[u8] {
        let line = |at: u32| self.lines.get(at as usize).copied().unwrap_or_default() as usize;
        let name = line(position)..line(position + 1).saturating_sub(1);
        self.names.as_bytes().get(name).unwrap_or_default()
    }
}
