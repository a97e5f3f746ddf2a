//! A file of the app: its bytes, plain and compressed, and the headers that go with them.

use axum::{
    body::Bytes,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use sha2::{Digest, Sha256};

use super::encoding::Encoding;
use crate::forum::hex;

/// The media type of files whose ending says nothing.
const UNKNOWN: &str = "application/octet-stream";

/// A file, in each form that the build made of it.
pub(super) struct File {
    media_type: &'static str,
    immutable: bool,
    plain: Form,
    compressed: Vec<(Encoding, Form)>,
}

struct Form {
    bytes: Bytes,
    // Strong, so each form has one of its own (RFC 9110, 8.8.3.3).
    etag: HeaderValue,
}

impl Form {
    fn new(bytes: Bytes) -> Self {
        let etag = format!("\"{}\"", hex(&Sha256::digest(&bytes)[..16]));
        Self {
            etag: HeaderValue::try_from(etag).expect("hexadecimal digits are visible ASCII"),
            bytes,
        }
    }
}

impl File {
    pub(super) fn new(path: &str, bytes: Bytes) -> Self {
        Self {
            media_type: media_type(path),
            immutable: carries_its_hash(path),
            plain: Form::new(bytes),
            compressed: Vec::new(),
        }
    }

    /// Adds a compressed form of it.
    pub(super) fn add(&mut self, encoding: Encoding, bytes: Bytes) {
        self.compressed.push((encoding, Form::new(bytes)));
    }

    /// Its contents as text, if they are.
    pub(super) fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.plain.bytes).ok()
    }

    /// The answer to a GET: the smallest form that the browser takes, or 304 if it has it already.
    pub(super) fn answer(&self, request: &HeaderMap) -> Response {
        let compressed = Encoding::ALL
            .into_iter()
            .filter(|encoding| encoding.is_accepted(request))
            .find_map(|wanted| self.compressed.iter().find(|(has, _)| *has == wanted));
        let (encoding, form) = match compressed {
            Some((encoding, form)) => (Some(*encoding), form),
            None => (None, &self.plain),
        };
        let mut response = if is_known(request, &form.etag) {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            form.bytes.clone().into_response()
        };
        let headers = response.headers_mut();
        headers.insert(header::ETAG, form.etag.clone());
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static(self.media_type),
        );
        headers.insert(
            header::CACHE_CONTROL,
            HeaderValue::from_static(if self.immutable {
                "public, max-age=31536000, immutable"
            } else {
                // Sprites and pictures: at hand without asking, also while the network is away.
                "public, max-age=300, stale-while-revalidate=604800"
            }),
        );
        if let Some(encoding) = encoding {
            headers.insert(
                header::CONTENT_ENCODING,
                HeaderValue::from_static(encoding.name()),
            );
        }
        response
    }
}

/// Whether the browser says that it holds this very form (RFC 9110, 13.1.2).
fn is_known(request: &HeaderMap, etag: &HeaderValue) -> bool {
    let Ok(etag) = etag.to_str() else {
        return false;
    };
    request
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|known| known.trim().trim_start_matches("W/"))
        .any(|known| known == etag || known == "*")
}

/// Whether the name holds a hash of the contents, as trunk writes it: `app-0123456789abcdef.js`,
/// `app-0123456789abcdef_bg.wasm`. Under such a name the contents never change.
fn carries_its_hash(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let Some((stem, _)) = name.split_once('.') else {
        return false;
    };
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    stem.rsplit_once('-').is_some_and(|(_, hash)| {
        hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "gif" => "image/gif",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => UNKNOWN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_trunks_hash_are_kept_for_ever() {
        for (path, forever) in [
            ("palabre-0123456789abcdef.js", true),
            ("palabre-0123456789abcdef_bg.wasm", true),
            ("theme/ink-fedcba9876543210.css", true),
            ("index.html", false),
            ("smilies.svg", false),
            ("palabre-0123456789abcdeg.js", false),
            ("snippets/palabre-0123456789abcdef/inline0.js", false),
        ] {
            assert_eq!(carries_its_hash(path), forever, "{path}");
        }
    }
}
