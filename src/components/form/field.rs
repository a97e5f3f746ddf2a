//! A row of a form: label, control and error message.

use leptos::prelude::*;

use crate::{components::dynamic::dynamic, i18n::use_i18n};

/// A control with a label in the left column of the form.
#[component]
pub fn FieldRow(
    /// The text of the label.
    label: &'static str,
    /// The `id` of the labelled control. `None`: the label names a group, which refers to it with `aria-labelledby`.
    #[prop(optional)]
    control: Option<&'static str>,
    /// The `id` of the label of a group.
    #[prop(optional)]
    labelled_by: Option<&'static str>,
    /// The control.
    children: Children,
) -> impl IntoView {
    let text = (use_i18n().labelled)(label, "");
    view! {
        <div class="field">
            {match control {
                Some(control) => {
                    view! { <label class="field__label" for=control>{text}</label> }.into_any()
                }
                None => view! { <span class="field__label" id=labelled_by>{text}</span> }.into_any(),
            }}
            <div class="field__control">{children()}</div>
        </div>
    }
}

/// The error message of a control.
#[component]
pub fn FieldFault(
    /// The `id`, to which the control refers with `aria-describedby`.
    id: &'static str,
    /// The message, if there is an error.
    fault: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <p class="field__fault" id=id role="alert">
            {dynamic(move || fault.get())}
        </p>
    }
}
