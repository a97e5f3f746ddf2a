//! The form to reply, as the app's `src/components/reply_form` draws it. It posts without the app, which adopts it.

use maud::{Markup, html};
use palabre_contract::{
    Account, Field, IdempotencyKey, MessageIcon, Topic, VisitorPermissions, rules,
};

use super::{
    Texts,
    field::{FormErrors, Label, Line, Tone, end_row, fault, icon, kept_text, notice, row},
    sign_out::{self, sign_out_form},
};
use crate::pages::{
    back::encoded,
    form_body::{CSRF, FormBody},
};

/// The buttons of the app's toolbar.
const TOOLS: usize = 11;
/// The smilies that the app always shows.
const SMILIES: usize = 20;

/// What a person has entered. Never a password.
#[derive(Clone, Debug, Default)]
pub(in crate::pages) struct ReplyValues {
    pub(in crate::pages) pseudo: String,
    pub(in crate::pages) icon: Option<MessageIcon>,
    pub(in crate::pages) body: String,
    pub(in crate::pages) notify: bool,
    pub(in crate::pages) no_smilies: bool,
    pub(in crate::pages) signature: bool,
}

impl ReplyValues {
    /// An empty message with the default options of its writer.
    pub(in crate::pages) fn blank(you: VisitorPermissions, account: Option<&Account>) -> Self {
        let preferences =
            account.map_or_else(Default::default, |account| account.preferences.clone());
        Self {
            notify: you.watched || preferences.notify,
            no_smilies: preferences.plain_smilies,
            signature: preferences.signature,
            ..Self::default()
        }
    }

    /// The values of a form that was sent.
    pub(in crate::pages) fn of(form: &FormBody) -> Self {
        Self {
            pseudo: form.get("pseudo").trim().to_owned(),
            icon: MessageIcon::from_name(form.get("icon")),
            body: form.lines("body"),
            notify: form.find("notify").is_some(),
            no_smilies: form.find("no_smilies").is_some(),
            signature: form.find("signature").is_some(),
        }
    }
}

/// The account that is signed in, and the form token of its session.
pub(in crate::pages) struct SignedIn {
    pub(in crate::pages) account: Account,
    pub(in crate::pages) csrf: String,
}

/// The form of a topic.
pub(in crate::pages) struct ReplyForm {
    /// Who is signed in.
    pub(in crate::pages) writer: Option<SignedIn>,
    /// Stored with the post, so that it is posted once.
    pub(in crate::pages) key: IdempotencyKey,
    /// What the controls contain.
    pub(in crate::pages) values: ReplyValues,
    /// Why the form was refused.
    pub(in crate::pages) errors: FormErrors,
    /// The path and query of the page, to return to after signing up or out.
    pub(in crate::pages) here: String,
}

impl ReplyForm {
    /// The form, or why the visitor may not reply here.
    pub(super) fn markup(&self, topic: &Topic, you: VisitorPermissions, texts: Texts) -> Markup {
        if you.may_write {
            self.form(topic, you, texts)
        } else {
            closed(topic.locked, &self.values.body, texts)
        }
    }

    fn form(&self, topic: &Topic, you: VisitorPermissions, texts: Texts) -> Markup {
        html! {
            form id="plain-form" class="reply-form" lang=(texts.language) method="post"
                action={ "/t/" (topic.id) "/reply" } accept-charset="utf-8" {
                div class="form" {
                    (self.identity(you, texts))
                    (self.icons(texts))
                    (self.message(texts))
                    (self.options(texts))
                    (end_row(&self.errors, &send(texts)))
                }
                (reserved_preview())
                input type="hidden" name="key" value=(self.key);
                @if let Some(writer) = &self.writer {
                    input type="hidden" name="writer" value=(writer.account.id);
                    input type="hidden" name=(CSRF) value=(writer.csrf);
                }
            }
            @if let Some(writer) = &self.writer { (sign_out_form(&writer.csrf, &self.here)) }
        }
    }

    fn identity(&self, you: VisitorPermissions, texts: Texts) -> Markup {
        let form = texts.form();
        if let Some(SignedIn { account, .. }) = &self.writer {
            let who = html! {
                strong class="field__value" { (account.pseudo) }
                button class="button" data-variant="link" type="submit" form=(sign_out::FORM) { (form.sign_out) }
            };
            return row(form.pseudo, Label::Value, &who, texts);
        }
        let sign_up = format!("/sign-up?back={}", encoded(&self.here));
        let pseudo = Line {
            value: &self.values.pseudo,
            aside: Some((&sign_up, form.register_question)),
            ..Line::new(Field::Pseudo, form.pseudo, "text", "username")
        };
        let password = Line {
            aside: Some(("/lost-password", form.lost_password_question)),
            hint: you.guests.then_some(form.guest_hint),
            ..Line::new(
                Field::Password,
                form.password,
                "password",
                "current-password",
            )
        };
        html! { (pseudo.row(&self.errors, texts)) (password.row(&self.errors, texts)) }
    }

    fn icons(&self, texts: Texts) -> Markup {
        let form = texts.form();
        let choice = |icon: Option<MessageIcon>| {
            let label = icon.map_or(form.no_icon, form.icon_label);
            let value = icon.map_or("", MessageIcon::name);
            html! {
                label class="icon-picker__choice" data-none=[icon.is_none().then_some("")] title=(label) {
                    input class="visually-hidden" type="radio" name="icon" value=(value)
                        checked[self.values.icon == icon];
                    @if icon.is_some() {
                        svg class="message-icon" aria-hidden="true" { use href={ "/message-icons.svg#" (value) } {} }
                        // Also for text browsers.
                        span class="visually-hidden" { (label) }
                    } @else {
                        (label)
                    }
                }
            }
        };
        let picker = html! {
            div class="icon-picker" role="radiogroup" aria-labelledby="reply-icon-label" {
                @for icon in MessageIcon::ALL { (choice(Some(icon))) }
                (choice(None))
            }
        };
        row(form.icon, Label::Group("reply-icon-label"), &picker, texts)
    }

    fn message(&self, texts: Texts) -> Markup {
        let form = texts.form();
        let message = self.errors.at(Field::Body);
        let control = html! {
            (reserved_toolbar())
            // The parser drops a line break right after the tag.
            textarea id="reply-body" class="input message" name="body" rows="8"
                aria-describedby="reply-body-fault reply-body-length" aria-invalid=(message.is_some())
                autofocus[self.errors.is_first(Field::Body)] { "\n" (self.values.body) }
            (fault("reply-body", message))
            p class="message__length" {
                span id="reply-body-length" { ((form.length_limit)(&form.number(rules::BODY_MAX))) }
            }
            (reserved_smilies())
        };
        row(form.message, Label::For("reply-body"), &control, texts)
    }

    fn options(&self, texts: Texts) -> Markup {
        let (form, values) = (texts.form(), &self.values);
        let option = |name: &str, is_on: bool, label: &str, hint: &str| {
            html! {
                label class="option" {
                    input type="checkbox" name=(name) value="1" checked[is_on];
                    span { (label) @if !hint.is_empty() { " " small class="option__hint" { (hint) } } }
                }
            }
        };
        let boxes = html! {
            div class="options" role="group" aria-labelledby="reply-options-label" {
                (option("notify", values.notify, form.notify, ""))
                (option("no_smilies", values.no_smilies, form.disable_smilies, ""))
                (option("signature", values.signature, form.use_signature, form.signature_hint))
            }
        };
        row(
            form.options,
            Label::Group("reply-options-label"),
            &boxes,
            texts,
        )
    }
}

fn send(texts: Texts) -> Markup {
    html! {
        div class="send" {
            button class="button" data-variant="primary" type="submit" { (icon("send")) (texts.form().send_reply) }
        }
    }
}

/// Why the visitor may not reply, and the text that was refused for it.
fn closed(locked: bool, text: &str, texts: Texts) -> Markup {
    let form = texts.form();
    let why = if locked {
        form.topic_is_locked
    } else {
        form.may_not_write
    };
    html! {
        div lang=(texts.language) {
            (notice(Tone::Info, &html! { (why) }))
            @if !text.is_empty() { (kept_text(text, texts)) }
        }
    }
}

/// The height of the app's toolbar.
fn reserved_toolbar() -> Markup {
    html! {
        div class="toolbar reserved" aria-hidden="true" {
            @for _ in 0..TOOLS {
                span class="button" data-variant="quiet icon" { svg class="icon" {} }
            }
        }
    }
}

/// The height of the app's smilies.
fn reserved_smilies() -> Markup {
    html! {
        div class="smilies reserved" aria-hidden="true" {
            div class="smilies__palette" { @for _ in 0..SMILIES { span class="smilies__choice" {} } }
            span class="button" data-variant="link" { "\u{a0}" }
        }
        div class="custom-smilies reserved" aria-hidden="true" {
            span class="button" data-variant="link" { svg class="icon" {} "\u{a0}" }
        }
    }
}

/// The height of the app's preview without a text.
fn reserved_preview() -> Markup {
    html! {
        div class="preview reserved" aria-hidden="true" {
            p class="preview__title" { "\u{a0}" }
            p class="preview__empty" { "\u{a0}" }
        }
    }
}
