//! The form for a post: author, icon, message, options and submission.
//!
//! [`Composer`] owns the text, [`FormErrors`] the error messages. The form checks the rules of the contract before it sends, so
//! the server rejects only what it alone can check.

mod custom_smilies;
mod decision;
mod flood;
mod icon_picker;
mod identity;
mod inspector;
mod message;
mod options;
mod other_drafts;
mod preview;
mod send;
mod smilies;
pub mod takeover;
mod throttled;
mod toolbar;

use leptos::{ev, prelude::*};
use palabre_contract::{Field, ForumSlug, Posted};

use self::{
    custom_smilies::custom_smilies,
    decision::Decision,
    flood::{Countdown, Flood},
    icon_picker::IconPicker,
    identity::Identity,
    message::MessageField,
    options::Options,
    other_drafts::other_drafts,
    preview::Preview,
    send::{SendAction, send},
};
use super::{
    dynamic::{dynamic, when},
    form::{Control, Entry, FormErrors, FormValues, entry_row},
    icon::Icon,
    notice::{Notice, Tone},
};
use crate::{
    api::Client,
    browser::page,
    i18n::use_i18n,
    state::{Composer, Target, use_session},
};

/// The form to reply, to open a topic or to edit a post.
#[component]
pub fn ReplyForm(
    /// Owns the text and its options.
    composer: Composer,
    /// The forum whose custom smilies are offered.
    forum: ForumSlug,
    /// Called when the server has saved the post.
    on_posted: Callback<Posted>,
    /// The error messages.
    #[prop(default = FormErrors::default())]
    errors: FormErrors,
) -> impl IntoView {
    let i18n = use_i18n();
    let (client, session) = (expect_context::<Client>(), use_session());
    composer.start();
    let flood = Flood::default();
    let pending = RwSignal::new(false);
    let run = Callback::new(move |(act, values): (SendAction, FormValues)| {
        if pending.get_untracked() {
            return;
        }
        pending.set(true);
        errors.clear();
        composer.question().set(None);
        flood.end();
        let form = values.form();
        leptos::task::spawn_local(async move {
            let sent = send(client, session, composer, values, act).await;
            match sent {
                Ok(posted) => {
                    let _ = on_posted.try_run(posted);
                }
                // The page was left in the meantime; the draft is stored.
                Err(_) if pending.is_disposed() => return,
                Err(why) => {
                    let has_question = composer.question().with_untracked(Option::is_some);
                    if !has_question && !flood.begin(&why, composer) {
                        errors.show(i18n, &why);
                    }
                    page::show_outcome(form);
                }
            }
            let _ = pending.try_set(false);
        });
    });
    let on_submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if let Some(values) = FormValues::around(&event) {
            run.run((SendAction::Send, values));
        }
    };
    let refused = move || {
        let why = format!("{} {}", errors.whole().get()?, i18n.form().text_kept);
        Some(view! { <Notice tone=Tone::Failure>{why}</Notice> })
    };
    let target = composer.target();
    let is_new = target.edited().is_none();
    view! {
        {other_drafts(composer)}
        <form class="reply-form" part="form" novalidate=true on:submit=on_submit>
            <div class="form">
                {when(is_new, || view! { <Identity composer errors/> })}
                {when(matches!(target, Target::Topic(_)), || dynamic(move || {
                    composer.swaps().track();
                    title(composer, errors)
                }))}
                {when(is_new, || view! { <IconPicker composer/> })}
                <MessageField composer errors>
                    {custom_smilies(composer, forum)}
                </MessageField>
                <Options composer/>
                <div class="field">
                    <div class="field__control">
                        {dynamic(refused)}
                        <Decision composer run/>
                        <Countdown flood/>
                        <SendButton pending=pending.into() target/>
                    </div>
                </div>
            </div>
            <Preview composer/>
        </form>
    }
}

/// The title of a new topic, stored with the draft.
fn title(composer: Composer, errors: FormErrors) -> AnyView {
    let i18n = use_i18n();
    let entry = Entry::new(
        Field::Title,
        i18n.form().topic_title,
        Control::Line("text", "off"),
    )
    .value(composer.draft().with_untracked(|draft| draft.title.clone()));
    let on_input = move |event: ev::Event| {
        if let Some(values) = FormValues::around(&event) {
            composer.change(|draft| draft.title = values.get(Field::Title));
        }
    };
    view! { <div class="form__wide" on:input=on_input>{entry_row(entry, errors)}</div> }.into_any()
}

#[component]
fn SendButton(pending: Signal<bool>, target: Target) -> impl IntoView {
    let i18n = use_i18n();
    let label = match target {
        Target::Reply(_) | Target::Page(..) => i18n.form().send_reply,
        Target::Topic(_) => i18n.form().send_topic,
        Target::Edit(_) => i18n.form().save_post,
    };
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
                {dynamic(move || if pending.get() { i18n.form().sending } else { label })}
            </button>
            <kbd class="send__shortcut">{i18n.form().send_shortcut}</kbd>
        </div>
    }
}
