//! The controls with which moderators change a topic.

use leptos::{html, prelude::*};
use palabre_contract::{Forum, ForumList, ForumSlug, Role, Topic, TopicChange};

use super::{
    dynamic::{dynamic, each},
    failure::explain,
    lazily::lazily,
    loaded::{Loaded, fetching},
    notice::{Notice, Tone},
};
use crate::{
    api::Client,
    browser::page,
    i18n::{I18n, use_i18n},
    part,
    state::{Thread, use_session},
};

part!(both moderation, controls_part: fn(Thread) -> AnyView = controls);

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
        <details
            class="moderation"
            hidden=move || !session.capabilities().moderation
            node_ref=details
            on:toggle=move |_| if !is_wanted.get_untracked() { is_wanted.set(true) }
        >
            <summary>{i18n.moderate}</summary>
            {dynamic(move || is_wanted.get().then(|| lazily(controls_part, thread)))}
        </details>
    }
    .into_any()
}

/// Each act has a button. Afterwards a notice says what happened and offers to undo it. Nothing else is drawn again, so the
/// focus and the scroll position stay.
fn controls(thread: Thread) -> AnyView {
    let i18n = use_i18n();
    let client: Client = expect_context();
    let acts = Acts {
        i18n,
        client,
        thread,
        outcome: RwSignal::new(None),
        pending: RwSignal::new(false),
        notice: NodeRef::new(),
    };
    provide_context(acts);
    let site = i18n.site();
    let fetch = Box::new(move || fetching(client.forums(), move_form));
    view! {
        <div class="moderation__acts">
            {acts.toggle([site.lock, site.unlock], |topic| topic.locked, |on| TopicChange {
                locked: Some(on),
                ..TopicChange::default()
            })}
            {acts.toggle([site.pin, site.unpin], |topic| topic.pinned, |on| TopicChange {
                pinned: Some(on),
                ..TopicChange::default()
            })}
        </div>
        {acts.title_form()}
        <Loaded fetch/>
        <div node_ref=acts.notice>{dynamic(move || acts.notice())}</div>
    }
    .into_any()
}

/// What the last act did.
#[derive(Clone)]
enum Outcome {
    /// What was done, and the change that undoes it.
    Done(&'static str, Option<TopicChange>),
    Failed(String),
}

/// Changes the topic of the page.
#[derive(Clone, Copy)]
struct Acts {
    i18n: I18n,
    client: Client,
    thread: Thread,
    outcome: RwSignal<Option<Outcome>>,
    pending: RwSignal<bool>,
    /// Contains the notice.
    notice: NodeRef<html::Div>,
}

impl Acts {
    /// A button that switches a state of the topic on or off. `labels`: to switch it on, and off.
    fn toggle(
        self,
        labels: [&'static str; 2],
        state: fn(&Topic) -> bool,
        change: fn(bool) -> TopicChange,
    ) -> AnyView {
        let label = move || labels[usize::from(state(&self.thread.topic_tracked()))];
        let on_click = move |_| self.run(change(!state(&self.thread.topic())));
        view! {
            <button class="button" type="button" on:click=on_click>{dynamic(label)}</button>
        }
        .into_any()
    }

    fn title_form(self) -> AnyView {
        let site = self.i18n.site();
        let title = Memo::new(move |_| self.thread.topic_tracked().title);
        let input = NodeRef::<html::Input>::new();
        let on_submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            let typed = input.get_untracked().map(|input| input.value());
            let typed = typed.unwrap_or_default().trim().to_owned();
            if typed != self.thread.topic().title {
                self.run(TopicChange {
                    title: Some(typed),
                    ..TopicChange::default()
                });
            }
        };
        view! {
            <form class="moderation__act" on:submit=on_submit>
                <input class="input" type="text" dir="auto" aria-label=site.retitle node_ref=input
                    prop:value=move || title.get()/>
                <button class="button" type="submit">{site.save_title}</button>
            </form>
        }
        .into_any()
    }

    fn run(self, change: TopicChange) {
        let undo = reverse(&change, &self.thread.topic());
        self.send(change, Some(undo));
    }

    /// Undoes the last act. The button is removed then, so the focus moves to the notice.
    fn undo(self, change: TopicChange) {
        self.send(change, None);
    }

    fn send(self, change: TopicChange, undo: Option<TopicChange>) {
        if self.pending.get_untracked() {
            return;
        }
        self.pending.set(true);
        let call = self.client.change_topic(self.thread.topic().id, &change);
        leptos::task::spawn_local(async move {
            let answer = call.await;
            // Fails if the page was left meanwhile.
            if self.pending.try_set(false).is_some() {
                return;
            }
            let is_undo = undo.is_none();
            let outcome = match answer {
                Ok(topic) => {
                    let done = (self.i18n.site().moderated)(&change);
                    self.thread.set_topic(topic);
                    Outcome::Done(done, undo)
                }
                Err(error) => Outcome::Failed(explain(self.i18n, &error)),
            };
            self.outcome.set(Some(outcome));
            if let Some(notice) = self.notice.get_untracked().filter(|_| is_undo) {
                page::show_outcome((*notice).clone().into());
            }
        });
    }

    fn notice(self) -> Option<AnyView> {
        let view = match self.outcome.get()? {
            Outcome::Failed(why) => view! { <Notice tone=Tone::Failure>{why}</Notice> }.into_any(),
            Outcome::Done(what, undo) => {
                let undo = undo.map(|change| {
                    view! {
                        <button class="button" type="button" on:click=move |_| self.undo(change.clone())>
                            {self.i18n.site().undo}
                        </button>
                    }
                });
                view! { <Notice tone=Tone::Success><p>{what}</p>{undo}</Notice> }.into_any()
            }
        };
        Some(view)
    }
}

/// The change that undoes a change of this topic.
fn reverse(change: &TopicChange, before: &Topic) -> TopicChange {
    TopicChange {
        title: change.title.as_ref().map(|_| before.title.clone()),
        locked: change.locked.map(|_| before.locked),
        pinned: change.pinned.map(|_| before.pinned),
        forum: change.forum.as_ref().map(|_| before.forum.slug.clone()),
    }
}

/// Moves the topic to another forum. The consequence is told once a forum is chosen, and the button moves the topic:
/// arrow keys change the choice of a select.
fn move_form(list: ForumList) -> AnyView {
    let acts: Acts = expect_context();
    let i18n = acts.i18n;
    let chosen = RwSignal::new(String::new());
    let here = Memo::new(move |_| acts.thread.topic_tracked().forum);
    // After a move, and after its undoing, the choice is the new forum.
    Effect::new(move |_| chosen.set(here.get().slug.0));
    let is_here = move || chosen.with(|chosen| here.with(|here| *chosen == here.slug.0));
    let names = StoredValue::new(list.forums.clone());
    let consequence = move || {
        let name = names.with_value(|forums| {
            let forum = forums.iter().find(|forum| forum.slug.0 == chosen.get());
            forum.map(|forum| forum.name.clone())
        });
        name.filter(|_| !is_here())
            .map(|name| (i18n.site().move_hint)(&here.get().name, &name))
    };
    let option = move |forum: Forum| {
        let value = forum.slug.0.clone();
        view! {
            <option value=forum.slug.0 prop:selected=move || here.get().slug.0 == value>{forum.name}</option>
        }
    };
    let on_submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        acts.run(TopicChange {
            forum: Some(ForumSlug(chosen.get_untracked())),
            ..TopicChange::default()
        });
    };
    view! {
        <form class="moderation__act" on:submit=on_submit>
            <label class="moderation__move">
                {i18n.move_to}
                <select class="input" on:change:target=move |event| chosen.set(event.target().value())>
                    {each(list.forums, option)}
                </select>
            </label>
            <button class="button" type="submit" disabled=is_here aria-describedby="move-hint">
                {i18n.site().move_topic}
            </button>
            <p id="move-hint" class="field__hint" role="status">{dynamic(consequence)}</p>
        </form>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    #[wasm_bindgen_test]
    fn undoing_a_change_restores_only_what_it_changed() {
        let before: Topic = crate::json::from_str(
            r#"{"id":1,"forum":{"id":4,"slug":"table","name":"La table","accent":null},"title":"Avant",
            "icon":null,"author":{"account":null,"pseudo":"Driss","role":"guest","avatar":null},"opened_at":0,"posts":1,
            "locked":false,"pinned":true,
            "latest":{"post":1,"topic":1,"title":"Avant","pseudo":"Driss","posted_at":0}}"#,
        )
        .unwrap();
        let change = TopicChange {
            title: Some("Après".into()),
            locked: Some(true),
            ..TopicChange::default()
        };
        let expected = TopicChange {
            title: Some("Avant".into()),
            locked: Some(false),
            ..TopicChange::default()
        };
        assert_eq!(reverse(&change, &before), expected);
    }
}
