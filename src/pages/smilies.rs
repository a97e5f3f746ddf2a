//! `/f/:slug/smilies`: moderators edit the custom smilies of a forum.

use leptos::prelude::*;
use palabre_contract::{CustomSmiley, ForumSlug, SmileyChange, SmileyId, SmileySet};

use super::{button, head};
use crate::{
    api::{Answer, Client},
    browser::{file::Picture, text},
    components::{
        custom_smiley::CustomSmileyImage,
        dynamic::{dynamic, each},
        failure::explain,
        form::FieldRow,
        notice::{Notice, Tone},
    },
    i18n::{I18n, use_i18n},
    state::{CustomSmilies, use_custom_smilies, use_navigation},
};

/// Maximum number of smilies listed. The search finds the others.
const MAX_LISTED: usize = 100;

/// The smilies as edited so far, and the outcome of the last change.
#[derive(Clone, Copy)]
struct SmileyEditor {
    i18n: I18n,
    client: Client,
    custom_smilies: CustomSmilies,
    forum: StoredValue<ForumSlug>,
    smilies: RwSignal<Vec<CustomSmiley>>,
    failure: RwSignal<Option<String>>,
    retired: RwSignal<Option<String>>,
    last_retired: StoredValue<Option<SmileyId>>,
}

pub(super) fn smilies_page(set: SmileySet) -> AnyView {
    let i18n = use_i18n();
    let slug = use_navigation().forum();
    let editor = SmileyEditor {
        i18n,
        client: expect_context(),
        custom_smilies: use_custom_smilies(),
        forum: StoredValue::new(slug.clone()),
        smilies: RwSignal::new(set.custom),
        failure: RwSignal::new(None),
        retired: RwSignal::new(None),
        last_retired: StoredValue::new(None),
    };
    let search = RwSignal::new(String::new());
    let shown = move || {
        let wanted = text::lower(search.get().trim());
        editor.smilies.with(|smilies| {
            let named = |smiley: &&CustomSmiley| text::lower(&smiley.name).contains(&wanted);
            let found = smilies.iter().filter(named).take(MAX_LISTED).cloned();
            found.collect::<Vec<_>>()
        })
    };
    let notice = move || {
        if let Some(why) = editor.failure.get() {
            return Some(view! { <Notice tone=Tone::Failure>{why}</Notice> }.into_any());
        }
        editor.retired.get().map(|code| {
            view! {
                <Notice tone=Tone::Success>
                    <p>{(i18n.site().smiley_retired)(&code)}</p>
                    {button(i18n.site().undo, None, Box::new(move || editor.restore()))}
                </Notice>
            }
            .into_any()
        })
    };
    view! {
        {head(i18n.site().forum_smilies, "")}
        <div class="form">
            <FieldRow label=i18n.site().smiley_picture control="picture">
                <div class="drop"
                    on:dragover=|event| event.prevent_default()
                    on:drop=move |event| {
                        event.prevent_default();
                        editor.add(Picture::dropped(&event));
                    }>
                    <input id="picture" class="input" type="file" aria-describedby="picture-hint"
                        accept="image/png,image/gif,image/webp" multiple
                        on:change=move |event| editor.add(Picture::all_picked(&event))/>
                    <p id="picture-hint" class="field__hint">{i18n.site().smiley_picture_hint}</p>
                </div>
            </FieldRow>
            <FieldRow label=i18n.site().custom_smilies_search control="search">
                <input id="search" class="input" type="search"
                    on:input:target=move |event| search.set(event.target().value())/>
            </FieldRow>
        </div>
        {dynamic(notice)}
        <ol class="tiles" role="list">
            {dynamic(move || each(shown(), |smiley| editor.row(smiley)))}
        </ol>
    }
    .into_any()
}

impl SmileyEditor {
    fn row(self, smiley: CustomSmiley) -> AnyView {
        let i18n = self.i18n;
        let code = smiley.code();
        let (id, name) = (smiley.id, smiley.name.clone());
        let retired = smiley.clone();
        view! {
            <li class="tile">
                <CustomSmileyImage smiley/>
                <input class="input" type="text" aria-label=(i18n.site().smiley_rename)(&code)
                    prop:value=name
                    on:change:target=move |event| self.change(id, SmileyChange {
                        name: Some(event.target().value().trim().to_owned()),
                        ..SmileyChange::default()
                    })/>
                <span class="list__acts">
                    <button class="button" data-variant="quiet" type="button"
                        aria-label=(i18n.site().smiley_up)(&code) on:click=move |_| self.move_up(id)>"↑"</button>
                    <button class="button" data-variant="quiet" type="button"
                        aria-label=(i18n.site().smiley_retire)(&code)
                        on:click=move |_| self.retire(retired.clone())>{i18n.delete_post}</button>
                </span>
            </li>
        }
        .into_any()
    }

    /// Adds pictures one after the other. One that is refused does not stop the others; the notice names each of them.
    fn add(self, pictures: Vec<Picture>) {
        leptos::task::spawn_local(async move {
            let mut refused = Vec::new();
            for picture in pictures {
                let name = picture.name();
                // `None`: the page was left.
                let Some(forum) = self.forum.try_get_value() else {
                    return;
                };
                let answer = self.client.add_smiley(&forum, &name, picture).await;
                if let Err(error) = &answer {
                    refused.push((self.i18n.labelled)(&name, &explain(self.i18n, error)));
                }
                if let Some(smiley) = self.report(answer) {
                    self.smilies.update(|smilies| smilies.insert(0, smiley));
                }
            }
            if !refused.is_empty() {
                let _ = self.failure.try_set(Some(refused.join(" ")));
            }
        });
    }

    fn change(self, id: SmileyId, change: SmileyChange) {
        let before = change.before;
        let call = self
            .forum
            .with_value(|forum| self.client.change_smiley(forum, id, &change));
        leptos::task::spawn_local(async move {
            let Some(smiley) = self.report(call.await) else {
                return;
            };
            self.smilies.update(|smilies| {
                let at = smilies.iter().position(|known| known.id == id);
                if let Some(at) = at {
                    smilies.remove(at);
                }
                let to = before.map_or(at, |before| {
                    smilies.iter().position(|known| known.id == before)
                });
                if change.retired != Some(true) {
                    smilies.insert(to.unwrap_or_default(), smiley);
                }
            });
        });
    }

    fn move_up(self, id: SmileyId) {
        let before = self.smilies.with_untracked(|smilies| {
            let at = smilies.iter().position(|known| known.id == id)?;
            smilies.get(at.checked_sub(1)?).map(|above| above.id)
        });
        if before.is_some() {
            self.change(
                id,
                SmileyChange {
                    before,
                    ..SmileyChange::default()
                },
            );
        }
    }

    fn retire(self, smiley: CustomSmiley) {
        self.change(
            smiley.id,
            SmileyChange {
                retired: Some(true),
                ..SmileyChange::default()
            },
        );
        self.last_retired.set_value(Some(smiley.id));
        self.retired.set(Some(smiley.code()));
    }

    fn restore(self) {
        self.retired.set(None);
        if let Some(id) = self.last_retired.get_value() {
            self.change(
                id,
                SmileyChange {
                    retired: Some(false),
                    ..SmileyChange::default()
                },
            );
        }
    }

    /// Shows the error of a failed call. `None` also if the page was left meanwhile.
    fn report(self, answer: Answer<CustomSmiley>) -> Option<CustomSmiley> {
        let failure = answer.as_ref().err().map(|error| explain(self.i18n, error));
        if answer.is_ok() {
            // The list that was loaded for reply forms is now out of date.
            self.custom_smilies.invalidate();
        }
        let is_gone = self.failure.try_set(failure).is_some();
        answer.ok().filter(|_| !is_gone)
    }
}
