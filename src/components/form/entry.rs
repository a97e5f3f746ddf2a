//! Form fields, described by data, so the bundle contains each kind of control once for all forms.

use leptos::prelude::*;
use palabre_contract::{Field, rules};

use super::{
    errors::FormErrors,
    field::{FieldFault, FieldRow},
    view::FormValues,
};
use crate::{
    address::{Address, SitePage},
    components::dynamic::{dynamic, each, given, when},
    i18n::{I18n, use_i18n},
    state::use_session,
};

/// The control of a field.
pub enum Control {
    /// A single-line input: its `type` and `autocomplete`.
    Line(&'static str, &'static str),
    /// A new password, with the view below it, usually [`strength`]; a function pointer, so only forms that name `strength`
    /// load its rules.
    NewPassword(fn(&'static str) -> AnyView),
    /// A text area with this number of rows.
    Lines(u32),
    /// A selection: values with their labels.
    Choice(Vec<(&'static str, String)>),
    /// A honeypot: hidden from people; spam bots fill it in.
    Honeypot,
}

/// A field of a form.
pub struct Entry {
    /// The field; [`name`] returns its `name` and `id`.
    pub field: Field,
    /// The text of the label.
    pub label: &'static str,
    /// The control.
    pub control: Control,
    /// The initial value.
    pub value: String,
    /// A sentence below the control.
    pub hint: Option<&'static str>,
    /// A link beside the control, to a page about accounts: address and text. Hidden if the forum engine has no accounts.
    pub aside: Option<(String, &'static str)>,
}

impl Entry {
    /// An empty field.
    pub fn new(field: Field, label: &'static str, control: Control) -> Self {
        Self {
            field,
            label,
            control,
            value: String::new(),
            hint: None,
            aside: None,
        }
    }

    /// Sets the initial value.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    /// Sets the sentence below the control.
    #[must_use]
    pub fn hint(mut self, hint: &'static str) -> Self {
        self.hint = Some(hint);
        self
    }

    /// Sets the link beside the control, see [`Self::aside`].
    #[must_use]
    pub fn aside(mut self, to: String, text: &'static str) -> Self {
        self.aside = Some((to, text));
        self
    }

    /// The pseudo for signing in, with a link to sign up. `back`: the address to return to after signing up.
    pub fn pseudo(i18n: I18n, back: &str) -> Self {
        let to = Address::from(SitePage::SignUp).with_back(back);
        Self::new(
            Field::Pseudo,
            i18n.form().pseudo,
            Control::Line("text", "username"),
        )
        .aside(to, i18n.form().register_question)
    }

    /// The password for signing in, with a link for a lost one.
    pub fn password(i18n: I18n) -> Self {
        Self::current_password(i18n).aside(
            Address::from(SitePage::LostPassword).to_string(),
            i18n.form().lost_password_question,
        )
    }

    /// The current password of a signed-in account, to confirm a change.
    pub fn current_password(i18n: I18n) -> Self {
        let control = Control::Line("password", "current-password");
        Self::new(Field::Password, i18n.form().password, control)
    }

    /// An e-mail address.
    pub fn email(i18n: I18n) -> Self {
        Self::new(
            Field::Email,
            i18n.form().email,
            Control::Line("email", "email"),
        )
    }
}

macro_rules! names {
    ($($field:ident => $name:literal,)*) => {
        /// The `name` and `id` of a field. Unique as long as a page has one form with this field.
        pub const fn name(field: Field) -> &'static str {
            match field {
                $(Field::$field => $name,)*
            }
        }

        /// The `id` of the error message of a field.
        pub const fn fault_name(field: Field) -> &'static str {
            match field {
                $(Field::$field => concat!($name, "-fault"),)*
            }
        }
    };
}

names! {
    Body => "reply-body",
    Pseudo => "pseudo",
    Password => "password",
    Title => "title",
    Email => "email",
    NewPassword => "new-password",
    Signature => "signature",
    Name => "name",
    Slug => "slug",
    Description => "description",
    Language => "language",
    Accent => "accent",
    Readers => "readers",
    Writers => "writers",
    Preferences => "preferences",
    Role => "role",
    Website => "website",
    Hosts => "hosts",
    Address => "address",
}

/// The row of a field: label, control, link, hint and error message.
pub fn entry_row(entry: Entry, errors: FormErrors) -> AnyView {
    let field = entry.field;
    let id = name(field);
    let session = use_session();
    let fault = errors.of(field);
    let is_invalid = move || fault.get().is_some().to_string();
    let on_input = move |_| errors.clear_field(field);
    let control = match entry.control {
        Control::Line(kind, autocomplete) => {
            line(id, kind, autocomplete, entry.value, field, errors)
        }
        Control::NewPassword(below) => view! {
            {line(id, "password", "new-password", String::new(), field, errors)}
            {below(id)}
        }
        .into_any(),
        Control::Lines(rows) => view! {
            <textarea id=id class="input" data-wide="" dir="auto" name=id rows=rows prop:value=entry.value
                aria-describedby=fault_name(field) aria-invalid=is_invalid on:input=on_input></textarea>
        }
        .into_any(),
        Control::Choice(options) => {
            let option = |(value, label): (&'static str, String)| {
                view! { <option value=value selected=value == entry.value>{label}</option> }
            };
            view! {
                <select id=id class="input" name=id>
                    {each(options, option)}
                </select>
            }
            .into_any()
        }
        Control::Honeypot => {
            return view! {
                <div class="trap" aria-hidden="true">
                    <input id=id name=id type="text" tabindex="-1" autocomplete="off"/>
                </div>
            }
            .into_any();
        }
    };
    view! {
        <FieldRow label=entry.label control=id>
            {control}
            {given(entry.aside, |aside| dynamic(move || {
                let (to, text) = aside.clone();
                when(session.capabilities().accounts, || view! { <a class="field__aside" href=to>{text}</a> })
            }))}
            {given(entry.hint, |hint| view! { <p class="field__hint">{hint}</p> })}
            <FieldFault id=fault_name(field) fault/>
        </FieldRow>
    }
    .into_any()
}

fn line(
    id: &'static str,
    kind: &'static str,
    autocomplete: &'static str,
    value: String,
    field: Field,
    errors: FormErrors,
) -> AnyView {
    let fault = errors.of(field);
    view! {
        <input
            id=id
            class="input"
            type=kind
            name=id
            dir="auto"
            autocomplete=autocomplete
            autocapitalize="off"
            spellcheck="false"
            prop:value=value
            aria-describedby=fault_name(field)
            aria-invalid=move || fault.get().is_some().to_string()
            on:input=move |_| errors.clear_field(field)
        />
    }
    .into_any()
}

/// The strength of the password in the field `id`, updated while it is typed.
pub fn strength(id: &'static str) -> AnyView {
    let i18n = use_i18n();
    let strength = RwSignal::new(None);
    let on_input = window_event_listener(leptos::ev::input, move |event| {
        let Some(values) = FormValues::around(&event) else {
            return;
        };
        let password = values.named(id);
        let rated = rules::strength(&password, &values.get(Field::Pseudo));
        strength.set((!password.is_empty()).then_some(rated));
    });
    on_cleanup(move || on_input.remove());
    let shown = move || {
        strength.get().map(|strength| {
            let (level, label) = (i18n.form().strength)(strength);
            view! {
                <meter class="strength__meter" min="0" max="3" low="2" high="3" optimum="3"
                    value=level aria-hidden="true"></meter>
                {label}
            }
        })
    };
    view! { <p class="field__hint strength" role="status">{dynamic(shown)}</p> }.into_any()
}
