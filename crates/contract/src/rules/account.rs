//! Rules for passwords at sign-in, e-mail addresses and signatures.

use super::{Fault, at_most, length, one_line, within};

/// Minimum number of characters of a new password (OWASP ASVS 5.0, 6.2.1).
pub const PASSWORD_MIN: u32 = 8;
/// Maximum number of characters of a password. Stops requests that are expensive to hash.
pub const PASSWORD_MAX: u32 = 128;
/// Maximum number of characters of an e-mail address (RFC 5321, 4.5.3.1.3, without the angle brackets).
pub const EMAIL_MAX: u32 = 254;
/// Maximum number of characters of a signature.
pub const SIGNATURE_MAX: u32 = 400;
/// Maximum number of lines of a signature, which is shown below every post.
pub const SIGNATURE_LINES: u32 = 5;

/// A password to sign in with: 1 to [`PASSWORD_MAX`] characters. Weaker than [`new_password`](super::new_password), so
/// that older passwords stay valid.
///
/// # Errors
/// [`Fault::Empty`] or [`Fault::TooLong`].
pub fn password(text: &str) -> Result<(), Fault> {
    match length(text) {
        0 => Err(Fault::Empty),
        actual if actual > PASSWORD_MAX => Err(Fault::TooLong {
            max: PASSWORD_MAX,
            actual,
        }),
        _ => Ok(()),
    }
}

/// An e-mail address: at most [`EMAIL_MAX`] characters, a local part of at most 64, an `@` and a host. White space,
/// control characters, commas and brackets are rejected, because they could inject a second address or header into a
/// mail. Only a mail can verify that the address exists.
///
/// # Errors
/// [`Fault::Empty`], [`Fault::TooLong`] or [`Fault::Malformed`].
pub fn email(text: &str) -> Result<(), Fault> {
    within(text, 1, EMAIL_MAX)?;
    let is_forbidden = |c: char| c.is_whitespace() || c.is_control() || ",;:<>()[]\"\\".contains(c);
    let fits = text.split_once('@').is_some_and(|(local, host)| {
        let labels = || host.split('.');
        let is_label = |label: &str| {
            !label.is_empty()
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        };
        !local.is_empty()
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..")
            && local.chars().count() <= 64
            && labels().all(is_label)
            && (labels().count() > 1 || host == "localhost")
    });
    if fits && !text.contains(is_forbidden) && one_line(text).is_ok() {
        Ok(())
    } else {
        Err(Fault::Malformed)
    }
}

/// A signature: at most [`SIGNATURE_MAX`] characters in at most [`SIGNATURE_LINES`] lines. May be empty.
///
/// # Errors
/// [`Fault::TooLong`] or [`Fault::TooManyLines`].
pub fn signature(text: &str) -> Result<(), Fault> {
    at_most(text, SIGNATURE_MAX)?;
    if text.lines().count() > SIGNATURE_LINES as usize {
        Err(Fault::TooManyLines {
            max: SIGNATURE_LINES,
        })
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{super::new_password, *};

    #[test]
    fn sign_in_accepts_shorter_passwords_than_enrolment() {
        assert_eq!(password("x"), Ok(()));
        assert_eq!(password(""), Err(Fault::Empty));
        assert_eq!(new_password("x", ""), Err(Fault::TooShort { min: 8 }));
        assert!(matches!(
            password(&"x".repeat(129)),
            Err(Fault::TooLong {
                max: 128,
                actual: 129
            })
        ));
    }

    #[test]
    fn email_cannot_contain_a_second_address_or_a_header() {
        for good in [
            "anais@example.org",
            "a.b+c@mail.example.org",
            "x@localhost",
            "é@exemple.fr",
        ] {
            assert_eq!(email(good), Ok(()), "{good}");
        }
        for bad in [
            "anais",
            "@example.org",
            "anais@",
            "a@b@c.org",
            "a@example..org",
            "a b@example.org",
            "a@example.org,b@example.org",
            "a@example.org\r\nBcc: b@example.org",
            "<a@example.org>",
            ".a@example.org",
            "a..b@example.org",
            "a@-example.org",
            "a@example",
        ] {
            assert!(email(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn signature_may_be_empty_and_has_at_most_five_lines() {
        assert_eq!(signature(""), Ok(()));
        assert_eq!(signature("a\nb\nc\nd\ne"), Ok(()));
        assert_eq!(
            signature("a\nb\nc\nd\ne\nf"),
            Err(Fault::TooManyLines { max: 5 })
        );
        assert!(matches!(
            signature(&"x".repeat(401)),
            Err(Fault::TooLong { .. })
        ));
    }
}
