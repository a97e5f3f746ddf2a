//! Preload links for the API data that a page fetches first. The browser loads it in parallel with the
//! WebAssembly instead of after it.

use axum::http::Uri;
use palabre_contract::{PostId, TopicId};

use super::address::query;

/// The data that a page fetches first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Data {
    /// The list of forums.
    Forums,
    /// The topics of a forum, after a key.
    Topics(String, Option<String>),
    /// A page of a thread.
    Thread(TopicId, u32),
    /// The newest posts of a topic.
    Review(TopicId),
    /// A post.
    Post(PostId),
}

impl Data {
    /// The data of the page at this address. The addresses are those of the app's `src/address.rs`.
    pub(super) fn of(uri: &Uri) -> Option<Self> {
        let segments: Vec<&str> = uri
            .path()
            .split('/')
            .filter(|segment| !segment.is_empty())
            .collect();
        Some(match segments[..] {
            [] => Self::Forums,
            ["f", slug] if is_plain(slug) => match query(uri, "after") {
                None => Self::Topics(slug.into(), None),
                Some(key) if is_plain(key) => Self::Topics(slug.into(), Some(key.into())),
                Some(_) => return None,
            },
            ["t", topic] => {
                let page = query(uri, "page").and_then(|page| page.parse().ok());
                Self::Thread(topic.parse().ok()?, page.unwrap_or(1).max(1))
            }
            ["t", topic, "reply"] => Self::Review(topic.parse().ok()?),
            ["p", post] => Self::Post(post.parse().ok()?),
            _ => return None,
        })
    }

    /// The `Link` header that makes the browser preload the data.
    ///
    /// Its URL must be exactly the one that the app's API client requests; otherwise the browser loads it twice.
    pub(super) fn link(&self) -> String {
        let data = match self {
            Self::Forums => "/api/forums".to_owned(),
            Self::Topics(slug, None) => format!("/api/forums/{slug}/topics"),
            Self::Topics(slug, Some(key)) => format!("/api/forums/{slug}/topics?after={key}"),
            Self::Thread(topic, page) => format!("/api/topics/{topic}/posts?page={page}"),
            Self::Review(topic) => format!("/api/topics/{topic}/review"),
            Self::Post(post) => format!("/api/posts/{post}"),
        };
        format!("<{data}>; rel=preload; as=fetch; crossorigin")
    }
}

/// Whether the text has only letters, digits and hyphens. Anything else, copied from an address into the header,
/// could end the link and begin another (header injection).
fn is_plain(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_page_preloads_its_data_and_unknown_pages_preload_nothing() {
        for (page, data) in [
            ("/", Some("/api/forums")),
            ("/f/atelier", Some("/api/forums/atelier/topics")),
            (
                "/f/atelier?after=0-5-7",
                Some("/api/forums/atelier/topics?after=0-5-7"),
            ),
            ("/t/12", Some("/api/topics/12/posts?page=1")),
            ("/t/12?page=3", Some("/api/topics/12/posts?page=3")),
            ("/t/12?page=%3E,", Some("/api/topics/12/posts?page=1")),
            ("/t/12/reply", Some("/api/topics/12/review")),
            ("/p/240", Some("/api/posts/240")),
            ("/t/twelve", None),
            ("/f/a%3Eb", None),
            ("/f/atelier?after=%3E", None),
            ("/about", None),
        ] {
            let expected = data.map(|data| format!("<{data}>; rel=preload; as=fetch; crossorigin"));
            let link = Data::of(&page.parse().unwrap()).map(|data| data.link());
            assert_eq!(link, expected, "{page}");
        }
    }
}
