//! Rules for hosts, the sites that embed a forum, and for the addresses of their pages.

use super::Fault;

/// Maximum length of a page's address, in bytes.
pub const ADDRESS_MAX: u32 = 500;

/// The origin (RFC 6454) of a host, in lower case. Accepts `www.example.org` with or without `https://` before it and a
/// slash after it. Accepts `http://` for the local machine only: elsewhere, an attacker on the network could replace the
/// host's page.
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
    let is_local = matches!(name, "localhost" | "127.0.0.1") || name.ends_with(".localhost");
    let is_name = name.len() <= 253 && name.split('.').all(is_label);
    let is_allowed = match scheme {
        "https" => is_local || name.contains('.'),
        "http" => is_local,
        _ => false,
    };
    let is_port = |port: &str| {
        port.parse::<u16>()
            .is_ok_and(|number| number.to_string() == port)
    };
    if !is_name || !is_allowed || !port.is_none_or(is_port) {
        return Err(Fault::Malformed);
    }
    Ok(match (scheme, port) {
        (_, None) | ("https", Some("443")) | ("http", Some("80")) => format!("{scheme}://{name}"),
        (_, Some(port)) => format!("{scheme}://{name}:{port}"),
    })
}

/// Checks the canonical address of a page: at most [`ADDRESS_MAX`] bytes, printable ASCII, with a path and without a
/// fragment. Returns its origin in the form of [`host`].
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
    fn host_is_normalised_to_an_origin() {
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
    fn patterns_paths_and_insecure_sites_are_not_hosts() {
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
    fn page_address_returns_its_origin_or_is_refused() {
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
