//! The addresses of the app's pages.

use palabre_contract::{ForumSlug, Post, PostId, TopicId, topic::page_of};

/// The list of forums.
pub const HOME: &str = "/";
/// Signing in.
pub const SIGN_IN: &str = "/sign-in";
/// Opening an account.
pub const SIGN_UP: &str = "/sign-up";
/// Getting back into an account.
pub const LOST_PASSWORD: &str = "/lost-password";
/// Opening a forum.
pub const NEW_FORUM: &str = "/new-forum";

/// A forum's topics.
pub fn forum(slug: &ForumSlug) -> String {
    format!("/f/{slug}")
}

/// A page of a thread.
pub fn thread(topic: TopicId, page: u32) -> String {
    match page {
        1 => format!("/t/{topic}"),
        page => format!("/t/{topic}?page={page}"),
    }
}

/// A post, where it stands in its thread.
pub fn post(post: &Post) -> String {
    format!(
        "{}#{}",
        thread(post.topic, page_of(post.position)),
        anchor(post.id)
    )
}

/// A post of which no more than the number is known; leads on to where it stands.
pub fn post_by_id(post: PostId) -> String {
    format!("/p/{post}")
}

/// The reply page of a topic.
pub fn reply(topic: TopicId) -> String {
    format!("/t/{topic}/reply")
}

/// The `id` of a post's element, which is also the fragment of its address.
pub fn anchor(post: PostId) -> String {
    format!("p{post}")
}
