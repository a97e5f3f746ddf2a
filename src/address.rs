//! The addresses of the app's pages: parsed from the address bar, and formatted as links.
//!
//! Links are plain `href`s, so they can be copied, opened in another tab and followed without the app.

use std::fmt;

use palabre_contract::{ForumSlug, LogId, Post, PostId, TopicId, topic::page_of};

use crate::origin::origin;

/// A page of the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// `/`: the list of forums.
    Home,
    /// `/f/atelier`, `/f/atelier?after=…`: a forum's topics, after a pagination key.
    Forum(ForumSlug, Option<String>),
    /// `/f/atelier/new` and so on: one of a forum's pages.
    InForum(ForumSlug, ForumPage),
    /// `/f/atelier/log`, `/f/atelier/log?before=…`: a forum's audit log, before an entry.
    Log(ForumSlug, Option<LogId>),
    /// `/t/12`, `/t/12?page=3`: a page of a thread, from 1.
    Thread(TopicId, u32),
    /// `/t/12/reply`: the reply page of a topic.
    Reply(TopicId),
    /// `/p/123`: a post; redirects to its position in its thread.
    Post(PostId),
    /// `/p/123/edit`: editing a post.
    EditPost(PostId),
    /// `/confirm?token=…&back=…`: the link in the mail that confirms an address; `back` is the page to return to.
    Confirm(String, Option<String>),
    /// `/reset-password?token=…`: the link in the mail for a lost password.
    ResetPassword(String),
    /// `/unsubscribe/…`: the link in a notification mail; its token.
    Unsubscribe(String),
    /// `/sign-in` and so on: a page without parameters.
    Site(SitePage),
}

/// A page of a forum, named by the last segment of its address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ForumPage {
    /// Creating a topic.
    NewTopic,
    /// Name, description, permissions and team.
    Settings,
    /// Custom smilies.
    Smilies,
    /// Embedding the forum in other sites.
    Embed,
}

/// A page without parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SitePage {
    /// Signing in.
    SignIn,
    /// Creating an account.
    SignUp,
    /// Requesting a new password.
    LostPassword,
    /// Creating a forum.
    NewForum,
    /// The reader's preferences.
    Preferences,
    /// The account: picture, signature, sessions.
    Account,
    /// Changing the e-mail address.
    ChangeEmail,
    /// Changing the password.
    ChangePassword,
    /// Deleting the account.
    DeleteAccount,
}

const FORUM_PAGES: [(ForumPage, &str); 4] = [
    (ForumPage::NewTopic, "new"),
    (ForumPage::Settings, "settings"),
    (ForumPage::Smilies, "smilies"),
    (ForumPage::Embed, "embed"),
];

const SITE_PAGES: [(SitePage, &str); 9] = [
    (SitePage::SignIn, "sign-in"),
    (SitePage::SignUp, "sign-up"),
    (SitePage::LostPassword, "lost-password"),
    (SitePage::NewForum, "new-forum"),
    (SitePage::Preferences, "preferences"),
    (SitePage::Account, "account"),
    (SitePage::ChangeEmail, "change-email"),
    (SitePage::ChangePassword, "change-password"),
    (SitePage::DeleteAccount, "leave"),
];

fn find<T: Copy>(table: &[(T, &str)], name: &str) -> Option<T> {
    table
        .iter()
        .find_map(|(value, known)| (*known == name).then_some(*value))
}

fn name<T: Copy + PartialEq>(table: &[(T, &'static str)], wanted: T) -> &'static str {
    table
        .iter()
        .find_map(|(value, name)| (*value == wanted).then_some(*name))
        .unwrap_or_default()
}

impl From<SitePage> for Address {
    fn from(page: SitePage) -> Self {
        Self::Site(page)
    }
}

impl Address {
    /// The page at a path with a query (with or without `?`). `None`: there is no such page.
    pub fn parse(path: &str, query: &str) -> Option<Self> {
        let segments: Vec<&str> = path
            .split('/')
            .filter(|segment| !segment.is_empty())
            .collect();
        let token = || parameter(query, "token").unwrap_or_default();
        Some(match *segments {
            [] => Self::Home,
            ["f", slug] => Self::Forum(ForumSlug(decoded(slug)), parameter(query, "after")),
            ["f", slug, "log"] => {
                let before = parameter(query, "before").and_then(|before| before.parse().ok());
                Self::Log(ForumSlug(decoded(slug)), before)
            }
            ["f", slug, page] => Self::InForum(ForumSlug(decoded(slug)), find(&FORUM_PAGES, page)?),
            ["t", topic] => {
                let page = parameter(query, "page").and_then(|page| page.parse().ok());
                Self::Thread(topic.parse().ok()?, page.unwrap_or(1).max(1))
            }
            ["t", topic, "reply"] => Self::Reply(topic.parse().ok()?),
            ["p", post] => Self::Post(post.parse().ok()?),
            ["p", post, "edit"] => Self::EditPost(post.parse().ok()?),
            ["confirm"] => Self::Confirm(token(), parameter(query, "back")),
            ["reset-password"] => Self::ResetPassword(token()),
            ["unsubscribe", token] => Self::Unsubscribe(decoded(token)),
            [page] => Self::Site(find(&SITE_PAGES, page)?),
            _ => return None,
        })
    }

    /// The address, with the page to return to as its query.
    pub fn with_back(&self, to: &str) -> String {
        format!("{self}?back={}", encoded(to))
    }

    /// The page to return to, from a query. `None` unless it is a page of this site.
    pub fn back(query: &str) -> Option<String> {
        parameter(query, "back").filter(|to| Self::parse_local(to).is_some())
    }

    /// Parses an address from an untrusted source. `None` unless it is a page of this site, which prevents open redirects.
    pub fn parse_local(text: &str) -> Option<Self> {
        let path = text
            .strip_prefix('/')
            .filter(|rest| !rest.starts_with(['/', '\\']))?;
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        Self::parse(path, query)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(origin())?;
        match self {
            Self::Home => f.write_str("/"),
            Self::Forum(slug, None) => write!(f, "/f/{}", encoded(&slug.0)),
            Self::Forum(slug, Some(after)) => {
                write!(f, "/f/{}?after={}", encoded(&slug.0), encoded(after))
            }
            Self::InForum(slug, page) => {
                write!(f, "/f/{}/{}", encoded(&slug.0), name(&FORUM_PAGES, *page))
            }
            Self::Log(slug, None) => write!(f, "/f/{}/log", encoded(&slug.0)),
            Self::Log(slug, Some(before)) => {
                write!(f, "/f/{}/log?before={before}", encoded(&slug.0))
            }
            Self::Thread(topic, 1) => write!(f, "/t/{topic}"),
            Self::Thread(topic, page) => write!(f, "/t/{topic}?page={page}"),
            Self::Reply(topic) => write!(f, "/t/{topic}/reply"),
            Self::Post(post) => write!(f, "/p/{post}"),
            Self::EditPost(post) => write!(f, "/p/{post}/edit"),
            Self::Confirm(token, _) => write!(f, "/confirm?token={}", encoded(token)),
            Self::ResetPassword(token) => write!(f, "/reset-password?token={}", encoded(token)),
            Self::Unsubscribe(token) => write!(f, "/unsubscribe/{}", encoded(token)),
            Self::Site(page) => write!(f, "/{}", name(&SITE_PAGES, *page)),
        }
    }
}

/// Address of a post in its thread, with this number of posts per page.
pub fn of_post(post: &Post, per_page: u32) -> String {
    format!(
        "{}#{}",
        Address::Thread(post.topic, page_of(post.position, per_page)),
        anchor(post.id)
    )
}

/// The `id` of a post's element, also the fragment of its address.
pub fn anchor(post: PostId) -> String {
    format!("p{post}")
}

/// An `http` or `https` address without its scheme, for display. `None`: it has another scheme.
pub fn without_scheme(address: &str) -> Option<&str> {
    let secure = address.strip_prefix("https://");
    secure.or_else(|| address.strip_prefix("http://"))
}

fn parameter(query: &str, name: &str) -> Option<String> {
    let mut pairs = query.trim_start_matches('?').split('&');
    pairs.find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=').map(decoded))
}

/// The post of a fragment written by [`anchor`].
pub fn parse_anchor(fragment: &str) -> Option<PostId> {
    fragment.strip_prefix('p')?.parse().ok()
}

/// Percent-encodes a component of an address.
pub fn encoded(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

fn decoded(text: &str) -> String {
    // Text with malformed percent-encoding is returned unchanged.
    js_sys::decode_uri_component(text).map_or_else(|_| text.to_owned(), Into::into)
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    #[wasm_bindgen_test]
    fn formatted_addresses_parse_to_the_same_page() {
        let slug = ForumSlug("café du coin".into());
        for address in [
            Address::Home,
            Address::Forum(slug.clone(), None),
            Address::Forum(slug, Some("1.2&3".into())),
            Address::Thread(TopicId(12), 1),
            Address::Thread(TopicId(12), 3),
            Address::Reply(TopicId(12)),
            Address::Post(PostId(123)),
            Address::EditPost(PostId(123)),
            Address::InForum(ForumSlug("atelier".into()), ForumPage::Settings),
            Address::InForum(ForumSlug("atelier".into()), ForumPage::Embed),
            Address::Log(ForumSlug("atelier".into()), Some(LogId(7))),
            Address::Confirm("a1".into(), None),
            Address::ResetPassword("a1".into()),
            Address::Unsubscribe("a1".into()),
            SitePage::SignIn.into(),
            SitePage::Account.into(),
        ] {
            let text = address.to_string();
            let (path, query) = text.split_once('?').unwrap_or((&text, ""));
            assert_eq!(Address::parse(path, query), Some(address), "{text}");
        }
    }

    #[wasm_bindgen_test]
    fn addresses_of_other_sites_are_rejected() {
        assert_eq!(
            Address::parse_local("/t/12/reply"),
            Some(Address::Reply(TopicId(12)))
        );
        assert_eq!(
            Address::parse_local("/t/12?page=3"),
            Some(Address::Thread(TopicId(12), 3))
        );
        for foreign in [
            "//evil.example/t/12",
            "https://evil.example/",
            "/\\evil.example",
            "t/12",
            "",
        ] {
            assert_eq!(Address::parse_local(foreign), None, "{foreign}");
        }
    }

    #[wasm_bindgen_test]
    fn without_scheme_accepts_only_http_and_https() {
        assert_eq!(
            without_scheme("https://blog.example.org/pain"),
            Some("blog.example.org/pain")
        );
        assert_eq!(
            without_scheme("http://localhost:4000"),
            Some("localhost:4000")
        );
        for other in ["mailto:a@example.org", "javascript:https://", "/t/12", ""] {
            assert_eq!(without_scheme(other), None, "{other}");
        }
    }

    #[wasm_bindgen_test]
    fn unknown_paths_are_not_pages_and_page_zero_is_the_first() {
        for path in ["/t/douze", "/t", "/x", "/t/12/reply/more", "/p/"] {
            assert_eq!(Address::parse(path, ""), None, "{path}");
        }
        assert_eq!(
            Address::parse("/t/12/", "?page=0"),
            Some(Address::Thread(TopicId(12), 1))
        );
    }
}
