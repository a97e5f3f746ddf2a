//! The controls with which moderators change a topic.

use leptos::{html, prelude::*};
use palabre_contract::{ForumList, ForumSlug, Role, TopicChange};

use super::{
    dynamic::{dynamic, each},
    failure::explain,
    lazily::lazily,
    loaded::{Loaded, fetching, use_reload},
    notice::{Notice, Tone},
};
use crate::{
    api::Client,
    i18n::use_i18n,
    part,
    state::{Thread, use_session, use_thread},
};

part!(app moderation, controls_part: fn(Thread) -> AnyView = controls);

/// Lock, pin, rename and move, for moderators. Empty for others.
#[component]
pub fn Moderation(
    /// The thread that is being read.
    thread: Thread,
) -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    if thread.standing().role < Role::Moderator {
        return ().into_any();
    }
    // Loaded when the element is opened for the first time. After the page is rendered again, it may be open already and
    // no `toggle` event follows.
    let is_wanted = RwSignal::new(false);
    let details = NodeRef::<html::Details>::new();
    Effect::new(move |_| {
        if details.get().is_some_and(|details| details.open()) {
            is_wanted.set(true);
        }
    });
    view! {
        <details class="moderation" hidden=move || !session.capabilities().moderation node_ref=details on:toggle=move |_| if !is_wanted.get_untracked() { is_wanted.set(true) }>
            <summary>{i18n.site().moderate}</summary>
            {dynamic(move || is_wanted.get().then(|| lazily(controls_part, thread)))}
        </details>
    }
    .into_any()
}

fn controls(thread: Thread) -> AnyView {
    let i18n = use_i18n();
    let client: Client = expect_context();
    let topic = thread.topic();
    let change = provide_change(thread);
    let button = move |label, wanted: TopicChange| {
        view! {
            <button class="button" type="button" on:click=move |_| change.run(wanted.clone())>
                {label}
            </button>
        }
    };
    let lock = if topic.locked {
        i18n.site().unlock
    } else {
        i18n.site().lock
    };
    let pin = if topic.pinned {
        i18n.site().unpin
    } else {
        i18n.site().pin
    };
    let locked = TopicChange {
        locked: Some(!topic.locked),
        ..TopicChange::default()
    };
    let pinned = TopicChange {
        pinned: Some(!topic.pinned),
        ..TopicChange::default()
    };
    let fetch = Box::new(move || fetching(client.forums(), forum_choice));
    let on_retitle =
        move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlInputElement>| {
            change.run(TopicChange {
                title: Some(event.target().value().trim().to_owned()),
                ..TopicChange::default()
            });
        };
    view! {
        <div class="moderation__acts">
            {button(lock, locked)}
            {button(pin, pinned)}
            <input class="input" type="text" aria-label=i18n.site().retitle prop:value=topic.title
                on:change:target=on_retitle/>
            <Loaded fetch/>
        </div>
        {dynamic(move || change.fault.get().map(|why| view! {
            <Notice tone=Tone::Failure>{why}</Notice>
        }))}
    }
    .into_any()
}

/// The forums that the topic can be moved to.
fn forum_choice(list: ForumList) -> impl IntoView {
    let i18n = use_i18n();
    let here = use_thread().map(|thread| thread.topic().forum.slug);
    let change: Change = expect_context();
    let option = move |forum: palabre_contract::Forum| {
        let is_here = here.as_ref() == Some(&forum.slug);
        view! { <option value=forum.slug.0 selected=is_here>{forum.name}</option> }
    };
    view! {
        <label class="moderation__move">
            {i18n.move_to}
            <select class="input" on:change:target=move |event| change.run(TopicChange {
                forum: Some(ForumSlug(event.target().value())),
                ..TopicChange::default()
            })>
                {each(list.forums, option)}
            </select>
        </label>
    }
}

/// Changes the topic of the page, then reloads the page.
#[derive(Clone, Copy)]
struct Change {
    change: Callback<TopicChange>,
    /// Why the last change failed.
    fault: RwSignal<Option<String>>,
}

impl Change {
    fn run(self, change: TopicChange) {
        self.change.run(change);
    }
}

/// Provides a [`Change`] for this topic as a context. Called each time the topic is rendered: the signal and the callback of
/// the previous rendering are disposed.
fn provide_change(thread: Thread) -> Change {
    let i18n = use_i18n();
    let client: Client = expect_context();
    let reload = use_reload();
    let fault = RwSignal::new(None);
    let change = Change {
        fault,
        change: Callback::new(move |change: TopicChange| {
            let call = client.change_topic(thread.topic().id, &change);
            leptos::task::spawn_local(async move {
                match call.await {
                    Ok(_) => reload.run(),
                    Err(error) => drop(fault.try_set(Some(explain(i18n, &error)))),
                }
            });
        }),
    };
    provide_context(change);
    change
}
