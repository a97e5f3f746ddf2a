//! The texts of plain forms and their errors: the same sentences as in the app (`src/i18n`).

mod english;
mod french;

use palabre_contract::{Breach, Fault, Field, MessageIcon, Problem, ProblemKind};

use super::{Texts, moment::grouped};

/// The texts in one language.
pub(in crate::pages) struct FormTexts {
    pub(super) labelled: fn(&str) -> String,
    pub(super) number_separator: char,

    // Pages with a form.
    pub(super) back_to_topic: &'static str,
    pub(super) add_reply: &'static str,
    pub(super) quick_reply: &'static str,
    pub(super) full_reply_page: &'static str,
    pub(super) latest_replies: &'static str,
    pub(super) topic_is_locked: &'static str,
    pub(super) may_not_write: &'static str,
    pub(super) all_forums: &'static str,

    // The fields of the reply form.
    pub(super) pseudo: &'static str,
    pub(super) password: &'static str,
    pub(super) register_question: &'static str,
    pub(super) lost_password_question: &'static str,
    pub(super) guest_hint: &'static str,
    pub(super) sign_in: &'static str,
    pub(super) sign_out: &'static str,
    pub(super) icon: &'static str,
    pub(super) no_icon: &'static str,
    pub(super) icon_label: fn(MessageIcon) -> &'static str,
    pub(super) message: &'static str,
    pub(super) length_limit: fn(&str) -> String,
    pub(super) options: &'static str,
    pub(super) notify: &'static str,
    pub(super) disable_smilies: &'static str,
    pub(super) use_signature: &'static str,
    pub(super) signature_hint: &'static str,
    pub(super) send_reply: &'static str,

    // Refusals.
    pub(super) refused: &'static str,
    pub(super) go_back: &'static str,
    pub(in crate::pages) text_kept: &'static str,
    pub(super) unsent_text: &'static str,
    pub(in crate::pages) session_changed: &'static str,
    pub(in crate::pages) form_incomplete: &'static str,
    pub(in crate::pages) other_writer: fn(&str) -> String,
    pub(in crate::pages) send_again_as: fn(&str) -> String,
    pub(in crate::pages) arrived: &'static str,
    pub(in crate::pages) see_posted: &'static str,
    pub(in crate::pages) send_again_to_post_too: &'static str,
    pub(super) too_soon: fn(&str) -> String,
    pub(super) too_many_attempts: fn(&str) -> String,
    pub(super) minutes: [&'static str; 2],
    pub(super) seconds: [&'static str; 2],
    pub(super) problem: fn(ProblemKind) -> &'static str,

    // Broken rules.
    pub(super) empty: fn(Field) -> &'static str,
    pub(super) too_short: fn(Field, &str) -> String,
    pub(super) too_long: fn(Field, &str, &str) -> String,
    pub(super) forbidden_character: fn(Field) -> &'static str,
    pub(super) mixed_scripts: &'static str,
    pub(super) too_many_lines: fn(&str) -> String,
    pub(super) malformed: fn(Field) -> &'static str,
    pub(super) taken: fn(Field) -> &'static str,
    pub(super) too_common: &'static str,
    pub(super) unknown: &'static str,
}

impl Texts {
    /// The texts of forms.
    pub(in crate::pages) fn form(self) -> &'static FormTexts {
        if self.language == "fr" {
            &french::TEXTS
        } else {
            &english::TEXTS
        }
    }
}

impl FormTexts {
    /// The text of a label, with the punctuation of the language.
    pub(super) fn label(&self, label: &str) -> String {
        (self.labelled)(label)
    }

    /// A number in groups of three digits.
    pub(super) fn number(&self, value: u32) -> String {
        grouped(value, self.number_separator)
    }

    /// What happened and what to do.
    pub(in crate::pages) fn problem(&self, problem: &Problem) -> String {
        match (problem.kind, problem.retry_after, problem.breaches.first()) {
            (ProblemKind::TooManyAttempts, Some(wait), _) => {
                (self.too_many_attempts)(&self.wait(wait))
            }
            (ProblemKind::TooSoon, Some(wait), _) => (self.too_soon)(&self.wait(wait)),
            (ProblemKind::Invalid, _, Some(breach)) => self.breach(*breach),
            (kind, ..) => (self.problem)(kind).into(),
        }
    }

    /// Seconds as a text, in minutes if there are many.
    fn wait(&self, seconds: u32) -> String {
        let (value, [one, other]) = if seconds < 60 {
            (seconds, self.seconds)
        } else {
            (seconds.div_ceil(60), self.minutes)
        };
        format!(
            "{} {}",
            self.number(value),
            if value == 1 { one } else { other }
        )
    }

    /// What is wrong with a field, and what to do.
    pub(super) fn breach(&self, Breach { field, fault }: Breach) -> String {
        match fault {
            Fault::Empty => (self.empty)(field).into(),
            Fault::TooShort { min } => (self.too_short)(field, &self.number(min)),
            Fault::TooLong { max, actual } => {
                (self.too_long)(field, &self.number(max), &self.number(actual))
            }
            Fault::ForbiddenCharacter => (self.forbidden_character)(field).into(),
            Fault::MixedScripts => self.mixed_scripts.into(),
            Fault::TooManyLines { max } => (self.too_many_lines)(&self.number(max)),
            Fault::Malformed => (self.malformed)(field).into(),
            Fault::Taken => (self.taken)(field).into(),
            Fault::TooCommon => self.too_common.into(),
            Fault::Unknown => self.unknown.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_waits_are_counted() {
        let french = &french::TEXTS;
        assert_eq!(french.number(60_000), "60\u{202f}000");
        assert_eq!(english::TEXTS.number(1_234_567), "1,234,567");
        assert_eq!(english::TEXTS.number(999), "999");
        for (seconds, text) in [
            (1, "1 seconde"),
            (59, "59 secondes"),
            (60, "1 minute"),
            (61, "2 minutes"),
        ] {
            assert_eq!(french.wait(seconds), text);
        }
    }
}
