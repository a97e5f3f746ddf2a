//! `/t/:id`: a page of a thread, `?page=` from 1, `#p123` a post on it, and a reply below.

use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_navigate, use_params_map, use_query_map};
use palabre_contract::{self as contract, Posted, TopicId, topic::POSTS_PER_PAGE};

use crate::{
    api::Client,
    browser::page,
    components::{
        address,
        icon::Icon,
        loaded::Loaded,
        notice::{Notice, Tone},
        pager::Pager,
        post_list::PostList,
        reply_form::ReplyForm,
        shortcuts::Shortcuts,
        topic_list::TopicMark,
    },
    i18n::use_i18n,
    state::{Composer, Thread, use_fresh_post, use_pictures},
};

/// A page of a thread.
#[component]
pub fn ThreadPage() -> impl IntoView {
    let client: Client = expect_context();
    let (params, query) = (use_params_map(), use_query_map());
    // Memos, so that a change of the fragment alone fetches nothing.
    let topic = Memo::new(move |_| {
        params
            .with(|params| params.get("id"))
            .and_then(|id| id.parse().ok())
    });
    let number = Memo::new(move |_| {
        query
            .with(|query| query.get("page"))
            .and_then(|page| page.parse().ok())
            .unwrap_or(1)
    });
    let thread = LocalResource::new(move || {
        let (topic, number) = (topic.get(), number.get());
        async move {
            // No topic has this number: the server says so in its own words.
            client.thread(topic.unwrap_or(TopicId(0)), number).await
        }
    });
    provide_context(Reload(Callback::new(move |()| thread.refetch())));
    view! { <Loaded resource=thread lines=24 children=thread_page/> }
}

/// Fetches the page that is shown once more.
#[derive(Clone, Copy)]
struct Reload(Callback<()>);

fn thread_page(loaded: contract::ThreadPage) -> impl IntoView {
    let i18n = use_i18n();
    use_pictures().learn(&loaded.smilies);
    let thread = Thread::new(loaded);
    let topic = thread.topic();
    page::set_title(&topic.title);
    stand_at_fragment(thread);

    let (id, first) = (topic.id, (thread.page() - 1) * POSTS_PER_PAGE + 1);
    let place = Signal::derive(move || {
        let last = thread
            .posts()
            .with(|posts| posts.last().map_or(first, |post| post.position));
        (i18n.place)(
            &i18n.number(first),
            &i18n.number(last),
            &i18n.number(thread.len()),
        )
    });
    let to_page = Callback::new(move |page| address::thread(id, page));
    let pager =
        move || view! { <Pager page=thread.page() pages=thread.pages() place address=to_page/> };
    view! {
        <nav class="page__back">
            <a href=address::forum(&topic.forum.slug)>{i18n.back_to_forum}</a>
            <span>{topic.forum.name.clone()}</span>
        </nav>
        <header class="page__head">
            <h1>
                {topic.title.clone()}
                {topic.pinned.then(|| view! { <TopicMark icon="pin" label=i18n.pinned/> })}
                {topic.locked.then(|| view! { <TopicMark icon="lock" label=i18n.locked/> })}
            </h1>
        </header>
        <div class="page__bar">
            {pager()}
            {(!topic.locked).then(|| view! {
                <a class="button" href=address::reply(id)>
                    <Icon name="reply"/>
                    {i18n.reply}
                </a>
            })}
        </div>
        <AnswerableThread thread pager=ViewFn::from(pager)/>
        <nav class="page__back">
            <a href=address::forum(&topic.forum.slug)>{i18n.back_to_forum}</a>
        </nav>
    }
}

/// The posts, and the form below that answers them. The composer is made first: each post's quote
/// button writes into it.
#[component]
fn AnswerableThread(thread: Thread, pager: ViewFn) -> impl IntoView {
    let i18n = use_i18n();
    let topic = thread.topic();
    let composer = (!topic.locked).then(|| Composer::provide(topic.id));
    let reply = composer.map(|composer| {
        view! { <QuickReply thread composer/> }
    });
    view! {
        <PostList thread/>
        <div class="page__bar">{pager.run()}</div>
        {match reply {
            Some(reply) => reply.into_any(),
            None => view! { <Notice tone=Tone::Info>{i18n.topic_is_locked}</Notice> }.into_any(),
        }}
        <Shortcuts composer/>
    }
}

#[component]
fn QuickReply(thread: Thread, composer: Composer) -> impl IntoView {
    let i18n = use_i18n();
    let topic = thread.topic();
    let Reload(reload) = expect_context();
    let fresh = use_fresh_post();
    let navigate = use_navigate();
    let on_posted = Callback::new(move |posted: Posted| {
        let to = address::post(&posted.post);
        fresh.mark(posted.post.id);
        if posted.page == thread.page() && !thread.append(posted.post) {
            reload.run(());
        }
        // The thread stands at the post that the address names.
        navigate(&to, Default::default());
    });
    view! {
        <section class="quick-reply" aria-labelledby="quick-reply-title">
            <header class="quick-reply__head">
                <h2 id="quick-reply-title">{i18n.quick_reply}</h2>
                <a href=address::reply(topic.id)>{i18n.full_reply_page}</a>
            </header>
            <ReplyForm composer forum=topic.forum.slug on_posted/>
        </section>
    }
}

/// Stands at the post that the address names, once it is there.
fn stand_at_fragment(thread: Thread) {
    let hash = use_location().hash;
    Effect::new(move |_| {
        thread.posts().track();
        let fragment = hash.get();
        let anchor = fragment.trim_start_matches('#').to_owned();
        if !anchor.is_empty() {
            request_animation_frame(move || page::stand_at(&anchor));
        }
    });
}
