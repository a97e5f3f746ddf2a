//! The pages of the app by their addresses, so that an address without a page gets 404.

use axum::http::Uri;
use palabre_contract::{ForumSlug, PostId, TopicId};

/// What the page at an address shows. The addresses are those of the app's `src/address.rs`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Address {
    /// `/`: the list of forums.
    Home,
    /// A forum's topics, after a pagination key.
    Forum(ForumSlug, Option<String>),
    /// One of a forum's other pages.
    InForum(ForumSlug),
    /// A page of a thread.
    Thread(TopicId, u32),
    /// The reply page of a topic.
    Reply(TopicId),
    /// A post, which redirects to its position in its thread.
    Post(PostId),
    /// Editing a post.
    EditPost(PostId),
    /// A page about an account or the site.
    Site,
}

/// The last segment of a forum's pages.
const FORUM_PAGES: [&str; 5] = ["new", "settings", "smilies", "embed", "log"];
/// The pages without parameters in the path.
const SITE_PAGES: [&str; 11] = [
    "sign-in",
    "sign-up",
    "lost-password",
    "reset-password",
    "confirm",
    "new-forum",
    "preferences",
    "account",
    "change-email",
    "change-password",
    "leave",
];

impl Address {
    /// The page at an address. `None`: there is no such page.
    pub(super) fn of(uri: &Uri) -> Option<Self> {
        let segments: Vec<&str> = uri
            .path()
            .split('/')
            .filter(|segment| !segment.is_empty())
            .collect();
        // Slugs have no characters that need percent-encoding.
        let slug = |slug: &str| ForumSlug(slug.to_owned());
        Some(match segments[..] {
            [] | ["index.html"] => Self::Home,
            ["f", forum] => Self::Forum(slug(forum), query(uri, "after").map(str::to_owned)),
            ["f", forum, page] if FORUM_PAGES.contains(&page) => Self::InForum(slug(forum)),
            ["t", topic] => {
                let page = query(uri, "page").and_then(|page| page.parse().ok());
                Self::Thread(topic.parse().ok()?, page.unwrap_or(1).max(1))
            }
            ["t", topic, "reply"] => Self::Reply(topic.parse().ok()?),
            ["p", post] => Self::Post(post.parse().ok()?),
            ["p", post, "edit"] => Self::EditPost(post.parse().ok()?),
            ["unsubscribe", _] => Self::Site,
            [page] if SITE_PAGES.contains(&page) => Self::Site,
            _ => return None,
        })
    }
}

/// The first value of a parameter in the query, still percent-encoded.
pub(super) fn query<'a>(uri: &'a Uri, name: &str) -> Option<&'a str> {
    uri.query()?
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|(given, _)| *given == name)
        .map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(uri: &str) -> Option<Address> {
        Address::of(&uri.parse().unwrap())
    }

    #[test]
    fn each_page_of_the_app_is_known_and_nothing_else() {
        let atelier = || ForumSlug("atelier".into());
        assert_eq!(of("/"), Some(Address::Home));
        assert_eq!(of("/f/atelier"), Some(Address::Forum(atelier(), None)));
        assert_eq!(of("/f/atelier/log"), Some(Address::InForum(atelier())));
        assert_eq!(of("/t/12?page=3"), Some(Address::Thread(TopicId(12), 3)));
        assert_eq!(of("/t/12/?page=0"), Some(Address::Thread(TopicId(12), 1)));
        assert_eq!(of("/p/7"), Some(Address::Post(PostId(7))));
        assert_eq!(of("/sign-in?back=%2F"), Some(Address::Site));
        for nothing in [
            "/zzz",
            "/t",
            "/t/twelve",
            "/f",
            "/f/atelier/x",
            "/p/7/x",
            "/unsubscribe",
        ] {
            assert_eq!(of(nothing), None, "{nothing}");
        }
    }
}
