//! The codes of custom smilies in posts.

use std::collections::BTreeSet;

use palabre_contract::Post;
use palabre_markup::{Options, parse};

/// Maximum number of codes looked up for one response. Real pages have a few dozen; a page full of codes would
/// otherwise cost thousands of look-ups for every reader. Codes beyond the limit stay text.
const CODES_MAX: usize = 1_000;

/// A custom smiley by its name and variant; variant 1 is the plain `[:name]`.
pub(super) type Code = (String, u8);

/// The custom smilies in these posts and their signatures, each once. The text of a
/// post with smilies disabled has none.
pub(super) fn smilies_in(posts: &[Post]) -> Vec<Code> {
    let mut codes = BTreeSet::new();
    for post in posts {
        let body = post.smilies.then_some(&post.body);
        for text in body.into_iter().chain(&post.signature) {
            // Most texts contain none and need not be parsed.
            if text.contains("[:") {
                let document = parse(text, Options { smilies: true });
                codes.extend(document.custom_smilies().filter_map(name_and_variant));
            }
        }
    }
    codes.into_iter().take(CODES_MAX).collect()
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
    fn codes_are_listed_once_and_only_where_they_are_drawn() {
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
