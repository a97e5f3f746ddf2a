//! Topic review ("Dernières réponses"): the newest posts under the form, to read and quote while replying.

use leptos::prelude::*;
use palabre_contract::{Post, PostId, rules};
use palabre_markup::Options;

use super::{
    avatar::Avatar,
    dynamic::{dynamic, each},
    icon::Icon,
    moment::Moment,
    post_card::{PostBody, QuoteButton},
};
use crate::{
    address,
    browser::text,
    i18n::use_i18n,
    state::{FormHandle, use_form_handle, use_preferences},
};

/// Posts with more characters are folded: they probably take more than the 20 lines that a folded post shows.
const LONG_CHARACTERS: u32 = 1_400;
/// Posts with more lines are folded.
const LONG_LINES: usize = 20;

/// The newest posts; long ones are folded. The reader can search them and quote several at once.
#[component]
pub fn Review(
    /// The posts, newest first.
    posts: Vec<Post>,
) -> impl IntoView {
    let i18n = use_i18n();
    let search = RwSignal::new(String::new());
    let picked = RwSignal::new(Vec::<PostId>::new());
    let texts = StoredValue::new(posts.iter().map(searchable).collect::<Vec<_>>());
    let query = Memo::new(move |_| text::folded(&search.get()));
    let matches = move |text: &String| {
        query.with(|query| query.split_whitespace().all(|word| text.contains(word)))
    };
    let all = StoredValue::new(posts.clone());
    let entry = move |(index, post): (usize, Post)| {
        let is_found = Signal::derive(move || texts.with_value(|texts| matches(&texts[index])));
        view! { <ReviewEntry post picked is_found/> }
    };
    view! {
        <section class="review" aria-labelledby="review-title">
            <h2 id="review-title">{i18n.latest_replies}</h2>
            <div class="review__bar">
                <input class="input" type="search" aria-label=i18n.site().review_search
                    placeholder=i18n.site().review_search
                    on:input:target=move |event| search.set(event.target().value())/>
                {use_form_handle().map(|form| quote_picked(form, picked, all))}
            </div>
            <ol class="review__entries" role="list">
                {each(posts.into_iter().enumerate(), entry)}
            </ol>
            <p role="status">
                {dynamic(move || {
                    let is_found = texts.with_value(|texts| texts.iter().any(matches));
                    (!is_found).then_some(i18n.site().review_none)
                })}
            </p>
        </section>
    }
}

/// The author and the text of a post, folded for the search.
fn searchable(post: &Post) -> String {
    let options = Options {
        smilies: post.smilies,
    };
    let body = palabre_markup::to_plain_text(&palabre_markup::parse(&post.body, options));
    text::folded(&format!("{} {body}", post.author.pseudo))
}

/// A button that quotes the selected posts, oldest first.
fn quote_picked(
    form: FormHandle,
    picked: RwSignal<Vec<PostId>>,
    all: StoredValue<Vec<Post>>,
) -> AnyView {
    let i18n = use_i18n();
    let count = move || picked.with(|picked| u32::try_from(picked.len()).unwrap_or(u32::MAX));
    let on_quote = move |_| {
        let posts: Vec<Post> = all.with_value(|all| {
            let is_picked =
                |post: &&Post| picked.with_untracked(|picked| picked.contains(&post.id));
            all.iter().rev().filter(is_picked).cloned().collect()
        });
        form.quote(&posts);
        picked.set(Vec::new());
    };
    view! {
        <button class="button" type="button" hidden=move || count() == 0 on:click=on_quote>
            <Icon name="quote"/>
            {dynamic(move || i18n.counted(count(), i18n.site().review_quote_picked))}
        </button>
        <span class="review__hint">{i18n.site().quote_hint}</span>
    }
    .into_any()
}

#[component]
fn ReviewEntry(post: Post, picked: RwSignal<Vec<PostId>>, is_found: Signal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let id = post.id;
    let pick = use_form_handle().is_some().then(|| {
        view! {
            <input type="checkbox" aria-label=(i18n.site().review_pick)(&post.author.pseudo)
                prop:checked=move || picked.with(|picked| picked.contains(&id))
                on:change:target=move |event| {
                    let on = event.target().checked();
                    picked.update(|picked| {
                        picked.retain(|known| *known != id);
                        if on {
                            picked.push(id);
                        }
                    });
                }/>
        }
    });
    let is_long =
        rules::length(&post.body) > LONG_CHARACTERS || post.body.lines().count() > LONG_LINES;
    let (folded, set_folded) = signal(is_long);
    let body_id = format!("review-{}", post.id);
    let fold = is_long.then(|| {
        view! {
            <button
                class="button"
                data-variant="link"
                type="button"
                aria-expanded=move || (!folded.get()).to_string()
                aria-controls=body_id.clone()
                on:click=move |_| set_folded.update(|folded| *folded = !*folded)
            >
                {dynamic(move || if folded.get() { i18n.site().show_all } else { i18n.form().collapse })}
            </button>
        }
    });
    view! {
        <li class="review__entry" data-post=address::anchor(id) hidden=move || !is_found.get()>
            <header class="review__head">
                {pick}
                <Avatar pseudo=post.author.pseudo.clone() src=post.author.avatar.clone()/>
                <strong>{post.author.pseudo.clone()}</strong>
                <a href=address::of_post(&post, use_preferences().posts_per_page())><Moment at=post.posted_at/></a>
                <QuoteButton post=post.clone()/>
            </header>
            <div id=body_id class="review__body" data-folded=move || folded.get().then_some("")>
                <PostBody post/>
            </div>
            {fold}
        </li>
    }
}
