//! Content negotiation: which compressed variant of a file a browser accepts (RFC 9110, 12.5.3).

use axum::http::{HeaderMap, header};

/// A compression that the build applies to files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Brotli,
    Gzip,
}

impl Encoding {
    /// Smallest result first.
    pub(super) const ALL: [Self; 2] = [Self::Brotli, Self::Gzip];

    /// The suffix of compressed files.
    pub(super) const fn suffix(self) -> &'static str {
        match self {
            Self::Brotli => ".br",
            Self::Gzip => ".gz",
        }
    }

    /// The name in headers.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }

    /// Whether the request accepts it.
    pub(super) fn is_accepted(self, headers: &HeaderMap) -> bool {
        let weights: Vec<(&str, f32)> = headers
            .get_all(header::ACCEPT_ENCODING)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .map(weight)
            .collect();
        let of = |name: &str| {
            weights
                .iter()
                .find(|(given, _)| given.eq_ignore_ascii_case(name))
                .map(|&(_, weight)| weight)
        };
        of(self.name()).or_else(|| of("*")).unwrap_or(0.0) > 0.0
    }
}

/// Parses `gzip;q=0.5` into name and weight. An invalid weight counts as 0.
fn weight(item: &str) -> (&str, f32) {
    let (name, parameters) = item.split_once(';').unwrap_or((item, ""));
    let weight = match parameters.trim().strip_prefix("q=") {
        Some(q) => q.parse().unwrap_or(0.0),
        None => 1.0,
    };
    (name.trim(), weight)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weight_zero_excludes_an_encoding_and_a_star_matches_all_others() {
        for (accept, brotli, gzip) in [
            ("", false, false),
            ("gzip, deflate, br, zstd", true, true),
            ("gzip", false, true),
            ("br;q=0, gzip;q=0.5", false, true),
            ("*", true, true),
            ("*;q=0, gzip", false, true),
            ("identity", false, false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, accept.parse().unwrap());
            assert_eq!(Encoding::Brotli.is_accepted(&headers), brotli, "{accept}");
            assert_eq!(Encoding::Gzip.is_accepted(&headers), gzip, "{accept}");
        }
    }
}
