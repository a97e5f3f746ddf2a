//! A row of the form: a label, a control, and what is wrong with it.

use leptos::prelude::*;

use crate::{components::dynamic::dynamic, i18n::use_i18n};

/// Something with a label in the form's left column.
#[component]
pub fn FieldRow(
    /// The text of the label.
    label: &'static str,
    /// The `id` of the control that it labels. Without one, the label is the name of a group, and the
    /// group refers to it by `labelled_by`.
    #[prop(optional)]
    control: Option<&'static str>,
    /// The `id` of the label.
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

/// What is wrong with a control, which refers to it by `aria-describedby`.
#[component]
pub fn FieldFault(
    /// The `id` that the control refers to.
    id: &'static str,
    /// The fault, if there is one.
    fault: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <p class="field__fault" id=id role="alert">
            {dynamic(move || fault.get())}
        </p>
    }
}
