//! `/f/:slug/embed`: which sites may show a forum in their pages, what these put there, and their key.

use leptos::prelude::*;
use palabre_contract::{Embedding, Field, ForumSlug, HostKey, Hosts};

use super::{back_to_forum, button, head};
use crate::{
    api::{Answer, Call, Client},
    browser::page,
    components::{
        dynamic::{dynamic, given},
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
            call.text().await?;
            Ok(Some(i18n.site().saved))
        }
    });
    let hosts = Entry::new(Field::Hosts, i18n.site().embed_hosts, Control::Lines(4))
        .value(embedding.hosts.join("\n"))
        .hint(i18n.site().embed_hosts_hint);
    view! {
        {back_to_forum(keys.forum.get_value(), String::new())}
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
        let is_there = self.is_there.get();
        let act = |makes, text| button(text, None, Box::new(move || self.act(makes)));
        let (tone, said) = match self.fault.get() {
            Some(why) => (Tone::Failure, Some(why)),
            None => (
                Tone::Success,
                self.made.get().map(|_| site.embed_key_once.to_owned()),
            ),
        };
        view! {
            {given(said, |said| view! { <Notice tone>{said}</Notice> })}
            {self.made.get().map(code)}
            <div class="page__acts">
                {act(true, if is_there { site.embed_key_replace } else { site.embed_key_make })}
                {is_there.then(|| act(false, site.embed_key_drop))}
            </div>
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
        let forum = self.forum.get_value();
        let asked = if makes {
            self.client.create_host_key(&forum).text()
        } else {
            self.client.delete_host_key(&forum).text()
        };
        leptos::task::spawn_local(async move {
            let answer = asked.await;
            // The page may have been left meanwhile.
            if self.pending.try_set(false).is_none() {
                self.heard(makes, answer);
            }
        });
    }

    fn heard(self, makes: bool, answer: Answer<String>) {
        let made = answer.and_then(|text| match makes {
            true => Call::<HostKey>::decode(&text).map(|made| Some(made.key)),
            false => Ok(None),
        });
        self.fault
            .set(made.as_ref().err().map(|error| explain(self.i18n, error)));
        if let Ok(made) = made {
            self.is_there.set(makes);
            self.made.set(made);
        }
    }
}
