//! A file of the app: its bytes, uncompressed and compressed, and its response headers.

use axum::{
    body::Bytes,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use sha2::{Digest, Sha256};

use super::encoding::Encoding;

/// The media type of files with an unknown extension.
const UNKNOWN: &str = "application/octet-stream";

/// A file in all variants that the build made.
pub(super) struct File {
    media_type: &'static str,
    immutable: bool,
    plain: Variant,
    compressed: Vec<(Encoding, Variant)>,
}

struct Variant {
    bytes: Bytes,
    // A strong ETag, so each variant needs its own (RFC 9110, 8.8.3.3).
    etag: HeaderValue,
}

impl Variant {
    fn new(bytes: Bytes) -> Self {
        let etag = format!("\"{}\"", hex::encode(&Sha256::digest(&bytes)[..16]));
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
            immutable: has_content_hash(path),
            plain: Variant::new(bytes),
            compressed: Vec::new(),
        }
    }

    /// Adds a compressed variant.
    pub(super) fn add(&mut self, encoding: Encoding, bytes: Bytes) {
        self.compressed.push((encoding, Variant::new(bytes)));
    }

    /// Whether the name contains a hash of the contents.
    pub(super) fn is_immutable(&self) -> bool {
        self.immutable
    }

    /// The names and contents of all variants.
    pub(super) fn contents(&self, path: &str) -> impl Iterator<Item = (String, Bytes)> {
        let compressed = self.compressed.iter().map(move |(encoding, variant)| {
            let name = format!("{path}{}", encoding.suffix());
            (name, variant.bytes.clone())
        });
        std::iter::once((path.to_owned(), self.plain.bytes.clone())).chain(compressed)
    }

    /// The contents, if they are UTF-8.
    pub(super) fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.plain.bytes).ok()
    }

    /// The response to a GET: the smallest variant that the browser accepts, or 304 if it has that one cached.
    pub(super) fn respond(&self, request: &HeaderMap) -> Response {
        let compressed = Encoding::ALL
            .into_iter()
            .filter(|encoding| encoding.is_accepted(request))
            .find_map(|wanted| self.compressed.iter().find(|(has, _)| *has == wanted));
        let (encoding, variant) = match compressed {
            Some((encoding, variant)) => (Some(*encoding), variant),
            None => (None, &self.plain),
        };
        let mut response = if is_cached(request, &variant.etag) {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            variant.bytes.clone().into_response()
        };
        let headers = response.headers_mut();
        headers.insert(header::ETAG, variant.etag.clone());
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static(self.media_type),
        );
        headers.insert(
            header::CACHE_CONTROL,
            HeaderValue::from_static(if self.immutable {
                "public, max-age=31536000, immutable"
            } else if self.media_type.starts_with("text/javascript") {
                // embed.js names the hashed files of its release, which are served for a day after the next one.
                "public, max-age=300, stale-while-revalidate=43200"
            } else {
                // Sprites and pictures: used from the cache without a request, also while offline.
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

/// Whether the browser has this variant cached, by `If-None-Match` (RFC 9110, 13.1.2).
fn is_cached(request: &HeaderMap, etag: &HeaderValue) -> bool {
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

/// Whether the name contains a hash of the contents, as trunk writes it: `app-0123456789abcdef.js`,
/// `app-0123456789abcdef_bg.wasm`. The contents of such a file never change.
fn has_content_hash(path: &str) -> bool {
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
    fn only_names_with_a_trunk_hash_are_immutable() {
        for (path, immutable) in [
            ("palabre-0123456789abcdef.js", true),
            ("palabre-0123456789abcdef_bg.wasm", true),
            ("theme/ink-fedcba9876543210.css", true),
            ("index.html", false),
            ("smilies.svg", false),
            ("palabre-0123456789abcdeg.js", false),
            ("snippets/palabre-0123456789abcdef/inline0.js", false),
        ] {
            assert_eq!(has_content_hash(path), immutable, "{path}");
        }
    }
}
