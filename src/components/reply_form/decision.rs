//! A question that the author has to answer before the post can be sent, with its choices.

use leptos::{ev, prelude::*};
use palabre_contract::{Post, PostId};

use super::send::SendAction;
use crate::{
    address::Address,
    components::{
        dynamic::{dynamic, each},
        form::FormValues,
        notice::{Notice, Tone},
        unsent_texts::read_only_text,
    },
    i18n::use_i18n,
    state::{Composer, DraftOwner, Question, Sender, Target, use_session},
};

/// Sends the post.
pub(super) type Run = Callback<(SendAction, FormValues)>;

/// A choice: the label of its button, and its action.
type Choice = (String, Box<dyn Fn(FormValues)>);

/// The question, if there is one.
#[component]
pub(super) fn Decision(
    composer: Composer,
    /// Sends the post.
    run: Run,
) -> impl IntoView {
    dynamic(move || {
        let question = composer.question().get();
        question.map(|question| choices(composer, run, question))
    })
}

fn choices(composer: Composer, run: Run, question: Question) -> AnyView {
    match question {
        Question::AlreadyPosted(post) => already_posted(composer, run, post),
        Question::OtherWriter(sender) => other_writer(composer, run, sender),
        Question::Changed(now) => changed(composer, run, now),
    }
}

/// An earlier version of the text was posted: replace it, or post this one as well.
fn already_posted(composer: Composer, run: Run, post: PostId) -> AnyView {
    let i18n = use_i18n();
    let mut choices: Vec<Choice> = vec![(
        i18n.form().post_as_well.into(),
        Box::new(move |values| {
            composer.renew_key();
            run.run((SendAction::Send, values));
        }),
    )];
    // Guests cannot edit their posts.
    if composer.owner().and_then(DraftOwner::account).is_some() {
        choices.push((
            i18n.form().replace_posted.into(),
            Box::new(move |values| run.run((SendAction::Replace(post), values))),
        ));
    }
    let about = view! {
        {i18n.form().arrived} " " <a href=Address::Post(post).to_string()>{i18n.form().see_posted}</a>
    };
    question_notice(about.into_any(), ().into_any(), choices)
}

/// The text was written with another account: post it with the current one, or sign in with the other.
fn other_writer(composer: Composer, run: Run, sender: Sender) -> AnyView {
    let i18n = use_i18n();
    let session = use_session();
    let about = (i18n.form().other_writer)(sender.name());
    let as_them = (i18n.form().send_as)(sender.name());
    let send = move |values| match sender.clone() {
        Sender::Session(account) => {
            composer.assign_to(account);
            run.run((SendAction::Send, values));
        }
        Sender::FormValues(_) => run.run((SendAction::SendAsTyped, values)),
    };
    let mut choices: Vec<Choice> = vec![(as_them, Box::new(send))];
    if !matches!(composer.target(), Target::Edit(_)) {
        let change = move |_| {
            composer.question().set(None);
            if composer.owner() == Some(DraftOwner::Guest) {
                leptos::task::spawn_local(async move {
                    // If the server cannot be reached, the next attempt to post shows the error.
                    let _ = session.sign_out().await;
                });
            } else {
                session.expire();
            }
        };
        choices.push((i18n.form().other_account.into(), Box::new(change)));
    }
    question_notice(about.into_any(), ().into_any(), choices)
}

/// Someone else edited the post in the meantime: save this text, or take theirs.
fn changed(composer: Composer, run: Run, now: Post) -> AnyView {
    let i18n = use_i18n();
    let (base, body) = (now.edited_at, now.body.clone());
    let save = move |values| {
        composer.change(|draft| draft.base = base);
        run.run((SendAction::Send, values));
    };
    let take = move |_| {
        composer.replace_text(&body);
        composer.change(|draft| draft.base = base);
        composer.question().set(None);
    };
    let choices: Vec<Choice> = vec![
        (i18n.form().save_mine.into(), Box::new(save)),
        (i18n.form().take_theirs.into(), Box::new(take)),
    ];
    question_notice(
        i18n.form().changed_since.into_any(),
        read_only_text(i18n.form().text_now, now.body),
        choices,
    )
}

fn question_notice(about: AnyView, below: AnyView, choices: Vec<Choice>) -> AnyView {
    let button = |(label, act): Choice| {
        let on_click = move |event: ev::MouseEvent| {
            if let Some(values) = FormValues::around(&event) {
                act(values);
            }
        };
        view! { <button class="button" type="button" on:click=on_click>{label}</button> }
    };
    let buttons = each(choices, button);
    view! {
        <Notice tone=Tone::Failure>
            <p>{about}</p>
            {below}
            <div class="notice__choices">{buttons}</div>
        </Notice>
    }
    .into_any()
}
