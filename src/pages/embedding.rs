//! `/f/:slug/embed`: which sites may show a forum in their pages, what these put there, and their key.

use leptos::prelude::*;
use palabre_contract::{Embedding, Field, ForumSlug, Hosts};

use super::head;
use crate::{
    address::Address,
    api::{Answer, Client},
    browser::page,
    components::{
        dynamic::{dynamic, given, when},
        failure::explain,
        form::{Control, Entry, Sheet, submit},
        notice::{Notice, Tone},
    },
    i18n::{I18n, use_i18n},
    state::use_navigation,
};

pub(super) fn embedding_page(embedding: Embedding) -> AnyView {
    let i18n = use_i18n();
    let client: Client = expect_context();
    let slug = use_navigation().forum();
    let back = Address::Forum(slug.clone(), None).to_string();
    let copied = format!(
        "<script type=\"module\" src=\"{}/embed.js\"></script>\n\
         <palabre-thread forum=\"{}\" page></palabre-thread>",
        page::origin().unwrap_or_default(),
        slug.0
    );
    let keys = Keys {
        i18n,
        client,
        forum: StoredValue::new(slug.clone()),
        is_there: RwSignal::new(embedding.has_key),
        made: RwSignal::new(None),
        fault: RwSignal::new(None),
        pending: RwSignal::new(false),
    };
    let on_submit = submit(move |typed| {
        let typed = typed.get(Field::Hosts);
        let lines = typed.lines().filter(|line| !line.trim().is_empty());
        let hosts = Hosts {
            hosts: lines.map(str::to_owned).collect(),
        };
        let call = client.set_hosts(&slug, &hosts);
        async move {
            hosts.origins()?;
            call.await?;
            Ok(Some(i18n.site().saved))
        }
    });
    let hosts = Entry::new(Field::Hosts, i18n.site().embed_hosts, Control::Lines(4))
        .value(embedding.hosts.join("\n"))
        .hint(i18n.site().embed_hosts_hint);
    view! {
        <p class="page__back"><a href=back>{i18n.site().back_to_forum}</a></p>
        {head(i18n.site().embed_title, i18n.site().embed_lead)}
        <Sheet entries=vec![hosts] button=i18n.site().save on_submit/>
        <section class="section">
            <h2>{i18n.site().embed_code}</h2>
            {code(copied)}
        </section>
        {keys.section()}
    }
    .into_any()
}

/// A text to be copied, which the keyboard reaches.
fn code(text: String) -> AnyView {
    view! { <pre class="code" tabindex="0">{text}</pre> }.into_any()
}

/// The key with which the hosts sign: whether there is one, and what was last done about it.
#[derive(Clone, Copy)]
struct Keys {
    i18n: I18n,
    client: Client,
    forum: StoredValue<ForumSlug>,
    is_there: RwSignal<bool>,
    made: RwSignal<Option<String>>,
    fault: RwSignal<Option<String>>,
    pending: RwSignal<bool>,
}

impl Keys {
    fn section(self) -> AnyView {
        let site = self.i18n.site();
        let label = move || {
            if self.is_there.get() {
                site.embed_key_replace
            } else {
                site.embed_key_make
            }
        };
        let said = move || {
            if let Some(why) = self.fault.get() {
                return Some(view! { <Notice tone=Tone::Failure>{why}</Notice> }.into_any());
            }
            given(self.made.get(), |key| {
                view! {
                    <Notice tone=Tone::Success>{site.embed_key_once}</Notice>
                    {code(key)}
                }
            })
        };
        let drop = move || {
            when(self.is_there.get(), || {
                view! {
                    <button class="button" type="button"
                        on:click=move |_| self.act(false)>{site.embed_key_drop}</button>
                }
            })
        };
        view! {
            <section class="section">
                <h2>{site.embed_key}</h2>
                <p class="page__lead">{site.embed_key_lead}</p>
                {dynamic(said)}
                <div class="page__acts">
                    <button class="button" type="button"
                        on:click=move |_| self.act(true)>{dynamic(label)}</button>
                    {dynamic(drop)}
                </div>
            </section>
        }
        .into_any()
    }

    /// Makes the key anew, or takes it away; one thing at a time, so that the key that is shown is the one
    /// that counts.
    fn act(self, makes: bool) {
        if self.pending.get_untracked() {
            return;
        }
        self.pending.set(true);
        leptos::task::spawn_local(async move {
            let answer = self.ask(makes).await;
            // The page may have been left meanwhile.
            if self.pending.try_set(false).is_some() {
                return;
            }
            self.fault
                .set(answer.as_ref().err().map(|error| explain(self.i18n, error)));
            if let Ok(made) = answer {
                self.is_there.set(makes);
                self.made.set(made);
            }
        });
    }

    async fn ask(self, makes: bool) -> Answer<Option<String>> {
        let forum = self.forum.get_value();
        if makes {
            Ok(Some(self.client.mint_key(&forum).await?.key))
        } else {
            self.client.drop_key(&forum).await.map(|_| None)
        }
    }
}
