//! What a page will ask the API for first, told to the browser along with the page: the data then
//! loads beside the WebAssembly instead of after it.

use axum::http::Uri;

/// The `Link` header for the page at this address. `None`: nothing is known of what it reads.
///
/// The address must be, to the letter, the one that the app will fetch; otherwise the browser loads
/// it twice.
pub(super) fn link(uri: &Uri) -> Option<String> {
    let mut parts = uri.path().split('/').skip(1);
    let data = match (parts.next()?, parts.next(), parts.next()) {
        ("", None, _) => "/api/forums".to_owned(),
        ("f", Some(slug), None) if is_plain(slug) => format!("/api/forums/{slug}/topics"),
        ("t", Some(id), None) => thread(id.parse().ok()?, uri.query().unwrap_or_default()),
        _ => return None,
    };
    Some(format!("<{data}>; rel=preload; as=fetch; crossorigin"))
}

/// A post's place is asked for by its number; any other place by the page, also the first.
fn thread(topic: i64, query: &str) -> String {
    let of = |name| {
        query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .find(|(given, _)| *given == name)
            .map(|(_, value)| value)
            .filter(|value| is_plain(value))
    };
    match (of("post"), of("page")) {
        (Some(post), _) => format!("/api/topics/{topic}/posts?post={post}"),
        (None, page) => format!("/api/topics/{topic}/posts?page={}", page.unwrap_or("1")),
    }
}

/// Letters, digits and hyphens only: what is copied from an address into a header must not be able
/// to end the link and begin another.
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
    fn a_page_names_the_data_that_it_will_read() {
        for (page, data) in [
            ("/", Some("/api/forums")),
            ("/f/atelier", Some("/api/forums/atelier/topics")),
            ("/t/12", Some("/api/topics/12/posts?page=1")),
            ("/t/12?page=3", Some("/api/topics/12/posts?page=3")),
            ("/t/12?page=last", Some("/api/topics/12/posts?page=last")),
            ("/t/12?post=240", Some("/api/topics/12/posts?post=240")),
            ("/t/12?page=%3E,", Some("/api/topics/12/posts?page=1")),
            ("/t/12/reply", None),
            ("/t/twelve", None),
            ("/f/a%3Eb", None),
            ("/about", None),
        ] {
            let expected = data.map(|data| format!("<{data}>; rel=preload; as=fetch; crossorigin"));
            assert_eq!(link(&page.parse().unwrap()), expected, "{page}");
        }
    }
}
