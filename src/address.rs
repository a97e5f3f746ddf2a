//! The addresses of the app's pages: what each leads to, and back.
//!
//! Links are plain `href`s made here, so that they can be copied, opened elsewhere, and followed without
//! the app; what the address bar says is read here.

use std::fmt;

use palabre_contract::{ForumSlug, Post, PostId, TopicId, topic::page_of};

/// A page of the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// `/`: the list of forums.
    Home,
    /// `/f/atelier`, `/f/atelier?after=…`: a forum's topics, from a key on.
    Forum(ForumSlug, Option<String>),
    /// `/t/12`, `/t/12?page=3`: a page of a thread, from 1.
    Thread(TopicId, u32),
    /// `/t/12/reply`: the reply page of a topic.
    Reply(TopicId),
    /// `/p/123`: a post of which no more than the number is known; leads on to where it stands.
    Post(PostId),
    /// `/sign-in`
    SignIn,
    /// `/sign-up`: opening an account.
    SignUp,
    /// `/lost-password`: getting back into an account.
    LostPassword,
    /// `/new-forum`: opening a forum.
    NewForum,
}

impl Address {
    /// The page at a path with a query (with or without its `?`). `None`: there is none.
    pub fn parse(path: &str, query: &str) -> Option<Self> {
        let segments: Vec<&str> = path
            .split('/')
            .filter(|segment| !segment.is_empty())
            .collect();
        Some(match *segments {
            [] => Self::Home,
            ["f", slug] => Self::Forum(ForumSlug(decoded(slug)), parameter(query, "after")),
            ["t", topic] => {
                let page = parameter(query, "page").and_then(|page| page.parse().ok());
                Self::Thread(topic.parse().ok()?, page.unwrap_or(1).max(1))
            }
            ["t", topic, "reply"] => Self::Reply(topic.parse().ok()?),
            ["p", post] => Self::Post(post.parse().ok()?),
            ["sign-in"] => Self::SignIn,
            ["sign-up"] => Self::SignUp,
            ["lost-password"] => Self::LostPassword,
            ["new-forum"] => Self::NewForum,
            _ => return None,
        })
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Home => f.write_str("/"),
            Self::Forum(slug, None) => write!(f, "/f/{}", encoded(&slug.0)),
            Self::Forum(slug, Some(after)) => {
                write!(f, "/f/{}?after={}", encoded(&slug.0), encoded(after))
            }
            Self::Thread(topic, 1) => write!(f, "/t/{topic}"),
            Self::Thread(topic, page) => write!(f, "/t/{topic}?page={page}"),
            Self::Reply(topic) => write!(f, "/t/{topic}/reply"),
            Self::Post(post) => write!(f, "/p/{post}"),
            Self::SignIn => f.write_str("/sign-in"),
            Self::SignUp => f.write_str("/sign-up"),
            Self::LostPassword => f.write_str("/lost-password"),
            Self::NewForum => f.write_str("/new-forum"),
        }
    }
}

/// A post, where it stands in its thread.
pub fn of_post(post: &Post) -> String {
    format!(
        "{}#{}",
        Address::Thread(post.topic, page_of(post.position)),
        anchor(post.id)
    )
}

/// The `id` of a post's element, which is also the fragment of its address.
pub fn anchor(post: PostId) -> String {
    format!("p{post}")
}

fn parameter(query: &str, name: &str) -> Option<String> {
    let mut pairs = query.trim_start_matches('?').split('&');
    pairs.find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=').map(decoded))
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
            Address::SignIn,
            Address::NewForum,
        ] {
            let text = address.to_string();
            let (path, query) = text.split_once('?').unwrap_or((&text, ""));
            assert_eq!(Address::parse(path, query), Some(address), "{text}");
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
