//! The reply form: who writes, icon, message, options, and the way to the server.
//!
//! The text belongs to [`Composer`]; what stands in the way of sending it, to [`Refusal`]. The
//! form checks with the contract's own rules before it sends, so that the server's refusals are left for
//! what only the server can know.

mod custom_smilies;
mod icon_picker;
mod identity;
mod message;
mod options;
mod preview;
mod smilies;
mod toolbar;

use leptos::{ev, html, prelude::*};
use palabre_contract::{Credentials, ForumSlug, Posted, ProblemKind};

use self::{
    icon_picker::IconPicker, identity::Identity, message::MessageField, options::Options,
    preview::Preview,
};
use super::{
    dynamic::dynamic,
    form::{CredentialFields, Refusal},
    icon::Icon,
    notice::{Notice, Tone},
};
use crate::{
    api::Client,
    browser::page,
    i18n::use_i18n,
    state::{Composer, use_session},
};

/// Everything that answering a topic takes.
#[component]
pub fn ReplyForm(
    /// The text and its options.
    composer: Composer,
    /// The forum whose custom smilies are offered.
    forum: ForumSlug,
    /// The server has the reply.
    on_posted: Callback<Posted>,
) -> impl IntoView {
    let i18n = use_i18n();
    let refusal = Refusal::default();
    let fields = CredentialFields::default();
    let notice = NodeRef::<html::Div>::new();
    let send = use_send(composer, refusal, on_posted);
    let on_submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if !send.pending().get_untracked() {
            send.dispatch(fields.read());
        }
    };
    // Once the answer is there, the eye goes where something is to be mended.
    Effect::new(move |_| {
        if send.version().get() == 0 {
            return;
        }
        match refusal.first() {
            Some(field) if fields.focus(field) => {}
            Some(_) => composer.focus(),
            None => {
                if let Some(notice) = notice.get_untracked() {
                    page::focus(&notice);
                }
            }
        }
    });
    let refused = move || {
        let why = format!("{} {}", refusal.whole().get()?, i18n.text_kept);
        Some(view! { <Notice tone=Tone::Failure node_ref=notice>{why}</Notice> })
    };
    view! {
        <form class="reply-form" novalidate=true on:submit=on_submit>
            <div class="form">
                <Identity fields refusal/>
                <IconPicker composer/>
                <MessageField composer forum refusal/>
                <Options composer/>
                <div class="field">
                    <div class="field__control">
                        {dynamic(refused)}
                        <SendButton pending=send.pending()/>
                    </div>
                </div>
            </div>
            <Preview composer/>
        </form>
    }
}

/// Checks the reply, sends it, and says what came of it.
fn use_send(
    composer: Composer,
    refusal: Refusal,
    on_posted: Callback<Posted>,
) -> Action<Option<Credentials>, ()> {
    let i18n = use_i18n();
    let client: Client = expect_context();
    let session = use_session();
    Action::new_unsync(move |credentials: &Option<Credentials>| {
        refusal.clear();
        let (mut post, key) = composer.to_post();
        let credentials = credentials.clone();
        async move {
            // Sent before the server said who is signed in, the fields may stand there empty for nothing.
            post.credentials = if session.is_open().await {
                None
            } else {
                credentials
            };
            if let Err(breaches) = post.validate() {
                return refusal.breaches(i18n, &breaches);
            }
            match client.reply(composer.topic(), &post, &key).await {
                Ok(posted) => {
                    session.open(posted.account.clone());
                    composer.sent(&post.body);
                    on_posted.try_run(posted);
                }
                Err(error) => {
                    if error.is(ProblemKind::SignInRequired) {
                        session.expire();
                    }
                    if error.is(ProblemKind::KeyReused) {
                        composer.renew_key();
                    }
                    refusal.answer(i18n, &error);
                }
            }
        }
    })
}

#[component]
fn SendButton(pending: Memo<bool>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="send">
            <button
                class="button"
                data-variant="primary"
                type="submit"
                aria-disabled=move || pending.get().to_string()
                aria-keyshortcuts="Control+Enter"
            >
                <Icon name="send"/>
                {dynamic(move || if pending.get() { i18n.sending } else { i18n.send_reply })}
            </button>
            <kbd class="send__shortcut">{i18n.send_shortcut}</kbd>
        </div>
    }
}
