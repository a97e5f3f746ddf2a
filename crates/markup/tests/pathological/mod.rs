//! Texts that make careless parsers and browsers slow: deep, unclosed, overlapping, endless.
//!
//! They stand in `tests/corpora/own-pathological.json`, from which the benchmark of the composer takes them,
//! too.

use serde::Deserialize;

/// How to make a text of any length.
#[derive(Deserialize)]
pub struct Recipe {
    pub title: String,
    /// Each part with how often it is repeated, relative to the others. 0 stands for a single time.
    parts: Vec<(String, usize)>,
}

/// All of them.
pub fn recipes() -> Vec<Recipe> {
    let json = include_str!("../corpora/own-pathological.json");
    serde_json::from_str(json).expect("the recipes are JSON")
}

/// A text of at least `bytes` bytes.
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
