//! Which custom smilies some posts ask for.

use std::collections::BTreeSet;

use palabre_contract::Post;

/// Codes looked up for one answer at most. A page of real posts holds a few dozen; without an end,
/// one made of nothing but codes would cost thousands of look-ups each time it is read. Those beyond
/// stay as typed.
const MOST: usize = 1_000;

/// The custom smilies in these posts and their signatures, each once, by name and variant. Posts
/// whose writer switched smilies off ask for none in their text.
pub(super) fn smilies_in(posts: &[Post]) -> Vec<(String, Option<u8>)> {
    let bodies = posts
        .iter()
        .filter(|post| post.smilies)
        .map(|post| &post.body);
    let signatures = posts.iter().filter_map(|post| post.signature.as_ref());
    let codes: BTreeSet<_> = bodies
        .chain(signatures)
        .flat_map(|text| codes_in(text))
        .take(MOST)
        .collect();
    codes.into_iter().collect()
}

fn codes_in(text: &str) -> impl Iterator<Item = (String, Option<u8>)> {
    text.split("[:").skip(1).filter_map(|rest| {
        let code = &rest[..rest.find(']')?];
        Some(match code.rsplit_once(':') {
            Some((name, variant)) => (name.to_owned(), Some(variant.parse().ok()?)),
            None => (code.to_owned(), None),
        })
    })
}
