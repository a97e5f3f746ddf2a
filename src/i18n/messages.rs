//! The type of a catalogue: every message that a language must provide.

use palabre_contract::{Field, MessageIcon, ProblemKind, Withdrawn};
use palabre_markup::Smiley;

/// The plural forms of a counted noun; `{n}` is replaced by the number.
#[derive(Clone, Copy, Debug)]
pub struct Counted {
    /// Plural category "one".
    pub one: &'static str,
    /// Plural category "many", which French uses for whole millions.
    pub many: &'static str,
    /// All other categories.
    pub other: &'static str,
}

/// The messages of the components and errors, in one language.
#[expect(
    missing_docs,
    reason = "the field's name and its text in the catalogues describe it"
)]
pub struct Messages {
    // Site header and general actions.
    pub all_forums: &'static str,
    pub sign_in: &'static str,
    pub sign_out: &'static str,
    pub theme: &'static str,
    pub language: &'static str,
    pub loading: &'static str,
    pub retry: &'static str,
    /// A label and its value, with the punctuation between them.
    pub labelled: fn(&str, &str) -> String,
    pub just_now: &'static str,
    pub deleted_account: &'static str,

    // Forums and their topics.
    pub forums_empty: &'static str,
    pub topics: Counted,
    pub posts: Counted,
    pub replies: Counted,
    pub latest_by: fn(&str) -> String,
    pub no_posts_yet: &'static str,
    pub locked: &'static str,

    // A thread.
    pub reply: &'static str,
    pub quote: &'static str,
    pub quote_post: fn(&str) -> String,
    pub permalink: fn(u32) -> String,
    pub post_by: fn(&str, u32) -> String,
    pub pages: &'static str,
    pub page: fn(u32) -> String,
    pub previous_page: &'static str,
    pub next_page: &'static str,
    pub post_range: fn(&str, &str, &str) -> String,
    pub topic_is_locked: &'static str,
    pub moderator: &'static str,
    pub administrator: &'static str,
    pub quote_wrote: fn(&str) -> String,
    pub quoted: &'static str,
    pub go_to_post: &'static str,
    pub spoiler: &'static str,
    pub signature_of: fn(&str) -> String,

    // The reply form.
    pub full_reply_page: &'static str,

    // The topic review.
    pub latest_replies: &'static str,

    // Accounts.
    pub sign_in_first: &'static str,

    // Writing topics and posts, and moderation.
    pub edit: &'static str,
    pub edited: fn(&str) -> String,
    pub delete_post: &'static str,
    pub restore: &'static str,
    pub withdrawn: fn(Withdrawn) -> &'static str,
    pub moderate: &'static str,
    pub move_to: &'static str,
    pub may_not_write: &'static str,

    // Errors.
    pub page_not_found: &'static str,
    pub page_not_found_hint: &'static str,
    pub could_not_load: &'static str,
    pub network: &'static str,
    pub part_missing: &'static str,
    pub unexpected_response: &'static str,
    pub empty: fn(Field) -> &'static str,
    pub too_short: fn(Field, &str) -> String,
    pub too_long: fn(Field, &str, &str) -> String,
    pub forbidden_character: fn(Field) -> &'static str,
    pub mixed_scripts: &'static str,
    pub too_many_lines: fn(&str) -> String,
    pub malformed: fn(Field) -> &'static str,
    pub taken: fn(Field) -> &'static str,
    pub too_common: &'static str,
    pub unknown: fn(Field) -> &'static str,
    pub problem: fn(ProblemKind) -> &'static str,
    pub too_many_attempts: fn(&str) -> String,
    pub minutes: Counted,
    pub seconds: Counted,

    // Text alternatives of icons and smilies.
    pub icon_label: fn(MessageIcon) -> &'static str,
    pub smiley_label: fn(Smiley) -> &'static str,
}
