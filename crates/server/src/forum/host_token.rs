//! The tokens with which a host's server names its signed-in user: JSON Web Tokens (RFC 7519), signed with
//! HMAC-SHA256. Every other algorithm is refused, which prevents algorithm confusion attacks.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use palabre_contract::{ForumSlug, Timestamp};
use serde::{Deserialize, de::DeserializeOwned};
use sha2::Sha256;

/// The longest validity of a token, in seconds. It is short because the token passes through the page.
const LIFE_MAX: f64 = 600.0;
/// The tolerated difference between the clocks of the two servers, in seconds.
const LEEWAY: f64 = 60.0;
/// The longest user id of a host, in characters.
const SUBJECT_MAX: usize = 100;

/// The user that a token names.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct HostIdentity {
    /// The host's permanent id of the user.
    pub(super) subject: String,
    /// The display name.
    pub(super) name: String,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    // Extensions that a reader must support (RFC 7515, section 4.1.11). None is supported.
    crit: Option<serde_json::Value>,
}

#[derive(Deserialize)]
struct Claims {
    sub: String,
    name: String,
    aud: Audience,
    iat: f64,
    exp: f64,
    nbf: Option<f64>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Several(Vec<String>),
}

impl Audience {
    fn has(&self, name: &str) -> bool {
        match self {
            Self::One(one) => one == name,
            Self::Several(several) => several.iter().any(|one| one == name),
        }
    }
}

/// The user that a token names. `None`: it is malformed, not signed with the key, for another forum, or not
/// valid now.
pub(super) fn read(
    token: &str,
    key: &str,
    forum: &ForumSlug,
    now: Timestamp,
) -> Option<HostIdentity> {
    let (signed, signature) = token.rsplit_once('.')?;
    let (header, claims) = signed.split_once('.')?;
    let header: Header = part(header)?;
    if header.alg != "HS256" || header.crit.is_some() {
        return None;
    }
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).ok()?;
    mac.update(signed.as_bytes());
    let signature = URL_SAFE_NO_PAD.decode(signature).ok()?;
    mac.verify_slice(&signature).ok()?;

    let claims: Claims = part(claims)?;
    #[expect(
        clippy::cast_precision_loss,
        reason = "exact for the next 285,000 years"
    )]
    let now = now.0 as f64 / 1000.0;
    let is_current = claims.iat <= now + LEEWAY
        && claims.exp > now - LEEWAY
        && claims.exp > claims.iat
        && claims.exp - claims.iat <= LIFE_MAX
        && claims.nbf.is_none_or(|from| from <= now + LEEWAY);
    let has_subject = (1..=SUBJECT_MAX).contains(&claims.sub.chars().count());
    (is_current && has_subject && claims.aud.has(&forum.0)).then_some(HostIdentity {
        subject: claims.sub,
        name: claims.name,
    })
}

fn part<T: DeserializeOwned>(text: &str) -> Option<T> {
    let json = URL_SAFE_NO_PAD.decode(text).ok()?;
    serde_json::from_slice(&json).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    const KEY: &str = "6b6579";
    /// In seconds.
    const NOW: i64 = 1_735_689_600;

    fn sign(header: &Value, claims: &Value, key: &str) -> String {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!("{}.{}", part(header), part(claims));
        let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).unwrap();
        mac.update(signed.as_bytes());
        let signature = URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes());
        format!("{signed}.{signature}")
    }

    fn claims() -> Value {
        json!({"sub": "7", "name": "Zoé", "aud": "atelier", "iat": NOW, "exp": NOW + 300})
    }

    fn is_accepted(token: &str) -> bool {
        read(
            token,
            KEY,
            &ForumSlug("atelier".into()),
            Timestamp(NOW * 1000),
        )
        .is_some()
    }

    #[test]
    fn signature_of_the_rfc_example_verifies() {
        // https://www.rfc-editor.org/rfc/rfc7515#appendix-A.1. Its claims have no `sub`, so only the signature is checked.
        let signed = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.\
            eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
        let key = URL_SAFE_NO_PAD
            .decode(
                "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow",
            )
            .unwrap();
        let mut mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
        mac.update(signed.as_bytes());
        let signature = URL_SAFE_NO_PAD
            .decode("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
            .unwrap();
        assert!(mac.verify_slice(&signature).is_ok());
    }

    #[test]
    fn valid_token_names_its_user() {
        let header = json!({"alg": "HS256", "typ": "JWT"});
        let token = sign(&header, &claims(), KEY);
        let forum = ForumSlug("atelier".into());
        assert_eq!(
            read(&token, KEY, &forum, Timestamp(NOW * 1000)),
            Some(HostIdentity {
                subject: "7".into(),
                name: "Zoé".into(),
            })
        );
        assert_eq!(read(&token, "another", &forum, Timestamp(NOW * 1000)), None);
        let other = ForumSlug("vide".into());
        assert_eq!(read(&token, KEY, &other, Timestamp(NOW * 1000)), None);
        for (seconds, accepted) in [(-61, false), (-60, true), (359, true), (360, false)] {
            let now = Timestamp((NOW + seconds) * 1000);
            assert_eq!(
                read(&token, KEY, &forum, now).is_some(),
                accepted,
                "{seconds}"
            );
        }
    }

    #[test]
    fn other_algorithms_and_forged_tokens_are_refused() {
        for header in [
            json!({"alg": "none"}),
            json!({"alg": "None"}),
            json!({"alg": "hs256"}),
            json!({"alg": "HS512"}),
            json!({"alg": "RS256"}),
            json!({}),
            json!({"alg": ["HS256"]}),
            json!({"alg": "HS256", "crit": ["exp"]}),
        ] {
            assert!(!is_accepted(&sign(&header, &claims(), KEY)), "{header}");
        }
        let header = json!({"alg": "HS256"});
        let token = sign(&header, &claims(), KEY);
        let (signed, signature) = token.rsplit_once('.').unwrap();
        let (header, _) = signed.split_once('.').unwrap();
        let mut other = claims();
        other["sub"] = "1".into();
        let other = URL_SAFE_NO_PAD.encode(other.to_string());
        for forged in [
            format!("{signed}."),
            signed.to_owned(),
            format!("{signed}.{}", &signature[..20]),
            format!("{signed}.{signature}="),
            format!("{token}.{signature}"),
            format!("{header}.{other}.{signature}"),
            String::new(),
            "..".into(),
        ] {
            assert!(!is_accepted(&forged), "{forged}");
        }
        assert!(is_accepted(&token));
    }

    #[test]
    fn token_is_valid_for_one_forum_and_at_most_ten_minutes() {
        let long = "x".repeat(101);
        for (name, value, accepted) in [
            ("aud", json!("vide"), false),
            ("aud", json!(["vide", "atelier"]), true),
            ("aud", json!(null), false),
            ("exp", json!(NOW + 600), true),
            ("exp", json!(NOW + 601), false),
            ("exp", json!(NOW), false),
            ("exp", json!(null), false),
            ("exp", json!("1735689900"), false),
            ("iat", json!(null), false),
            ("iat", json!(NOW - 600), false),
            ("iat", json!(NOW as f64 + 0.5), true),
            ("nbf", json!(NOW + 61), false),
            ("nbf", json!(NOW), true),
            ("sub", json!(""), false),
            ("sub", json!(7), false),
            ("sub", json!(long), false),
            ("name", json!(null), false),
        ] {
            let mut claims = claims();
            claims[name] = value;
            let token = sign(&json!({"alg": "HS256"}), &claims, KEY);
            assert_eq!(is_accepted(&token), accepted, "{claims}");
        }
    }
}
