//! Default security headers. A header that a response already has is kept.

use axum::{
    http::{HeaderName, HeaderValue, header},
    response::Response,
};

/// The content security policy, with the allowed `frame-ancestors` as its argument. Scripts and styles come from
/// the site only. Pictures may come from anywhere, because posts contain them; `wasm-unsafe-eval` allows
/// WebAssembly but no `eval`.
macro_rules! policy {
    ($ancestors:literal) => {
        concat!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
             img-src 'self' https: http: data:; connect-src 'self'; font-src 'self'; \
             manifest-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; \
             frame-ancestors ",
            $ancestors
        )
    };
}

const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
/// Which origins may load a response without CORS: `same-origin` or `cross-origin`.
pub(crate) const RESOURCE_POLICY: HeaderName =
    HeaderName::from_static("cross-origin-resource-policy");

const DEFAULTS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, policy!("'none'")),
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
    if let Ok(policy) = HeaderValue::try_from(format!("{}{origin}", policy!(""))) {
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
