//! What stands in the way of a form, and where in it that is said.

use leptos::prelude::*;
use palabre_contract::{Breach, Field, ProblemKind};

use crate::{
    api::ApiError,
    components::failure::{explain, explain_breach},
    i18n::I18n,
};

/// Why a form was not taken.
pub enum Refused {
    /// These rules are broken; it was not even sent.
    Breaches(Vec<Breach>),
    /// The server did not take it.
    Answer(ApiError),
    /// The server did not take it; where that is for too many attempts, this is what helps at once.
    AnswerWithHint(ApiError, &'static str),
    /// Nobody is signed in, and the form has no fields for it.
    SignIn,
}

impl From<Vec<Breach>> for Refused {
    fn from(breaches: Vec<Breach>) -> Self {
        Self::Breaches(breaches)
    }
}

impl From<ApiError> for Refused {
    fn from(error: ApiError) -> Self {
        Self::Answer(error)
    }
}

/// The faults of a form that was sent: those of its fields, and one of the whole.
#[derive(Clone, Copy, Default)]
pub struct Refusal {
    fields: RwSignal<Vec<(Field, String)>>,
    whole: RwSignal<Option<String>>,
}

impl Refusal {
    /// The fault of a field.
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

    /// The fault of the whole form.
    pub fn whole(self) -> Signal<Option<String>> {
        self.whole.into()
    }

    /// Nothing stands in the way any more.
    pub fn clear(self) {
        self.fields.set(Vec::new());
        self.whole.set(None);
    }

    /// A fault of a field is being mended.
    pub fn clear_field(self, field: Field) {
        if self
            .fields
            .with_untracked(|fields| fields.iter().any(|(at, _)| *at == field))
        {
            self.fields
                .update(|fields| fields.retain(|(at, _)| *at != field));
        }
    }

    /// Says why it was not taken, at the field it is about where it is about one.
    pub fn refuse(self, i18n: I18n, why: &Refused) {
        match why {
            Refused::Breaches(breaches) => self.breaches(i18n, breaches),
            Refused::Answer(ApiError::Rejected(problem))
                if problem.kind == ProblemKind::Invalid =>
            {
                self.breaches(i18n, &problem.breaches);
            }
            Refused::Answer(error) if error.is(ProblemKind::WrongCredentials) => {
                self.fields
                    .set(vec![(Field::Password, explain(i18n, error))]);
            }
            Refused::SignIn => {
                let why = (i18n.problem)(ProblemKind::SignInRequired);
                self.whole.set(Some(why.into()));
            }
            Refused::AnswerWithHint(error, hint) if error.is(ProblemKind::TooManyAttempts) => {
                let why = explain(i18n, error);
                self.whole.set(Some(format!("{why} {hint}")));
            }
            Refused::AnswerWithHint(error, _) => {
                self.refuse(i18n, &Refused::Answer(error.clone()));
            }
            Refused::Answer(error) => self.whole.set(Some(explain(i18n, error))),
        }
    }

    fn breaches(self, i18n: I18n, breaches: &[Breach]) {
        let said = breaches
            .iter()
            .map(|breach| (breach.field, explain_breach(i18n, *breach)));
        self.fields.set(said.collect());
    }
}
