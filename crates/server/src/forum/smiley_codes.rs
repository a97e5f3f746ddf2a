//! Which custom smilies some posts ask for.

use std::collections::BTreeSet;

use palabre_contract::Post;
use palabre_markup::{Options, parse};

/// Codes looked up for one answer at most. A page of real posts holds a few dozen; without an end,
/// one made of nothing but codes would cost thousands of look-ups each time it is read. Those beyond
/// stay as typed.
const MOST: usize = 1_000;

/// A custom smiley by its name and variant; variant 1 is the plain `[:name]`.
pub(super) type Code = (String, u8);

/// The custom smilies in these posts and their signatures, each once. Posts whose writer switched
/// smilies off ask for none in their text.
pub(super) fn smilies_in(posts: &[Post]) -> Vec<Code> {
    let mut codes = BTreeSet::new();
    for post in posts {
        let body = post.smilies.then_some(&post.body);
        for text in body.into_iter().chain(&post.signature) {
            // Most texts hold none, and need no tree to say so.
            if text.contains("[:") {
                let document = parse(text, Options { smilies: true });
                codes.extend(document.custom_smilies().filter_map(name_and_variant));
            }
        }
    }
    codes.into_iter().take(MOST).collect()
}

/// `[:name:2]` as name and variant.
fn name_and_variant(code: &str) -> Option<Code> {
    let inside = code.strip_prefix("[:")?.strip_suffix(']')?;
    match inside.split_once(':') {
        None => Some((inside.to_owned(), 1)),
        Some((name, variant)) => Some((name.to_owned(), variant.parse().ok()?)),
    }
}

#[cfg(test)]
mod tests {
    use palabre_contract::{Author, PostId, Role, Timestamp, TopicId};

    use super::*;

    fn post(body: &str, smilies: bool, signature: Option<&str>) -> Post {
        Post {
            id: PostId(1),
            topic: TopicId(1),
            position: 1,
            author: Author {
                account: None,
                pseudo: "Anaïs".into(),
                role: Role::Member,
                avatar: None,
            },
            icon: None,
            body: body.into(),
            smilies,
            signature: signature.map(Into::into),
            links: true,
            posted_at: Timestamp(0),
            edited_at: None,
            withdrawn: None,
        }
    }

    #[test]
    fn a_smiley_counts_once_wherever_it_is_drawn_and_nowhere_else() {
        let posts = [
            post(
                "[quote]a [:pluie] [b][:jour de pluie:2][/b][/quote] [:pluie:1]",
                true,
                None,
            ),
            post(
                "[list][*][:soleil] [code][:code][/code][/list] [:broken",
                true,
                None,
            ),
            post("[:off]", false, Some("[spoiler][:sous l'arbre][/spoiler]")),
        ];
        let names: Vec<_> = smilies_in(&posts)
            .into_iter()
            .map(|(name, variant)| format!("{name} {variant}"))
            .collect();
        assert_eq!(
            names,
            ["jour de pluie 2", "pluie 1", "soleil 1", "sous l'arbre 1"]
        );
    }
}
