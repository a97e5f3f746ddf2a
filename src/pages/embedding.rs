//! `/f/:slug/embed`: the sites that may embed a forum, the code for their pages, and their signing key.

use leptos::prelude::*;
use palabre_contract::{Embedding, Field, ForumSlug, HostKey, Hosts};

use super::{button, head};
use crate::{
    api::{Answer, Call, Client},
    browser::page,
    components::{
        dynamic::{dynamic, given},
        failure::explain,
        form::{Control, Entry, FormView, submit},
        notice::{Notice, Tone},
    },
    i18n::{I18n, use_i18n},
    state::use_navigation,
};

pub(super) fn embedding_page(embedding: Embedding) -> AnyView {
    let i18n = use_i18n();
    let client: Client = expect_context();
    let slug = use_navigation().forum();
    let snippet = format!(
        "<script type=\"module\" src=\"{}/embed.js\"></script>\n\
         <palabre-thread forum=\"{}\" page></palabre-thread>",
        page::origin().unwrap_or_default(),
        slug.0
    );
    let keys = Keys {
        i18n,
        client,
        forum: StoredValue::new(slug.clone()),
        exists: RwSignal::new(embedding.has_key),
        created: RwSignal::new(None),
        failure: RwSignal::new(None),
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
            call.text().await?;
            Ok(Some(i18n.site().saved))
        }
    });
    let hosts = Entry::new(Field::Hosts, i18n.site().embed_hosts, Control::Lines(4))
        .value(embedding.hosts.join("\n"))
        .hint(i18n.site().embed_hosts_hint);
    view! {
        {head(i18n.site().embed_title, i18n.site().embed_lead)}
        <FormView entries=vec![hosts] button=i18n.site().save on_submit/>
        <section class="section">
            <h2>{i18n.site().embed_code}</h2>
            {code(snippet)}
        </section>
        {keys.section()}
    }
    .into_any()
}

/// Code to copy, focusable by keyboard.
fn code(text: String) -> AnyView {
    view! { <pre class="code" tabindex="0">{text}</pre> }.into_any()
}

/// The section for the hosts' signing key: whether one exists, and the outcome of the last action.
#[derive(Clone, Copy)]
struct Keys {
    i18n: I18n,
    client: Client,
    forum: StoredValue<ForumSlug>,
    exists: RwSignal<bool>,
    created: RwSignal<Option<String>>,
    failure: RwSignal<Option<String>>,
    pending: RwSignal<bool>,
}

impl Keys {
    fn section(self) -> AnyView {
        view! {
            <section class="section">
                <h2>{self.i18n.site().embed_key}</h2>
                <p class="page__lead">{self.i18n.site().embed_key_lead}</p>
                {dynamic(move || self.state())}
            </section>
        }
        .into_any()
    }

    fn state(self) -> AnyView {
        let site = self.i18n.site();
        let exists = self.exists.get();
        let action = |creates, text| button(text, None, Box::new(move || self.run(creates)));
        let (tone, message) = match self.failure.get() {
            Some(why) => (Tone::Failure, Some(why)),
            None => (
                Tone::Success,
                self.created
                    .get()
                    .map(|_| site.embed_key_shown_once.to_owned()),
            ),
        };
        view! {
            {given(message, |message| view! { <Notice tone>{message}</Notice> })}
            {self.created.get().map(code)}
            <div class="page__acts">
                {action(true, if exists { site.embed_key_replace } else { site.embed_key_create })}
                {exists.then(|| action(false, site.embed_key_delete))}
            </div>
        }
        .into_any()
    }

    /// Creates or deletes the key. One request at a time, so that the key shown is the valid one.
    fn run(self, creates: bool) {
        if self.pending.get_untracked() {
            return;
        }
        self.pending.set(true);
        let forum = self.forum.get_value();
        let request = if creates {
            self.client.create_host_key(&forum).text()
        } else {
            self.client.delete_host_key(&forum).text()
        };
        leptos::task::spawn_local(async move {
            let answer = request.await;
            // The signal is disposed of if the page was left meanwhile.
            if self.pending.try_set(false).is_none() {
                self.apply(creates, answer);
            }
        });
    }

    fn apply(self, creates: bool, answer: Answer<String>) {
        let created = answer.and_then(|text| match creates {
            true => Call::<HostKey>::decode(&text).map(|created| Some(created.key)),
            false => Ok(None),
        });
        self.failure.set(
            created
                .as_ref()
                .err()
                .map(|error| explain(self.i18n, error)),
        );
        if let Ok(created) = created {
            self.exists.set(creates);
            self.created.set(created);
        }
    }
}
