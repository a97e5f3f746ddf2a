//! Times and numbers, written as the browser's `Intl` writes them in the app, so that nothing moves when the app
//! replaces a plain page.

use maud::{Markup, html};
use palabre_contract::Timestamp;
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

const MONTHS_FRENCH: [&str; 12] = [
    "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.",
    "déc.",
];
const MONTHS_ENGLISH: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// The time since, with the date as the tooltip. After 30 days, the date.
pub(super) fn ago(language: &str, at: Timestamp, now: Timestamp) -> Markup {
    let Ok(moment) = OffsetDateTime::from_unix_timestamp(at.0.div_euclid(1000)) else {
        return Markup::default();
    };
    html! {
        time datetime=(moment.format(&Rfc3339).unwrap_or_default()) title=(day(language, moment)) {
            (since(language, now.0 - at.0).unwrap_or_else(|| day(language, moment)))
        }
    }
}

/// `None`: more than 30 days.
fn since(language: &str, milliseconds: i64) -> Option<String> {
    let minutes = milliseconds / 60_000;
    let (hours, days) = (minutes / 60, minutes / (24 * 60));
    let french = language == "fr";
    let plural = |count: i64| if count == 1 { "" } else { "s" };
    let counted = |count: i64, french_noun: &str, english_noun: &str| {
        if french {
            format!("il y a {count} {french_noun}{}", plural(count))
        } else {
            format!("{count} {english_noun}{} ago", plural(count))
        }
    };
    Some(match (days, hours, minutes) {
        (30.., ..) => return None,
        (2, ..) if french => "avant-hier".into(),
        (1, ..) => if french { "hier" } else { "yesterday" }.into(),
        (2.., ..) => counted(days, "jour", "day"),
        (_, 1.., _) => counted(hours, "heure", "hour"),
        (.., 1..) => counted(minutes, "minute", "minute"),
        _ => if french { "à l’instant" } else { "just now" }.into(),
    })
}

fn day(language: &str, moment: OffsetDateTime) -> String {
    let month = usize::from(u8::from(moment.month()) - 1);
    let (day, year) = (moment.day(), moment.year());
    if language == "fr" {
        format!("{day} {} {year}", MONTHS_FRENCH[month])
    } else {
        format!("{} {day}, {year}", MONTHS_ENGLISH[month])
    }
}

/// The plural forms of a noun; `{n}` is the number. `many` is for whole millions in French.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Counted {
    pub(super) one: &'static str,
    pub(super) many: &'static str,
    pub(super) other: &'static str,
}

impl Counted {
    /// The number with its noun.
    pub(super) fn of(self, language: &str, count: u32) -> String {
        let french = language == "fr";
        let form = match count {
            1 => self.one,
            0 if french => self.one,
            _ if french && count.is_multiple_of(1_000_000) => self.many,
            _ => self.other,
        };
        form.replace("{n}", &number(language, count))
    }
}

/// A number in groups of three digits, separated as in the language.
fn number(language: &str, value: u32) -> String {
    let separator = if language == "fr" { '\u{202f}' } else { ',' };
    grouped(value, separator)
}

/// A number in groups of three digits.
pub(super) fn grouped(value: u32, separator: char) -> String {
    let digits = value.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_relative_for_thirty_days() {
        const MINUTE: i64 = 60_000;
        const DAY: i64 = 24 * 60 * MINUTE;
        for (elapsed, french, english) in [
            (-5, "à l’instant", "just now"),
            (59_999, "à l’instant", "just now"),
            (MINUTE, "il y a 1 minute", "1 minute ago"),
            (61 * MINUTE, "il y a 1 heure", "1 hour ago"),
            (DAY - 1, "il y a 23 heures", "23 hours ago"),
            (DAY, "hier", "yesterday"),
            (2 * DAY, "avant-hier", "2 days ago"),
            (29 * DAY, "il y a 29 jours", "29 days ago"),
        ] {
            assert_eq!(since("fr", elapsed).as_deref(), Some(french));
            assert_eq!(since("en", elapsed).as_deref(), Some(english));
        }
        assert_eq!(since("fr", 30 * DAY), None);
        let date = OffsetDateTime::from_unix_timestamp(1_735_689_600).unwrap();
        assert_eq!(day("fr", date), "1 janv. 2025");
        assert_eq!(day("en", date), "Jan 1, 2025");
    }

    #[test]
    fn numbers_have_the_plural_and_the_groups_of_the_language() {
        let posts = Counted {
            one: "{n} message",
            many: "{n} de messages",
            other: "{n} messages",
        };
        assert_eq!(posts.of("fr", 0), "0 message");
        assert_eq!(posts.of("en", 0), "0 messages");
        assert_eq!(posts.of("fr", 12_345), "12\u{202f}345 messages");
        assert_eq!(
            posts.of("fr", 1_000_000),
            "1\u{202f}000\u{202f}000 de messages"
        );
        assert_eq!(posts.of("en", 999), "999 messages");
    }
}
