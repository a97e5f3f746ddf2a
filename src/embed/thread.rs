//! A thread with a reply form, of a topic or of the host page.

use leptos::{ev, prelude::*};
use palabre::{
    address::{self, Address},
    api::{Answer, ApiError, Client, Identity},
    browser::page,
    components::{
        closed::Closed,
        dynamic::{dynamic, given, when},
        lazily::lazily,
        loaded::{Fetching, Loaded, Show, fetching, use_reload},
        moderation::Moderation,
        pager::Pager,
        post_list::PostList,
    },
    i18n::{I18n, use_i18n},
    state::{FormHandle, Page, Target, Thread, use_custom_smilies, use_fresh_post, use_session},
};
use palabre_contract::{
    ForumRef, PageThread, Posted, ProblemKind, ThreadPage, VisitorPermissions, topic::page_of,
};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{
    container::Container,
    events::{Events, use_events},
    messages::messages,
    session,
    settings::Settings,
    writing::form_part,
};

/// Context of an element's content.
#[derive(Clone, Copy)]
struct Embed {
    settings: StoredValue<Settings>,
    container: Container,
    /// The current page of the thread; `None` is the last one.
    page: RwSignal<Option<u32>>,
    events: Events,
}

/// The thread of the settings.
pub fn thread(settings: Settings, container: HtmlElement) -> AnyView {
    let i18n = use_i18n();
    let events = use_events();
    if !settings.token.is_empty() {
        session::sign_in_by_host(i18n, events, &settings);
    }
    let label = match settings.label.clone() {
        label if label.is_empty() => messages(i18n).answers.to_owned(),
        label => label,
    };
    let (per_page, newest) = (settings.per_page(), settings.newest);
    if newest {
        // The form is above the posts, which are drawn together with it so that they do not shift. Start loading it now.
        leptos::task::spawn_local(async { drop(form_part().await) });
    }
    let embed = Embed {
        page: RwSignal::new((!newest).then_some(1)),
        settings: StoredValue::new(settings),
        container: Container(StoredValue::new_local(container)),
        events,
    };
    provide_context(embed);
    let session = use_session();
    let needs_sign_in = StoredValue::new(false);
    let fetch = Box::new(move || {
        let page = embed.page.get();
        // Fetch again after signing in, which may give access.
        if needs_sign_in.get_value() {
            session.account().track();
        }
        let fetching = embed
            .settings
            .with_value(|settings| match settings.topic() {
                Some(topic) => fetching(Client.thread(topic, page, per_page), topic_thread),
                None => {
                    let (forum, address) = (settings.slug(), &settings.page);
                    fetching(
                        Client.page_thread(&forum, address, page, per_page),
                        host_page_thread,
                    )
                }
            });
        let fetching = reporting_errors(i18n, events, fetching);
        Box::pin(async move {
            let answer = fetching.await;
            let is_refused = |error: &ApiError| error.is(ProblemKind::SignInRequired);
            needs_sign_in.set_value(answer.as_ref().err().is_some_and(is_refused));
            if newest && answer.is_ok() {
                // If this fails, `lazily` shows the error.
                let _ = form_part().await;
            }
            answer
        }) as Fetching
    });
    let on_shown = Callback::new(move |()| events.ready());
    view! {
        <section class="embed__body" aria-label=label>
            <Loaded fetch on_shown/>
        </section>
    }
    .into_any()
}

/// Also reports a failure as an event.
pub fn reporting_errors(i18n: I18n, events: Events, fetching: Fetching) -> Fetching {
    Box::pin(async move {
        let answer: Answer<Show> = fetching.await;
        if let Err(error) = &answer {
            events.error(i18n, error);
        }
        answer
    })
}

fn topic_thread(loaded: ThreadPage) -> AnyView {
    let target = Target::Reply(loaded.topic.id);
    let (forum, you) = (loaded.topic.forum.clone(), loaded.you);
    thread_view(forum, Some(loaded), you, target)
}

fn host_page_thread(loaded: PageThread) -> AnyView {
    let embed: Embed = expect_context();
    let page = embed.settings.with_value(|settings| Page {
        address: settings.page.clone(),
        title: settings.title.clone(),
    });
    let target = Target::Page(loaded.forum.slug.clone(), page);
    thread_view(loaded.forum, loaded.thread, loaded.you, target)
}

fn thread_view(
    forum: ForumRef,
    loaded: Option<ThreadPage>,
    you: VisitorPermissions,
    target: Target,
) -> AnyView {
    let i18n = use_i18n();
    let embed: Embed = expect_context();
    embed.container.set_accent(forum.accent.as_deref());
    let (per_page, newest) =
        (embed.settings).with_value(|settings| (settings.per_page(), settings.newest));
    let locked = loaded.as_ref().is_some_and(|page| page.topic.locked);
    let to = loaded.as_ref().map_or_else(
        || Address::Forum(forum.slug.clone(), None),
        |page| Address::Thread(page.topic.id, 1),
    );
    let thread = loaded.map(|page| {
        use_custom_smilies().add(&page.smilies);
        Thread::provide(page, per_page)
    });
    // Provided before the posts, whose quote buttons use it.
    let form = you
        .may_write
        .then(|| FormHandle::provide(target.clone(), you, |_| None));
    let form = match form {
        Some(form) => lazily(form_part, (form, forum.slug, on_posted(embed, thread))),
        None => view! { <Closed locked target/> }.into_any(),
    };
    // The session of another site's page may not change topics.
    let moderated = thread.filter(|_| !Identity::is_foreign());
    let count = thread.map(|thread| move || i18n.counted(thread.size(), i18n.posts));
    let posts = thread.map_or_else(
        || view! { <p class="list__empty">{messages(i18n).no_answer_yet}</p> }.into_any(),
        |thread| {
            view! {
                <PostList thread newest_first=newest/>
                {when(thread.pages() > 1, || view! { <Pages thread/> })}
            }
            .into_any()
        },
    );
    view! {
        <header class="embed__head" part="head">
            <p class="embed__count">
                {given(count, dynamic)}
            </p>
            <a href=to.to_string()>{(messages(i18n).in_forum)(&forum.name)}</a>
        </header>
        {given(moderated, |thread| view! { <Moderation thread/> })}
        {if newest { (form, posts).into_any() } else { (posts, form).into_any() }}
    }
    .into_any()
}

/// Appends the reply to the current page, or shows the page that contains it.
fn on_posted(embed: Embed, thread: Option<Thread>) -> Callback<Posted> {
    let (reload, fresh) = (use_reload(), use_fresh_post());
    let newest = embed.settings.with_value(|settings| settings.newest);
    Callback::new(move |posted: Posted| {
        let post = posted.post;
        let id = post.id;
        fresh.mark(id);
        let per_page = embed.settings.with_value(Settings::per_page);
        embed.events.reply(&post, address::of_post(&post, per_page));
        let target_page = page_of(post.position, per_page);
        let is_here = thread.is_some_and(|thread| thread.page() == target_page);
        let is_appended = thread.is_some_and(|thread| is_here && thread.append(post));
        if is_appended {
            jump_to(embed, format!("#{}", address::anchor(id)));
        } else if is_here || thread.is_none() || newest {
            reload.run();
        } else {
            embed.page.set(Some(target_page));
        }
    })
}

/// The pagination of the thread. Its links lead to the forum, but a plain click shows the page in the element.
#[component]
fn Pages(thread: Thread) -> impl IntoView {
    let i18n = use_i18n();
    let embed: Embed = expect_context();
    let topic = thread.topic().id;
    let place = Signal::derive(move || {
        let (first, last) = thread.span();
        let [first, last, size] = [first, last, thread.size()].map(|number| i18n.number(number));
        (i18n.post_range)(&first, &last, &size)
    });
    let link = Callback::new(move |page| Address::Thread(topic, page).to_string());
    let pages = thread.pages();
    let on_click = move |event: ev::MouseEvent| {
        if event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key() {
            return;
        }
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let href = target
            .and_then(|target| target.closest("a").ok()?)
            .and_then(|link| link.get_attribute("href"));
        let Some(href) = href else { return };
        if let Some(page) = (1..=pages).find(|page| link.run(*page) == href) {
            event.prevent_default();
            embed.page.set(Some(page));
            jump_to(embed, ".embed__head".to_owned());
        }
    };
    view! {
        <div class="page__bar" on:click=on_click>
            <Pager label=i18n.pages page=thread.page() pages range=place link/>
        </div>
    }
}

/// After the next rendering, scrolls to an element and focuses it.
fn jump_to(embed: Embed, selector: String) {
    request_animation_frame(move || {
        let element = embed
            .container
            .0
            .try_with_value(|container| container.query_selector(&selector).ok().flatten());
        let element = element
            .flatten()
            .and_then(|element| element.dyn_into::<HtmlElement>().ok());
        if let Some(element) = element {
            page::jump_to(&element);
        }
    });
}
