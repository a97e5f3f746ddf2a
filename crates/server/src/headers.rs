//! Headers that keep the site's pages and answers to themselves. What an answer says about itself stands.

use axum::{
    http::{HeaderName, HeaderValue, header},
    response::Response,
};

/// What runs in a page of the site, but for who may frame it: only what the app itself brings. Pictures may
/// come from anywhere, since people put them into posts; `wasm-unsafe-eval` allows WebAssembly and nothing
/// else.
macro_rules! policy {
    ($framers:literal) => {
        concat!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
             img-src 'self' https: http: data:; connect-src 'self'; font-src 'self'; \
             manifest-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; \
             frame-ancestors ",
            $framers
        )
    };
}

const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
/// Who may take an answer without asking: `same-origin` or `cross-origin`.
pub(crate) const RESOURCE_POLICY: HeaderName =
    HeaderName::from_static("cross-origin-resource-policy");

const USUAL: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, policy!("'none'")),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "strict-origin-when-cross-origin"),
    (OPENER_POLICY, "same-origin"),
    (RESOURCE_POLICY, "same-origin"),
    // What the API says is true now.
    (header::CACHE_CONTROL, "no-cache"),
];

/// Adds those that an answer does not have yet.
pub(crate) async fn complete(mut response: Response) -> Response {
    let headers = response.headers_mut();
    for (name, value) in USUAL {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    response
}

/// Lets the pages of this origin, and nobody else, show a page in a frame.
pub(crate) fn let_frame(response: &mut Response, origin: &str) {
    // Without it the usual policy holds: nobody.
    if let Ok(policy) = HeaderValue::try_from(format!("{}{origin}", policy!(""))) {
        response
            .headers_mut()
            .insert(header::CONTENT_SECURITY_POLICY, policy);
    }
}

/// Lets a page talk to the page of another site that has opened it.
pub(crate) fn let_talk_to_opener(response: &mut Response) {
    response
        .headers_mut()
        .insert(OPENER_POLICY, HeaderValue::from_static("unsafe-none"));
}
