//! `/t/:id`: a page of a thread with a reply form. `?page=`: from 1. `#p123`: a post on it.

use leptos::prelude::*;
use palabre_contract::{Posted, Role, ThreadPage, Topic, topic::page_of};

use super::back_to_forum;
use crate::components::dynamic::{dynamic, given, when};
use crate::{
    address::{self, Address},
    browser::{page, selection},
    components::{
        closed::Closed,
        icon::Icon,
        lazy_form::lazy_form,
        loaded::use_reload,
        moderation::Moderation,
        notice::{Notice, Tone},
        pager::{PageJump, Pager},
        post_list::PostList,
        shortcuts::Shortcuts,
        topic_list::TopicMark,
        watching::Watching,
    },
    i18n::use_i18n,
    state::{
        FormHandle, Target, Thread, use_custom_smilies, use_fresh_post, use_navigation,
        use_preferences,
    },
};

pub(super) fn thread_page(loaded: ThreadPage) -> impl IntoView {
    let i18n = use_i18n();
    use_custom_smilies().add(&loaded.smilies);
    let you = loaded.you;
    let thread = Thread::provide(loaded, use_preferences().posts_per_page());
    let topic = thread.topic();
    jump_to_fragment(thread);
    // Provided before the posts, whose quote buttons use it.
    let form = you
        .may_write
        .then(|| FormHandle::provide(Target::Reply(topic.id), you, selection::in_post));
    view! {
        {dynamic(move || thread_head(thread.topic_tracked(), thread.page()))}
        <Moderation thread/>
        {when(topic.locked && !you.may_write, || view! {
            <Notice tone=Tone::Info>{i18n.topic_is_locked}</Notice>
        })}
        <div class="page__bar">
            <ThreadPager thread label=i18n.pages/>
            {when(form.is_some(), || view! {
                <a class="button" href=Address::Reply(topic.id).to_string()>
                    <Icon name="reply"/>
                    {i18n.reply}
                </a>
            })}
        </div>
        <PostList thread/>
        <div class="page__bar">
            <ThreadPager thread label=i18n.site().pages_below/>
            {when(you.role >= Role::Member, || view! { <Watching topic=topic.id watched=you.watched/> })}
        </div>
        {match form {
            Some(form) => view! { <QuickReply thread form/> }.into_any(),
            None => view! { <Closed locked=topic.locked target=Target::Reply(topic.id)/> }.into_any(),
        }}
        {dynamic(move || back_to_forum(thread.topic_tracked().forum.slug, String::new()))}
        <Shortcuts form/>
    }
}

/// What a moderator's change of the topic draws again. Also sets the document's title and accent.
fn thread_head(topic: Topic, page: u32) -> impl IntoView {
    let i18n = use_i18n();
    page::use_accent(topic.forum.accent);
    // As in the title that the server sends.
    page::set_title(&match page {
        1 => topic.title.clone(),
        page => format!("{} · {}", topic.title, (i18n.page)(page).to_lowercase()),
    });
    view! {
        {back_to_forum(topic.forum.slug, topic.forum.name)}
        <header class="page__head">
            <h1 dir="auto">
                {topic.title}
                {when(topic.pinned, || view! { <TopicMark icon="pin" label=i18n.site().pinned/> })}
                {when(topic.locked, || view! { <TopicMark icon="lock" label=i18n.locked/> })}
            </h1>
            {given(topic.page, |page| view! {
                <p class="page__lead">{i18n.site().replies_to_page} " " {page_link(&page)}</p>
            })}
        </header>
    }
}

/// The page of another site that a topic is about. A link only if it is a valid `http` or `https` address.
fn page_link(page: &str) -> AnyView {
    let to = palabre_markup::Address::parse(page);
    match (to, address::without_scheme(page)) {
        (Some(to), Some(text)) => view! {
            <a href=to.as_str().to_owned() rel="nofollow ugc noopener">{text.to_owned()}</a>
        }
        .into_any(),
        _ => page.to_owned().into_any(),
    }
}

#[component]
fn ThreadPager(thread: Thread, label: &'static str) -> impl IntoView {
    let i18n = use_i18n();
    let (topic, page) = (thread.topic().id, thread.page());
    let place = Signal::derive(move || {
        let (first, last) = thread.span();
        let [first, last, size] = [first, last, thread.size()].map(|number| i18n.number(number));
        (i18n.post_range)(&first, &last, &size)
    });
    let link = Callback::new(move |page| Address::Thread(topic, page).to_string());
    let navigation = use_navigation();
    let go = Callback::new(move |to| navigation.go(&link.run(to)));
    let pages = thread.pages();
    view! { <Pager label page pages range=place link><PageJump pages go/></Pager> }
}

/// The reply form under the thread. Appends the reply to the current page, or goes to the page that contains it.
#[component]
fn QuickReply(thread: Thread, form: FormHandle) -> impl IntoView {
    let i18n = use_i18n();
    let topic = thread.topic();
    let (reload, fresh, navigation) = (use_reload(), use_fresh_post(), use_navigation());
    let on_posted = Callback::new(move |posted: Posted| {
        let to = address::of_post(&posted.post, thread.per_page());
        fresh.mark(posted.post.id);
        if page_of(posted.post.position, thread.per_page()) == thread.page()
            && !thread.append(posted.post)
        {
            reload.run();
        }
        // The fragment makes the thread scroll to the post.
        navigation.go(&to);
    });
    view! {
        <section class="quick-reply" aria-labelledby="quick-reply-title">
            <header class="quick-reply__head">
                <h2 id="quick-reply-title">{i18n.site().quick_reply}</h2>
                <a href=Address::Reply(topic.id).to_string()>{i18n.full_reply_page}</a>
            </header>
            {lazy_form((form, topic.forum.slug, on_posted), false)}
        </section>
    }
}

/// Scrolls to the post of the fragment. If it is on another page, for instance in a link from a reader with more posts
/// per page, goes there.
fn jump_to_fragment(thread: Thread) {
    let navigation = use_navigation();
    let fragment = navigation.fragment();
    Effect::new(move |_| {
        let anchor = fragment.get();
        match address::parse_anchor(&anchor) {
            Some(post) if !thread.contains(post) => {
                navigation.replace(&Address::Post(post).to_string());
            }
            _ if anchor.is_empty() => {}
            _ => request_animation_frame(move || page::jump_to_id(&anchor)),
        }
    });
}
