//! Sites that show a forum, and their pages.

use super::Fault;

/// The most bytes of a page's address.
pub const ADDRESS_MAX: u32 = 500;

/// The origin (RFC 6454) of a site that is given as `www.example.org`, with or without `https://` before it
/// and a slash behind it, in lower case. `http://` is taken for this very machine only: elsewhere anybody on
/// the way could put a page of theirs in the place of the host's.
///
/// # Errors
/// [`Fault::Empty`] or [`Fault::Malformed`].
pub fn host(text: &str) -> Result<String, Fault> {
    let text = text.trim().to_ascii_lowercase();
    if text.is_empty() {
        return Err(Fault::Empty);
    }
    let text = text.strip_suffix('/').unwrap_or(&text);
    let (scheme, authority) = text.split_once("://").unwrap_or(("https", text));
    let (name, port) = match authority.split_once(':') {
        Some((name, port)) => (name, Some(port)),
        None => (authority, None),
    };
    let is_label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let is_here = matches!(name, "localhost" | "127.0.0.1") || name.ends_with(".localhost");
    let is_named = name.len() <= 253 && name.split('.').all(is_label);
    let is_reached = match scheme {
        "https" => is_here || name.contains('.'),
        "http" => is_here,
        _ => false,
    };
    let is_port = |port: &str| {
        port.parse::<u16>()
            .is_ok_and(|number| number.to_string() == port)
    };
    if !is_named || !is_reached || !port.is_none_or(is_port) {
        return Err(Fault::Malformed);
    }
    Ok(match (scheme, port) {
        (_, None) | ("https", Some("443")) | ("http", Some("80")) => format!("{scheme}://{name}"),
        (_, Some(port)) => format!("{scheme}://{name}:{port}"),
    })
}

/// The canonical address of a page on some site: at most [`ADDRESS_MAX`] bytes, without a fragment. Says on
/// which site it stands, in the form of [`host`].
///
/// # Errors
/// [`Fault::Empty`], [`Fault::TooLong`] or [`Fault::Malformed`].
pub fn page_address(text: &str) -> Result<String, Fault> {
    super::within(text, 1, ADDRESS_MAX)?;
    let (scheme, rest) = text.split_once("://").ok_or(Fault::Malformed)?;
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let is_plain =
        |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'#' | b'"' | b'<' | b'>' | b'\\');
    if !path.starts_with('/') || text.len() > ADDRESS_MAX as usize || !text.bytes().all(is_plain) {
        return Err(Fault::Malformed);
    }
    host(&format!("{scheme}://{authority}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_written_in_one_way() {
        for (given, origin) in [
            ("blog.example.org", "https://blog.example.org"),
            (" HTTPS://Blog.Example.org/ ", "https://blog.example.org"),
            ("https://blog.example.org:443", "https://blog.example.org"),
            (
                "https://blog.example.org:8443",
                "https://blog.example.org:8443",
            ),
            ("http://localhost:4000", "http://localhost:4000"),
            ("http://blog.localhost:4000", "http://blog.localhost:4000"),
            ("http://127.0.0.1:4000", "http://127.0.0.1:4000"),
        ] {
            assert_eq!(host(given).as_deref(), Ok(origin), "{given}");
        }
    }

    #[test]
    fn what_is_no_site_on_its_own_is_no_host() {
        for bad in [
            "",
            "*",
            "https://*.example.org",
            "http://blog.example.org",
            "ftp://blog.example.org",
            "https://blog.example.org/path",
            "https://a@blog.example.org",
            "https://blog.example.org:0443",
            "https://blog.example.org:99999",
            "https://example",
            "https://-a.example",
            "null",
            "blog.example.org; frame-ancestors *",
        ] {
            assert!(host(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn the_address_of_a_page_tells_its_site() {
        assert_eq!(
            page_address("https://blog.example.org/2026/pain?lang=fr").as_deref(),
            Ok("https://blog.example.org")
        );
        for bad in [
            "/2026/pain",
            "https://blog.example.org",
            "https://blog.example.org/a#b",
            "https://blog.example.org/a b",
            "https://blog.example.org@evil.example/",
            "javascript://blog.example.org/",
        ] {
            assert!(page_address(bad).is_err(), "{bad:?}");
        }
        assert!(page_address(&format!("https://blog.example.org/{}", "a".repeat(500))).is_err());
    }
}
