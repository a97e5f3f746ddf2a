//! The addresses of the app's pages: what each leads to, and back.
//!
//! Links are plain `href`s made here, so that they can be copied, opened elsewhere, and followed without
//! the app; what the address bar says is read here.

use std::fmt;

use palabre_contract::{ForumSlug, LogId, Post, PostId, TopicId, topic::page_of};

use crate::origin::origin;

/// A page of the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// `/`: the list of forums.
    Home,
    /// `/f/atelier`, `/f/atelier?after=…`: a forum's topics, from a key on.
    Forum(ForumSlug, Option<String>),
    /// `/f/atelier/new` and the like: what can be done in a forum.
    InForum(ForumSlug, ForumPage),
    /// `/f/atelier/log`, `/f/atelier/log?before=…`: who did what in a forum, from an entry on.
    Log(ForumSlug, Option<LogId>),
    /// `/t/12`, `/t/12?page=3`: a page of a thread, from 1.
    Thread(TopicId, u32),
    /// `/t/12/reply`: the reply page of a topic.
    Reply(TopicId),
    /// `/p/123`: a post of which no more than the number is known; leads on to where it stands.
    Post(PostId),
    /// `/p/123/edit`: changing a post.
    EditPost(PostId),
    /// `/confirm?token=…&back=…`: where the mail of a sign-up leads.
    Confirm(String, Option<String>),
    /// `/reset-password?token=…`: where the mail of a lost password leads.
    ResetPassword(String),
    /// `/unsubscribe/…`: where a notice leads who wants no more of them.
    Unsubscribe(String),
    /// A page that is one of a kind.
    Site(SitePage),
}

/// What can be done in a forum, as the last part of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ForumPage {
    /// Opening a topic.
    NewTopic,
    /// Setting the forum up.
    Settings,
    /// Its custom smilies.
    Smilies,
    /// Showing it in the pages of other sites.
    Embed,
}

/// A page that is one of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SitePage {
    /// Signing in.
    SignIn,
    /// Opening an account.
    SignUp,
    /// Getting back into an account.
    LostPassword,
    /// Opening a forum.
    NewForum,
    /// How somebody wants to read and write.
    Preferences,
    /// The account: picture, signature, sessions.
    Account,
    /// Another e-mail address.
    ChangeEmail,
    /// Another password.
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
    /// The page at a path with a query (with or without its `?`). `None`: there is none.
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

    /// The address, with the page to lead back to afterwards.
    pub fn with_back(&self, to: &str) -> String {
        format!("{self}?back={}", encoded(to))
    }

    /// The page that the query of an address leads back to, if it is one of this site's.
    pub fn back(query: &str) -> Option<String> {
        parameter(query, "back").filter(|to| Self::parse_local(to).is_some())
    }

    /// The address that a text leads to, if it is one of this site's pages: for texts that come from
    /// outside, which must not lead to another site.
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

/// A post, where it stands in its thread at so many posts a page.
pub fn of_post(post: &Post, per_page: u32) -> String {
    format!(
        "{}#{}",
        Address::Thread(post.topic, page_of(post.position, per_page)),
        anchor(post.id)
    )
}

/// The `id` of a post's element, which is also the fragment of its address.
pub fn anchor(post: PostId) -> String {
    format!("p{post}")
}

/// An address on the web as people read it, without its scheme. `None`: it is none on the web.
pub fn without_scheme(address: &str) -> Option<&str> {
    let secure = address.strip_prefix("https://");
    secure.or_else(|| address.strip_prefix("http://"))
}

fn parameter(query: &str, name: &str) -> Option<String> {
    let mut pairs = query.trim_start_matches('?').split('&');
    pairs.find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=').map(decoded))
}

/// The post that a fragment names, as [`anchor`] writes it.
pub fn parse_anchor(fragment: &str) -> Option<PostId> {
    fragment.strip_prefix('p')?.parse().ok()
}

/// A text as a part of an address.
pub fn encoded(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

fn decoded(text: &str) -> String {
    // What is not properly encoded is taken as it stands.
    js_sys::decode_uri_component(text).map_or_else(|_| text.to_owned(), Into::into)
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    #[wasm_bindgen_test]
    fn an_address_leads_back_to_its_page() {
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
    fn a_way_back_never_leads_to_another_site() {
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
    fn only_what_is_on_the_web_is_read_without_its_scheme() {
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
    fn what_is_no_page_is_none() {
        for path in ["/t/douze", "/t", "/x", "/t/12/reply/more", "/p/"] {
            assert_eq!(Address::parse(path, ""), None, "{path}");
        }
        assert_eq!(
            Address::parse("/t/12/", "?page=0"),
            Some(Address::Thread(TopicId(12), 1))
        );
    }
}
