//! A form: fields, outcome and submit button.

use std::{future::Future, pin::Pin, rc::Rc};

use leptos::{ev, prelude::*};
use palabre_contract::Field;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, FormData, HtmlFormElement};

use super::{
    entry::{Entry, entry_row, name},
    errors::{FormErrors, SubmitError},
};
use crate::{
    browser::page,
    components::{
        dynamic::{dynamic, each},
        notice::{Notice, Tone},
    },
    i18n::{I18n, use_i18n},
};

/// The values of a form, read once when it is submitted.
pub struct FormValues(FormData, HtmlFormElement);

impl FormValues {
    /// The values of the form that is or contains the target of the event.
    pub fn around(event: &Event) -> Option<Self> {
        let element: Element = event.target()?.dyn_into().ok()?;
        let form: HtmlFormElement = element.closest("form").ok()??.dyn_into().ok()?;
        Some(Self(FormData::new_with_form(&form).ok()?, form))
    }

    /// The form element.
    pub fn form(&self) -> Element {
        self.1.clone().into()
    }

    /// The value of a field; empty if the form has no such field.
    pub fn get(&self, field: Field) -> String {
        self.named(name(field))
    }

    /// The value of the field with this `name`; empty if there is none.
    pub fn named(&self, name: &str) -> String {
        self.0.get(name).as_string().unwrap_or_default()
    }
}

/// A submission in progress: resolves to a message to show, or to `None` if another page follows.
pub type Sending = Pin<Box<dyn Future<Output = Result<Option<&'static str>, SubmitError>>>>;

/// Submits the values of a form.
pub type Submit = Rc<dyn Fn(FormValues) -> Sending>;

/// Turns an async closure into a [`Submit`].
pub fn submit<F>(send: impl Fn(FormValues) -> F + 'static) -> Submit
where
    F: Future<Output = Result<Option<&'static str>, SubmitError>> + 'static,
{
    Rc::new(move |values| Box::pin(send(values)))
}

/// A form made from a list of fields.
///
/// Values stay in the fields after a submission. Errors are shown at their fields, and the focus moves to the first of them.
#[component]
pub fn FormView(
    /// The fields.
    entries: Vec<Entry>,
    /// The label of the submit button.
    button: &'static str,
    /// Called with the values.
    on_submit: Submit,
    /// Content between the fields and the button.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let i18n = use_i18n();
    let errors = FormErrors::default();
    let done = RwSignal::new(None::<&'static str>);
    let pending = RwSignal::new(false);
    let on_submit = StoredValue::new_local(on_submit);
    let on_submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let Some(values) = FormValues::around(&event) else {
            return;
        };
        if pending.get_untracked() {
            return;
        }
        pending.set(true);
        done.set(None);
        errors.clear();
        let form = values.form();
        let sending = on_submit.with_value(|send| send(values));
        leptos::task::spawn_local(async move {
            settle(i18n, sending, errors, pending, done).await;
            page::show_outcome(form);
        });
    };
    let outcome = move || match (errors.whole().get(), done.get()) {
        (Some(why), _) => Some(view! { <Notice tone=Tone::Failure>{why}</Notice> }.into_any()),
        (None, Some(message)) => {
            Some(view! { <Notice tone=Tone::Success>{message}</Notice> }.into_any())
        }
        (None, None) => None,
    };
    let rows = entries.into_iter().map(|entry| entry_row(entry, errors));
    view! {
        <form class="form" novalidate=true on:submit=on_submit>
            {each(rows, |row| row)}
            {children.map(|children| children())}
            <div class="field">
                <div class="field__control">
                    {dynamic(outcome)}
                    <button class="button" data-variant="primary" type="submit"
                        aria-disabled=move || pending.get().to_string()>
                        {button}
                    </button>
                </div>
            </div>
        </form>
    }
}

async fn settle(
    i18n: I18n,
    sending: Sending,
    errors: FormErrors,
    pending: RwSignal<bool>,
    done: RwSignal<Option<&'static str>>,
) {
    let outcome = sending.await;
    // Fails if the page was left in the meantime.
    if pending.try_set(false).is_some() {
        return;
    }
    match outcome {
        Ok(message) => done.set(message),
        Err(why) => errors.show(i18n, &why),
    }
}
