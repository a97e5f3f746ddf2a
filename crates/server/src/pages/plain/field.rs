//! Rows of a form, as the app's `src/components/form/field.rs` draws them, and notices.

use maud::{Markup, html};
use palabre_contract::{Breach, Field, Problem, ProblemKind};

use super::Texts;
use crate::pages::form_body::names;

/// The errors of a form that was refused: one for each field, and one for the form as a whole.
#[derive(Default)]
pub(in crate::pages) struct FormErrors {
    fields: Vec<(Field, String)>,
    /// What is shown above the button that sends the form.
    pub(in crate::pages) whole: Option<Markup>,
}

impl FormErrors {
    /// Why the form was refused. `kept`: a sentence to add to an error of the whole form.
    pub(in crate::pages) fn of(problem: &Problem, kept: &str, texts: Texts) -> Self {
        let form = texts.form();
        let message = |breach: &Breach| (breach.field, form.breach(*breach));
        match problem.kind {
            ProblemKind::Invalid if !problem.breaches.is_empty() => Self {
                fields: problem.breaches.iter().map(message).collect(),
                whole: None,
            },
            ProblemKind::WrongCredentials => Self {
                fields: vec![(Field::Password, form.problem(problem))],
                whole: None,
            },
            kind => {
                let why = html! { (form.problem(problem)) @if !kept.is_empty() { " " (kept) } };
                let tone = match kind {
                    ProblemKind::TooSoon => Tone::Info,
                    _ => Tone::Failure,
                };
                Self::whole(notice(tone, &why))
            }
        }
    }

    /// Only an error of the whole form: a [`notice`].
    pub(in crate::pages) fn whole(notice: Markup) -> Self {
        Self {
            fields: Vec::new(),
            whole: Some(notice),
        }
    }

    /// The message at a field.
    pub(super) fn at(&self, field: Field) -> Option<&str> {
        let found = self.fields.iter().find(|(at, _)| *at == field);
        found.map(|(_, message)| message.as_str())
    }

    /// Whether this is the first field with an error: it receives the focus.
    pub(super) fn is_first(&self, field: Field) -> bool {
        self.fields.first().is_some_and(|(at, _)| *at == field)
    }
}

/// A line of text in a form.
pub(in crate::pages) struct Line<'a> {
    /// The field, which determines `name` and `id`.
    pub(in crate::pages) field: Field,
    /// The label.
    pub(in crate::pages) label: &'a str,
    /// The `type` of the input.
    pub(in crate::pages) kind: &'a str,
    /// The `autocomplete` of the input.
    pub(in crate::pages) autocomplete: &'a str,
    /// The value. Never that of a password.
    pub(in crate::pages) value: &'a str,
    /// A link beside the input: address and text.
    pub(in crate::pages) aside: Option<(&'a str, &'a str)>,
    /// A sentence below the input.
    pub(in crate::pages) hint: Option<&'a str>,
}

impl<'a> Line<'a> {
    /// An empty line.
    pub(in crate::pages) fn new(
        field: Field,
        label: &'a str,
        kind: &'a str,
        autocomplete: &'a str,
    ) -> Self {
        Self {
            field,
            label,
            kind,
            autocomplete,
            value: "",
            aside: None,
            hint: None,
        }
    }

    /// The row.
    pub(in crate::pages) fn row(&self, errors: &FormErrors, texts: Texts) -> Markup {
        let (name, id) = names(self.field);
        let fault = errors.at(self.field);
        let control = html! {
            input id=(id) class="input" type=(self.kind) name=(name) autocomplete=(self.autocomplete)
                autocapitalize="off" spellcheck="false" value=(self.value)
                aria-describedby={ (id) "-fault" } aria-invalid=(fault.is_some())
                autofocus[errors.is_first(self.field)];
            @if let Some((to, text)) = self.aside { a class="field__aside" href=(to) { (text) } }
            @if let Some(hint) = self.hint { p class="field__hint" { (hint) } }
            (self::fault(id, fault))
        };
        row(self.label, Label::For(id), &control, texts)
    }
}

/// What the label of a row belongs to.
#[derive(Clone, Copy)]
pub(super) enum Label {
    /// The control with this `id`.
    For(&'static str),
    /// A group, which refers to the label by this `id`.
    Group(&'static str),
    /// A value that is not a control.
    Value,
}

/// A row: label and control.
pub(super) fn row(label: &str, of: Label, control: &Markup, texts: Texts) -> Markup {
    let text = texts.form().label(label);
    html! {
        div class="field" {
            @match of {
                Label::For(id) => label class="field__label" for=(id) { (text) },
                Label::Group(id) => span class="field__label" id=(id) { (text) },
                Label::Value => span class="field__label" { (text) },
            }
            div class="field__control" { (control) }
        }
    }
}

/// A row without a label: errors of the whole form, and the button.
pub(in crate::pages) fn end_row(errors: &FormErrors, button: &Markup) -> Markup {
    html! {
        div class="field" {
            div class="field__control" {
                @if let Some(whole) = &errors.whole { (whole) }
                (button)
            }
        }
    }
}

/// The error message of the control with this `id`.
pub(super) fn fault(id: &str, message: Option<&str>) -> Markup {
    html! { p class="field__fault" id={ (id) "-fault" } role="alert" { @if let Some(message) = message { (message) } } }
}

/// The kind of a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::pages) enum Tone {
    /// Information.
    Info,
    /// An action failed.
    Failure,
}

/// A message with an icon. It receives the focus when the page is loaded, unless it only informs.
pub(in crate::pages) fn notice(tone: Tone, message: &Markup) -> Markup {
    let (name, role) = match tone {
        Tone::Info => ("info", "status"),
        Tone::Failure => ("error", "alert"),
    };
    html! {
        div class="notice" data-tone=(name) role=(role) tabindex="-1" autofocus[tone != Tone::Info] {
            (icon(name))
            div class="notice__text" { (message) }
        }
    }
}

/// A line icon of the interface.
pub(super) fn icon(name: &str) -> Markup {
    html! { svg class="icon" aria-hidden="true" { use href={ "/icons.svg#" (name) } {} } }
}

/// A text that could not be posted, to read and to copy.
pub(super) fn kept_text(text: &str, texts: Texts) -> Markup {
    html! {
        label class="kept-text" {
            (texts.form().unsent_text)
            // The parser drops a line break right after the tag.
            textarea class="input" readonly rows="6" { "\n" (text) }
        }
    }
}
