//! What a page will ask the API for first, told to the browser along with the page: the data then
//! loads beside the WebAssembly instead of after it.

use axum::http::Uri;

/// The `Link` header for the page at this address. `None`: it is not known to read anything.
///
/// The address in it must be, to the letter, the one that the app will fetch; otherwise the browser
/// loads it twice. These are the routes of the app's router and the addresses of its API client.
pub(super) fn link(uri: &Uri) -> Option<String> {
    let segments: Vec<&str> = uri.path().split('/').skip(1).collect();
    let data = match segments[..] {
        [""] => "/api/forums".to_owned(),
        ["f", slug] if is_plain(slug) => match query(uri, "after") {
            None => format!("/api/forums/{slug}/topics"),
            Some(key) if is_plain(key) => format!("/api/forums/{slug}/topics?after={key}"),
            Some(_) => return None,
        },
        ["t", topic] => {
            let page = query(uri, "page").and_then(|page| page.parse().ok());
            thread(number(topic)?, page.unwrap_or(1))
        }
        ["t", topic, "reply"] => format!("/api/topics/{}/review", number(topic)?),
        ["p", post] => format!("/api/posts/{}", number(post)?),
        _ => return None,
    };
    Some(format!("<{data}>; rel=preload; as=fetch; crossorigin"))
}

/// The app always names the page, also the first.
fn thread(topic: i64, page: u32) -> String {
    format!("/api/topics/{topic}/posts?page={page}")
}

fn number(segment: &str) -> Option<i64> {
    segment.parse().ok()
}

fn query<'a>(uri: &'a Uri, name: &str) -> Option<&'a str> {
    uri.query()?
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|(given, _)| *given == name)
        .map(|(_, value)| value)
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
            assert_eq!(link(&page.parse().unwrap()), expected, "{page}");
        }
    }
}
