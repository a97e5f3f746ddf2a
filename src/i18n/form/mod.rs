//! The messages that only forms use: the reply form, and the fields of other forms. Both bundles load them with the part that
//! contains the form.

mod english;
mod french;

use palabre_contract::rules::Strength;

use super::Language;

/// The messages of forms, in one language.
#[expect(
    missing_docs,
    reason = "the field's name and its text in the catalogues describe it"
)]
pub struct FormMessages {
    // The reply form.
    pub pseudo: &'static str,
    pub password: &'static str,
    pub register_question: &'static str,
    pub lost_password_question: &'static str,
    pub icon: &'static str,
    pub no_icon: &'static str,
    pub message: &'static str,
    pub formatting: &'static str,
    pub smilies: &'static str,
    pub more_smilies: &'static str,
    pub fewer_smilies: &'static str,
    pub custom_smilies: &'static str,
    pub custom_smilies_empty: &'static str,
    pub options: &'static str,
    pub notify: &'static str,
    pub disable_smilies: &'static str,
    pub use_signature: &'static str,
    pub signature_hint: &'static str,
    pub preview: &'static str,
    pub preview_empty: &'static str,
    pub characters: fn(&str, &str) -> String,
    pub draft_kept: &'static str,
    pub draft_not_kept: &'static str,
    pub send_reply: &'static str,
    pub sending: &'static str,
    pub send_shortcut: &'static str,

    // Drafts, and questions asked before a post is sent.
    pub arrived: &'static str,
    pub see_posted: &'static str,
    pub replace_posted: &'static str,
    pub post_as_well: &'static str,
    pub other_writer: fn(&str) -> String,
    pub send_as: fn(&str) -> String,
    pub other_account: &'static str,
    pub changed_since: &'static str,
    pub text_now: &'static str,
    pub save_mine: &'static str,
    pub take_theirs: &'static str,
    pub unsent_text: &'static str,
    pub other_draft: fn(&str) -> String,
    pub resume_draft: &'static str,
    pub draft_closed: &'static str,
    pub draft_opened_elsewhere: &'static str,

    // The toolbar.
    pub bold: &'static str,
    pub italic: &'static str,
    pub underline: &'static str,
    pub strike: &'static str,
    pub link: &'static str,
    pub image: &'static str,
    pub quote_tool: &'static str,
    pub code: &'static str,
    pub list: &'static str,
    pub numbered_list: &'static str,
    pub spoiler_tool: &'static str,

    // The topic review.
    pub collapse: &'static str,

    // Accounts.
    pub email: &'static str,
    pub strength: fn(Strength) -> (&'static str, &'static str),
    pub avatar: &'static str,
    pub signature: &'static str,

    // Preferences.
    pub posts_per_page: &'static str,
    pub show_smilies: &'static str,
    pub speech: &'static str,

    // Forum settings.
    pub role: &'static str,

    // Writing topics and posts, and moderation.
    pub topic_title: &'static str,
    pub send_topic: &'static str,
    pub save_post: &'static str,
    pub guest_hint: &'static str,
    pub guest_or_sign_in: &'static str,
    pub sign_in_window: &'static str,
    pub too_soon: fn(&str) -> String,
    pub may_send_now: &'static str,
    pub send_when_allowed: &'static str,
    pub sends_in: fn(&str) -> String,

    // Errors.
    pub text_kept: &'static str,
}

impl FormMessages {
    /// The messages of a language.
    pub(super) fn of(language: Language) -> &'static Self {
        match language {
            Language::French => &french::MESSAGES,
            Language::English => &english::MESSAGES,
        }
    }
}
