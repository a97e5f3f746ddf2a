//! Taking over from the plain form: its text, choices, errors and focus.

use leptos::prelude::*;
use palabre_contract::{AccountId, Field, ForumSlug, IdempotencyKey, MessageIcon, Posted};
use web_sys::{HtmlElement, HtmlFormElement, HtmlInputElement, HtmlTextAreaElement};

use super::ReplyForm;
use crate::{
    browser::{
        page,
        plain_form::{PlainForm, selector},
        text_area::{self, Caret},
    },
    components::form::{FormErrors, fault_name, name},
    i18n::{I18n, use_i18n},
    state::{Composer, Draft, DraftOwner, FormHandle, Target, draft_storage, use_server_form},
};

/// What the form writes to: its handle, the forum whose custom smilies are offered, and the callback for a created post.
pub type Form = (FormHandle, ForumSlug, Callback<Posted>);

/// The form, with what was written in the plain form.
pub fn form((handle, forum, on_posted): Form) -> AnyView {
    let i18n = use_i18n();
    let errors = FormErrors::default();
    let composer = Composer::new(handle);
    let server_form = use_server_form();
    if let Some(plain) = server_form.and_then(|store| store.get(&handle.target())) {
        composer.adopt(owner(&plain), |draft| read(&plain, draft));
        let (fields, whole) = faults(i18n, &plain);
        errors.adopt(fields, whole);
        let controls = Controls::read(&plain);
        Effect::new(move |_| {
            let area = composer.area().get();
            if let Some(form) = area.and_then(|area| area.form()) {
                controls.restore(&form);
            }
        });
        server_form.inspect(|store| store.forget());
    }
    view! { <ReplyForm composer forum on_posted errors/> }.into_any()
}

/// Stores the text of a plain form whose page was left.
pub fn keep((plain, target): (PlainForm, Target)) {
    let mut draft = Draft::blank(&target, false, &Default::default());
    read(&plain, &mut draft);
    let name = draft_storage::new_name(owner(&plain), &target.key());
    draft_storage::mark_current_visit(&name);
    // If the browser does not store it, it is in memory until the document is left.
    let _ = draft_storage::save(&name, &draft);
}

/// Whose text it is: the account for which the server wrote the form.
fn owner(plain: &PlainForm) -> DraftOwner {
    let account = value(plain, "writer").parse().ok().map(AccountId);
    account.map_or(DraftOwner::Guest, DraftOwner::Account)
}

/// The value of the control with this name.
fn value(plain: &PlainForm, name: &str) -> String {
    let input = plain.control::<HtmlInputElement>(&format!("[name={name}]"));
    input.map(|input| input.value()).unwrap_or_default()
}

/// Copies key, text and choices to a draft. The choices of an untouched form are the server's defaults; the app's are
/// kept.
fn read(plain: &PlainForm, draft: &mut Draft) {
    if let Ok(key) = value(plain, "key").parse::<IdempotencyKey>() {
        draft.key = key;
    }
    let body = plain.area().map(|area| area.value()).unwrap_or_default();
    if body.trim().is_empty() && !plain.is_changed() {
        return;
    }
    draft.body = body;
    let icon = plain.control::<HtmlInputElement>("[name=icon]:checked");
    draft.icon = icon.and_then(|icon| MessageIcon::from_name(&icon.value()));
    let is_checked = |name| {
        let checked = plain.control::<HtmlInputElement>(&format!("[name={name}]:checked"));
        checked.is_some()
    };
    draft.notify = is_checked("notify");
    draft.smilies = !is_checked("no_smilies");
    draft.signature = is_checked("signature");
}

/// The messages of a refusal: at the fields, and for the form as a whole.
fn faults(i18n: I18n, plain: &PlainForm) -> (Vec<(Field, String)>, Option<String>) {
    let text = |selector: &str| {
        let element = plain.control::<HtmlElement>(selector)?;
        let text = element.text_content()?.trim().to_owned();
        (!text.is_empty()).then_some(text)
    };
    let at_field = |field| Some((field, text(&format!("#{}", fault_name(field)))?));
    let fields = [Field::Pseudo, Field::Password, Field::Body];
    let whole = text(".notice__text");
    // The form adds this sentence itself.
    let whole = whole.map(|whole| {
        whole
            .trim_end_matches(i18n.form().text_kept)
            .trim_end()
            .to_owned()
    });
    (fields.into_iter().filter_map(at_field).collect(), whole)
}

/// What is not in the draft: credentials, the focused control, and the caret.
struct Controls {
    pseudo: String,
    password: String,
    text: String,
    caret: Option<Caret>,
    height: String,
    /// The distance of the text from the top of the window.
    top: Option<f64>,
    focused: Option<String>,
}

impl Controls {
    fn read(plain: &PlainForm) -> Self {
        let area = plain.area();
        Self {
            pseudo: value(plain, name(Field::Pseudo)),
            password: value(plain, name(Field::Password)),
            text: area
                .as_ref()
                .map(HtmlTextAreaElement::value)
                .unwrap_or_default(),
            top: area.as_ref().map(|area| page::top(area)),
            height: area.as_ref().map(text_area::height).unwrap_or_default(),
            caret: area.map(|area| Caret::read(&area)),
            focused: plain.focused().and_then(|element| selector(&element)),
        }
    }

    fn restore(&self, form: &HtmlFormElement) {
        let form = PlainForm::of(form.clone());
        for (field, value) in [
            (Field::Pseudo, &self.pseudo),
            (Field::Password, &self.password),
        ] {
            let input = form.control::<HtmlInputElement>(&format!("#{}", name(field)));
            if let Some(input) = input.filter(|_| !value.is_empty()) {
                input.set_value(value);
            }
        }
        if let (Some(area), Some(caret)) = (form.area(), &self.caret) {
            // Leptos sets it later; setting an equal text then keeps the caret.
            area.set_value(&self.text);
            text_area::set_height(&area, &self.height);
            caret.restore(&area);
        }
        if let (Some(area), Some(top)) = (form.area(), self.top) {
            page::scroll_to_top(&area, top);
        }
        let focused = self.focused.as_ref();
        if let Some(focused) = focused.and_then(|focused| form.control::<HtmlElement>(focused)) {
            page::focus_in_place(&focused);
        }
    }
}
