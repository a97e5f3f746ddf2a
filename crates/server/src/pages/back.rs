//! The page to return to after a form: only an address of this site.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use url::{Position, Url};

/// Maximum length in bytes, as for [`palabre_contract::NewAccount::back_to`].
const MAX: usize = 200;

/// The characters that `encodeURIComponent` leaves as they are.
const COMPONENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'!')
    .remove(b'~')
    .remove(b'*')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')');

/// Percent-encodes a value of a query.
pub(super) fn encoded(text: &str) -> String {
    utf8_percent_encode(text, COMPONENT).to_string()
}

/// The address as a browser reads it, without scheme and host. `None` unless it is an absolute path of this site: an
/// address of another site would make a redirect after a sign-in a phishing tool (open redirect).
pub(super) fn local(address: &str) -> Option<String> {
    let base = Url::parse("https://site.invalid").ok()?;
    if address.len() > MAX || !address.starts_with('/') {
        return None;
    }
    // Parsed like in a browser, which ignores tabs and line breaks and reads `\` as `/`.
    let url = base.join(address).ok()?;
    let path = &url[Position::BeforePath..];
    // `/.//evil.example` is a path of this site, but normalizes to the address of another one.
    (url.origin() == base.origin() && !path.starts_with("//")).then(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_site_are_accepted() {
        assert_eq!(local("/t/4?page=3#p7").as_deref(), Some("/t/4?page=3#p7"));
        assert_eq!(local("/f/é").as_deref(), Some("/f/%C3%A9"));
        for foreign in [
            "https://evil.example/",
            "//evil.example/",
            "/\\evil.example/",
            "\\\\evil.example",
            "/\t/evil.example/",
            "/\n/evil.example/",
            "/.//evil.example/",
            "/a/..//evil.example/",
            "/%2e//evil.example/",
            "javascript:alert(1)",
            " //evil.example",
            "t/4",
            "",
        ] {
            assert_eq!(local(foreign), None, "{foreign:?}");
        }
        assert_eq!(local(&format!("/{}", "a".repeat(MAX))), None);
    }
}
