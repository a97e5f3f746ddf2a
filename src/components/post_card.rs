//! A post in a thread.

use leptos::prelude::*;
use palabre_contract::{Author, Post, Role};

use super::{
    avatar::Avatar,
    icon::{Icon, MessageIconImage},
    markup_view::MarkupView,
    moment::Moment,
};
use crate::{address, i18n::use_i18n, state::use_composer};

/// A post: who and when in the margin, the text beside it, what can be done with it below.
#[component]
pub fn PostCard(
    /// The post.
    post: Post,
    /// The person's own, just sent: it is marked for a moment.
    #[prop(into)]
    fresh: Signal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (id, label) = (
        address::anchor(post.id),
        (i18n.post_by)(&post.author.pseudo, post.position),
    );
    view! {
        <article
            class="post"
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

/// Author, role, time and place.
#[component]
fn PostMargin(post: Post) -> impl IntoView {
    let i18n = use_i18n();
    let to = address::of_post(&post);
    let permalink = (i18n.permalink)(post.position);
    view! {
        <header class="post__margin">
            <Avatar pseudo=post.author.pseudo.clone()/>
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
        Role::Member => None,
        Role::Moderator => Some(i18n.moderator),
        Role::Administrator => Some(i18n.administrator),
    };
    role.map(|role| view! { <span class="post__role">{role}</span> })
}

/// Icon, text and signature: what a post says, wherever it is shown.
#[component]
pub fn PostBody(
    /// The post.
    post: Post,
) -> impl IntoView {
    let i18n = use_i18n();
    let label = (i18n.signature_of)(&post.author.pseudo);
    view! {
        <div class="prose">
            {post.icon.map(|icon| view! { <MessageIconImage icon/> })}
            <MarkupView text=post.body smilies=post.smilies/>
        </div>
        {post.signature.map(|text| view! {
            <div class="post__signature prose" role="note" aria-label=label>
                <MarkupView text smilies=post.smilies/>
            </div>
        })}
    }
}

/// What a reader can do with a post: quote it, where the topic can be answered.
#[component]
fn PostActions(post: Post) -> impl IntoView {
    view! {
        <footer class="post__actions">
            <QuoteButton post/>
        </footer>
    }
}

/// Quotes a post in the reply that is being written here; nothing where none can be.
#[component]
pub fn QuoteButton(
    /// The post to quote.
    post: Post,
) -> impl IntoView {
    let i18n = use_i18n();
    use_composer().map(|composer| {
        let label = (i18n.quote_post)(&post.author.pseudo);
        view! {
            <button
                class="button"
                data-variant="quiet"
                data-act="quote"
                type="button"
                aria-label=label
                on:click=move |_| composer.quote(&post)
            >
                <Icon name="quote"/>
                {i18n.quote}
            </button>
        }
    })
}
