//! A post in a thread.

use leptos::prelude::*;
use palabre_contract::{Author, Post, PostChange, Role, Withdrawn};

use super::{
    avatar::Avatar,
    dynamic::{dynamic, given, when},
    failure::explain,
    icon::{Icon, MessageIconImage},
    markup_view::MarkupView,
    moment::Moment,
};
use crate::{
    address::{self, Address},
    api::Client,
    browser::page,
    i18n::use_i18n,
    state::{Thread, use_form_handle, use_preferences, use_session, use_thread},
};

/// A post: author and date in the margin, the text beside it, buttons below.
#[component]
pub fn PostCard(
    /// The post.
    mut post: Post,
    /// Whether the reader has just sent it: it is highlighted for a moment.
    #[prop(into)]
    fresh: Signal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    post.author.pseudo = i18n.pseudo(post.author.pseudo);
    let (id, label) = (
        address::anchor(post.id),
        (i18n.post_by)(&post.author.pseudo, post.position),
    );
    view! {
        <article
            class="post"
            part="post"
            id=id
            tabindex="-1"
            aria-label=label
            data-fresh=move || fresh.get().then_some("")
        >
            <PostMargin post=post.clone()/>
            <div class="post__main">
                <PostBody post=post.clone()/>
                <PostActions post/>
            </div>
        </article>
    }
}

/// Author, role, date and position.
#[component]
fn PostMargin(post: Post) -> impl IntoView {
    let i18n = use_i18n();
    let to = address::of_post(&post, use_preferences().posts_per_page());
    let permalink = (i18n.permalink)(post.position);
    view! {
        <header class="post__margin">
            <Avatar pseudo=post.author.pseudo.clone() src=post.author.avatar.clone()/>
            <p class="post__author">
                <strong>{post.author.pseudo.clone()}</strong>
                <RoleName author=post.author/>
            </p>
            <p class="post__when">
                <Moment at=post.posted_at/>
                <a class="post__number" href=to aria-label=permalink.clone() title=permalink>
                    "#" {post.position}
                </a>
            </p>
        </header>
    }
}

#[component]
fn RoleName(author: Author) -> impl IntoView {
    let i18n = use_i18n();
    let role = match author.role {
        Role::Guest | Role::Member => None,
        Role::Moderator => Some(i18n.moderator),
        Role::Administrator => Some(i18n.administrator),
    };
    role.map(|role| view! { <span class="post__role">{role}</span> })
}

/// Icon, text and signature, for the thread and the topic review.
#[component]
pub fn PostBody(
    /// The post.
    post: Post,
) -> impl IntoView {
    let i18n = use_i18n();
    let Some(withdrawn_by) = post.withdrawn else {
        return post_text(post);
    };
    let why = (i18n.withdrawn)(withdrawn_by);
    if post.body.is_empty() {
        return view! { <p class="post__withdrawn">{why}</p> }.into_any();
    }
    // The server sends the text only to those who may restore the post.
    view! {
        <details class="spoiler">
            <summary>{why}</summary>
            {post_text(post)}
        </details>
    }
    .into_any()
}

fn post_text(post: Post) -> AnyView {
    let i18n = use_i18n();
    let label = (i18n.signature_of)(&post.author.pseudo);
    let edited = post.edited_at.map(|at| (i18n.edited)(&i18n.date_time(at)));
    view! {
        <div class="prose">
            {given(post.icon, |icon| view! { <MessageIconImage icon/> })}
            <MarkupView text=post.body smilies=post.smilies links=post.links/>
        </div>
        {given(edited, |edited| view! { <p class="post__edited">{edited}</p> })}
        {given(post.signature, |text| view! {
            <div class="post__signature prose" role="note" aria-label=label>
                <MarkupView text smilies=post.smilies links=post.links/>
            </div>
        })}
    }
    .into_any()
}

/// Buttons to quote the post, if the reader can reply, and to edit, withdraw or restore it, for its author and moderators.
#[component]
fn PostActions(post: Post) -> impl IntoView {
    let own = post.clone();
    let session = use_session();
    let is_shown = post.withdrawn.is_none();
    let change_buttons = move || {
        let thread = use_thread()?;
        let is_mine = session.is_account(own.author.account);
        let is_moderator = thread.standing().role >= Role::Moderator;
        let may_write = is_moderator || !thread.topic().locked;
        let may_restore = own.withdrawn != Some(Withdrawn::Moderator);
        let may_change = session.capabilities().writing
            && (is_moderator || (is_mine && may_write && may_restore));
        may_change.then(|| view! { <ChangeButtons post=own.clone() thread/> })
    };
    view! {
        <footer class="post__actions">
            {when(is_shown, || view! { <QuoteButton post/> })}
            {dynamic(change_buttons)}
        </footer>
    }
}

/// Edit and withdraw, or restore.
#[component]
fn ChangeButtons(post: Post, thread: Thread) -> impl IntoView {
    let i18n = use_i18n();
    let client: Client = expect_context();
    let is_withdrawn = post.withdrawn.is_some();
    let fault = RwSignal::new(None::<String>);
    let change = PostChange {
        withdrawn: Some(!is_withdrawn),
        ..PostChange::default()
    };
    let on_withdraw = move |_| {
        let call = client.change_post(post.id, &change);
        leptos::task::spawn_local(async move {
            match call.await {
                Ok(post) => {
                    let anchor = address::anchor(post.id);
                    thread.replace(post);
                    // The button that had the focus is gone.
                    request_animation_frame(move || page::focus_id(&anchor));
                }
                Err(error) => drop(fault.try_set(Some(explain(i18n, &error)))),
            }
        });
    };
    let edit = (!is_withdrawn).then(|| {
        let to = Address::EditPost(post.id).to_string();
        view! { <a class="button" data-variant="quiet" href=to>{i18n.edit}</a> }
    });
    view! {
        {edit}
        <button class="button" data-variant="quiet" type="button" on:click=on_withdraw>
            {if is_withdrawn { i18n.restore } else { i18n.delete_post }}
        </button>
        {dynamic(move || fault.get().map(|why| view! { <span class="field__fault" role="alert">{why}</span> }))}
    }
}

/// Quotes a post in the reply on this page. Empty if there is no reply form.
#[component]
pub fn QuoteButton(
    /// The post to quote.
    post: Post,
) -> impl IntoView {
    let i18n = use_i18n();
    use_form_handle().map(|form| {
        let label = (i18n.quote_post)(&post.author.pseudo);
        view! {
            <button
                class="button"
                data-variant="quiet"
                data-act="quote"
                type="button"
                aria-label=label
                // Pressing the button would clear the selection, which is the passage to quote.
                on:mousedown=|event| event.prevent_default()
                on:click=move |_| form.quote(std::slice::from_ref(&post))
            >
                <Icon name="quote"/>
                {i18n.quote}
            </button>
        }
    })
}
