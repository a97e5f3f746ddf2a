//! Builds the RFC 5322 message of a queued mail.

use std::{
    str::FromStr,
    time::{Duration, SystemTime},
};

use lettre::{
    Address, Message,
    message::{
        Mailbox, MultiPart,
        header::{HeaderName, HeaderValue},
    },
};
use palabre_contract::Timestamp;

use crate::store::Mail;

/// The sender of mails: an address, optionally with a name.
#[derive(Clone, Debug)]
pub struct Sender(Mailbox);

impl FromStr for Sender {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Mailbox::from_str(&clean(text)).map(Self).map_err(|error| {
            format!(
                "{text} is not a mail address ({error}); write it as Palabre <palabre@example.org>"
            )
        })
    }
}

/// Builds the message. Message-ID and date are derived from the mail's number and the time it was queued, so
/// they are the same at every attempt.
///
/// # Errors
/// The recipient is not a mail address.
pub fn message(
    sender: &Sender,
    mail: &Mail,
    number: i64,
    queued_at: Timestamp,
) -> Result<Message, lettre::error::Error> {
    let to: Address = mail
        .recipient
        .parse()
        .map_err(|_| lettre::error::Error::MissingTo)?;
    let date = SystemTime::UNIX_EPOCH + Duration::from_millis(queued_at.0.unsigned_abs());
    let id = format!(
        "<palabre-{number}-{}@{}>",
        queued_at.0,
        sender.0.email.domain()
    );
    let mut message = Message::builder()
        .from(sender.0.clone())
        .to(Mailbox::new(None, to))
        .subject(clean(&mail.subject))
        .date(date)
        .message_id(Some(id))
        .multipart(MultiPart::alternative_plain_html(
            mail.text.clone(),
            mail.html.clone(),
        ))?;
    let headers = message.headers_mut();
    let mut add = |name: &'static str, value: String| {
        headers.insert_raw(HeaderValue::new(
            HeaderName::new_from_ascii_str(name),
            value,
        ));
    };
    // Prevents automatic replies (RFC 3834, 5).
    add("Auto-Submitted", "auto-generated".into());
    if let Some(address) = &mail.unsubscribe {
        // One-click unsubscribe (RFC 8058).
        add("List-Unsubscribe", format!("<{}>", clean(address)));
        add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".into());
    }
    Ok(message)
}

/// Replaces line ends and control characters in a header value by spaces: they could start another header (mail
/// injection), and lettre 0.11 panics on some.
fn clean(text: &str) -> String {
    text.chars()
        .map(|c| {
            let is_unsafe = c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
            if is_unsafe { ' ' } else { c }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use lettre::message::header::Subject;
    use serde::Deserialize;

    use super::*;

    const INJECTIONS: &str = include_str!("../../tests/corpora/own-mail-injection.jsonl");

    #[derive(Deserialize)]
    struct Case {
        payload: String,
    }

    fn headers(message: &Message) -> Vec<String> {
        let raw = String::from_utf8(message.formatted()).unwrap();
        let (head, _) = raw.split_once("\r\n\r\n").unwrap();
        head.split("\r\n")
            .filter(|line| !line.starts_with([' ', '\t']))
            .filter_map(|line| line.split_once(':'))
            .map(|(name, _)| name.to_ascii_lowercase())
            .collect()
    }

    fn mail(recipient: &str, subject: &str) -> Mail {
        Mail {
            recipient: recipient.into(),
            subject: subject.into(),
            text: "Bonjour".into(),
            html: "<p>Bonjour</p>".into(),
            unsubscribe: Some("https://forum.example.org/unsubscribe/a1".into()),
        }
    }

    #[test]
    fn injected_line_ends_add_no_header_and_no_recipient() {
        let sender: Sender = "Palabre <palabre@example.org>".parse().unwrap();
        let plain = message(
            &sender,
            &mail("anais@example.org", "Bonjour"),
            1,
            Timestamp(0),
        );
        let expected = headers(&plain.unwrap());
        let cases: Vec<Case> = INJECTIONS
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert!(cases.len() > 10);
        for Case { payload } in cases {
            let subject = mail("anais@example.org", &format!("[Forum] {payload}"));
            let built = message(&sender, &subject, 1, Timestamp(0)).unwrap();
            assert_eq!(headers(&built), expected, "{payload:?}");
            assert_eq!(built.envelope().to().len(), 1, "{payload:?}");
            // Nor after a mail client has decoded it.
            let decoded = built.headers().get::<Subject>().unwrap();
            let decoded = decoded.as_ref();
            assert_eq!(decoded, clean(decoded), "{payload:?}");
            let stop = Mail {
                unsubscribe: Some(payload.clone()),
                ..mail("anais@example.org", "Bonjour")
            };
            let built = message(&sender, &stop, 1, Timestamp(0)).unwrap();
            assert_eq!(headers(&built), expected, "{payload:?}");
            if let Ok(sender) = format!("{payload} <palabre@example.org>").parse::<Sender>() {
                let plain = mail("anais@example.org", "Bonjour");
                let built = message(&sender, &plain, 1, Timestamp(0)).unwrap();
                assert_eq!(headers(&built), expected, "{payload:?}");
            }
            // As a recipient, it is one address or is rejected.
            if let Ok(built) = message(&sender, &mail(&payload, "Bonjour"), 1, Timestamp(0)) {
                assert_eq!(headers(&built), expected, "{payload:?}");
                assert_eq!(built.envelope().to().len(), 1, "{payload:?}");
            }
        }
    }

    #[test]
    fn the_error_for_an_invalid_sender_shows_the_format() {
        let error = "Palabre".parse::<Sender>().unwrap_err();
        assert!(error.contains("Palabre <palabre@example.org>"), "{error}");
    }
}
