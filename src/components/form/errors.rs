//! Why a form could not be submitted, and the messages that the form shows.

use leptos::prelude::*;
use palabre_contract::{Breach, Field, ProblemKind};

use crate::{
    api::ApiError,
    components::failure::{explain, explain_breach},
    i18n::I18n,
};

/// Why a form was not accepted.
pub enum SubmitError {
    /// Fields break these rules; nothing was sent.
    Breaches(Vec<Breach>),
    /// The server rejected it or could not be reached.
    Answer(ApiError),
    /// Like `Answer`, with a sentence to add if the reason is too many attempts.
    AnswerWithHint(ApiError, &'static str),
    /// The reader is not signed in, and the form has no fields for credentials.
    SignIn,
}

impl From<Vec<Breach>> for SubmitError {
    fn from(breaches: Vec<Breach>) -> Self {
        Self::Breaches(breaches)
    }
}

impl From<ApiError> for SubmitError {
    fn from(error: ApiError) -> Self {
        Self::Answer(error)
    }
}

/// The error messages of a form: one for each field, and one for the form as a whole.
#[derive(Clone, Copy, Default)]
pub struct FormErrors {
    fields: RwSignal<Vec<(Field, String)>>,
    whole: RwSignal<Option<String>>,
}

impl FormErrors {
    /// The message for a field.
    pub fn of(self, field: Field) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.fields.with(|fields| {
                fields
                    .iter()
                    .find(|(at, _)| *at == field)
                    .map(|(_, text)| text.clone())
            })
        })
    }

    /// The message for the form as a whole.
    pub fn whole(self) -> Signal<Option<String>> {
        self.whole.into()
    }

    /// Shows messages that were written elsewhere.
    pub fn adopt(self, fields: Vec<(Field, String)>, whole: Option<String>) {
        self.fields.set(fields);
        self.whole.set(whole);
    }

    /// Removes all messages.
    pub fn clear(self) {
        self.fields.set(Vec::new());
        self.whole.set(None);
    }

    /// Removes the message for a field, because its text changes.
    pub fn clear_field(self, field: Field) {
        if self
            .fields
            .with_untracked(|fields| fields.iter().any(|(at, _)| *at == field))
        {
            self.fields
                .update(|fields| fields.retain(|(at, _)| *at != field));
        }
    }

    /// Shows why the form was not accepted: at the fields concerned, or for the form as a whole.
    pub fn show(self, i18n: I18n, why: &SubmitError) {
        match why {
            SubmitError::Breaches(breaches) => self.show_breaches(i18n, breaches),
            SubmitError::Answer(ApiError::Rejected(problem))
                if problem.kind == ProblemKind::Invalid =>
            {
                self.show_breaches(i18n, &problem.breaches);
            }
            SubmitError::Answer(error) if error.is(ProblemKind::WrongCredentials) => {
                self.fields
                    .set(vec![(Field::Password, explain(i18n, error))]);
            }
            SubmitError::SignIn => {
                let why = (i18n.problem)(ProblemKind::SignInRequired);
                self.whole.set(Some(why.into()));
            }
            SubmitError::AnswerWithHint(error, hint) if error.is(ProblemKind::TooManyAttempts) => {
                let why = explain(i18n, error);
                self.whole.set(Some(format!("{why} {hint}")));
            }
            SubmitError::AnswerWithHint(error, _) => {
                self.show(i18n, &SubmitError::Answer(error.clone()));
            }
            SubmitError::Answer(error) => self.whole.set(Some(explain(i18n, error))),
        }
    }

    fn show_breaches(self, i18n: I18n, breaches: &[Breach]) {
        let messages = breaches
            .iter()
            .map(|breach| (breach.field, explain_breach(i18n, *breach)));
        self.fields.set(messages.collect());
    }
}
