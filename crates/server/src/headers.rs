//! Default security headers. A header that a response already has is kept.

use std::{fmt::Display, sync::LazyLock};

use axum::{
    http::{HeaderName, HeaderValue, header},
    response::Response,
};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use sha2::{Digest, Sha256};

/// The content security policy. Scripts and styles come from the site only, or are inline and have one of these hashes.
/// Pictures may come from anywhere, because posts contain them; `wasm-unsafe-eval` allows WebAssembly but no `eval`.
fn policy(inline: &InlineHashes, ancestors: impl Display) -> String {
    let InlineHashes { scripts, styles } = inline;
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{scripts}; style-src 'self'{styles}; \
         img-src 'self' https: http: data:; connect-src 'self'; font-src 'self'; \
         manifest-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; \
         frame-ancestors {ancestors}"
    )
}

static DEFAULT_POLICY: LazyLock<HeaderValue> = LazyLock::new(|| {
    HeaderValue::try_from(policy(&InlineHashes::default(), "'none'"))
        .expect("the policy is visible ASCII")
});

/// The hashes of a page's inline scripts and styles, as sources for the policy: each begins with a space.
#[derive(Default)]
struct InlineHashes {
    scripts: String,
    styles: String,
}

impl InlineHashes {
    fn of(html: &str) -> Self {
        Self {
            scripts: hashes(html, "script"),
            styles: hashes(html, "style"),
        }
    }
}

/// The hashes of the elements with this name that have content.
fn hashes(html: &str, name: &str) -> String {
    let (start, end) = (format!("<{name}"), format!("</{name}>"));
    html.split(&start)
        .skip(1)
        .filter_map(|element| element.split_once(&end)?.0.split_once('>'))
        .filter(|(_, content)| !content.is_empty())
        .map(|(_, content)| {
            format!(
                " 'sha256-{}'",
                BASE64_STANDARD.encode(Sha256::digest(content))
            )
        })
        .collect()
}

/// The policy for a page whose inline scripts and styles are those in `html`, which must not contain user content.
pub(crate) fn policy_for_page(html: &str) -> HeaderValue {
    HeaderValue::try_from(policy(&InlineHashes::of(html), "'none'"))
        .expect("base64 is visible ASCII")
}

const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
/// Which origins may load a response without CORS: `same-origin` or `cross-origin`.
pub(crate) const RESOURCE_POLICY: HeaderName =
    HeaderName::from_static("cross-origin-resource-policy");

const DEFAULTS: [(HeaderName, &str); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "strict-origin-when-cross-origin"),
    (OPENER_POLICY, "same-origin"),
    (RESOURCE_POLICY, "same-origin"),
    // Caches must revalidate API responses before each use.
    (header::CACHE_CONTROL, "no-cache"),
];

/// Adds the default headers that a response does not have yet.
pub(crate) async fn add_defaults(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert_with(|| DEFAULT_POLICY.clone());
    for (name, value) in DEFAULTS {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    response
}

/// Allows this origin, and no other, to show the response in a frame.
pub(crate) fn allow_framing(response: &mut Response, origin: &str) {
    // If the origin is not a valid header value, the default policy applies: no framing.
    if let Ok(policy) = HeaderValue::try_from(policy(&InlineHashes::default(), origin)) {
        response
            .headers_mut()
            .insert(header::CONTENT_SECURITY_POLICY, policy);
    }
}

/// Gives a page access to the page of another site that opened it.
pub(crate) fn allow_opener(response: &mut Response) {
    response
        .headers_mut()
        .insert(OPENER_POLICY, HeaderValue::from_static("unsafe-none"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_inline_scripts_and_styles_are_hashed() {
        let html = "<link rel=\"stylesheet\" href=\"/a.css\"><style>a{b:c}</style>\
            <script src=\"/boot.js\" data-wasm=\"/a.wasm\"></script><script data-wasm=\"/a.wasm\">go()</script>";
        let policy = policy_for_page(html);
        let policy = policy.to_str().unwrap();
        assert!(
            policy.contains(
                "script-src 'self' 'wasm-unsafe-eval' 'sha256-5KYv+PUboo5h+0+YAtGRPbwv5d/QxzHslP4YGnUaxRw='; "
            ),
            "{policy}"
        );
        assert!(
            policy.contains(
                "style-src 'self' 'sha256-0cRUVYRKwNwnl1hkfkPGjkht16b039TjFdJzmXfFK2o='; "
            ),
            "{policy}"
        );
        assert!(!policy.contains("unsafe-inline"));
    }
}
