//! Texts that make naive parsers and browsers slow: deeply nested, unclosed, overlapping or endless markup.
//!
//! The recipes are in `tests/corpora/own-pathological.json`, which the composer's benchmark reads too.

use serde::Deserialize;

/// A recipe for a text of any length.
#[derive(Deserialize)]
pub struct Recipe {
    pub title: String,
    /// The parts, each with its number of repetitions relative to the others. 0: exactly once.
    parts: Vec<(String, usize)>,
}

/// All recipes.
pub fn recipes() -> Vec<Recipe> {
    let json = include_str!("../corpora/own-pathological.json");
    serde_json::from_str(json).expect("the recipes are JSON")
}

/// The text of a recipe, at least `bytes` bytes long.
pub fn text(recipe: &Recipe, bytes: usize) -> String {
    let parts = &recipe.parts;
    let round: usize = parts.iter().map(|(part, count)| part.len() * count).sum();
    let rounds = bytes.div_ceil(round);
    let repeated = |(part, count): &(String, usize)| match count {
        0 => part.clone(),
        count => part.repeat(count * rounds),
    };
    parts.iter().map(repeated).collect()
}
