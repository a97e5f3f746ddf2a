//! The messages that only the app's own pages use. The custom elements, which share its components, are bundled
//! without them.

mod english;
mod french;

use palabre_contract::{AuditAction, Role, Theme, TopicChange};
use palabre_markup::Reason;

use super::{Counted, Language};

/// The messages of the app's own pages, in one language.
#[expect(
    missing_docs,
    reason = "the field's name and its text in the catalogues describe it"
)]
pub struct SiteMessages {
    // Site header and footer.
    pub skip_to_content: &'static str,
    pub site_navigation: &'static str,
    pub signed_in_as: fn(&str) -> String,
    pub theme_name: fn(Theme) -> &'static str,
    pub create_forum: &'static str,
    pub powered_by: &'static str,

    // Forums and their topics.
    pub forums: Counted,
    pub forum_empty: &'static str,
    pub opened_by: fn(&str) -> String,
    pub pinned: &'static str,
    pub older_topics: &'static str,
    pub newest_topics: &'static str,
    pub manage: &'static str,
    pub breadcrumb: &'static str,

    // A thread.
    pub pages_below: &'static str,
    pub watch: &'static str,
    pub unwatch: &'static str,
    pub watched: &'static str,
    pub go_to_page: &'static str,
    pub page_number: &'static str,

    // The reply form.
    pub back_to_forum: &'static str,
    pub back_to_topic: &'static str,
    pub add_reply: &'static str,
    pub quick_reply: &'static str,
    pub custom_smilies_search: &'static str,
    pub custom_smilies_none: &'static str,
    pub custom_smilies_count: Counted,
    pub custom_smilies_more: &'static str,
    pub custom_smilies_hint: &'static str,
    pub smilies_favourite: &'static str,
    pub smilies_recent: &'static str,
    pub smilies_all: &'static str,
    pub favourite: &'static str,
    pub favourite_added: fn(&str) -> String,
    pub favourite_removed: fn(&str) -> String,
    pub favourites_full: fn(&str) -> String,
    pub inspected: fn(u32, u32) -> String,
    pub why_text: fn(Reason) -> &'static str,
    pub unknown_smiley: &'static str,
    pub leave_as_text: &'static str,
    pub set_apart: &'static str,
    pub inspected_more: fn(&str) -> String,

    // The topic review.
    pub show_all: &'static str,

    // Signing in.
    pub sign_in_title: &'static str,
    pub sign_up_title: &'static str,
    pub locked_out_hint: &'static str,
    pub lost_password_title: &'static str,
    pub new_forum_title: &'static str,
    pub already_signed_in: fn(&str) -> String,

    // Accounts, and the pages that emails link to.
    pub account_title: &'static str,
    pub new_password: &'static str,
    pub sign_up_lead: &'static str,
    pub email_hint: &'static str,
    pub sign_up_button: &'static str,
    pub sign_up_sent: &'static str,
    pub lost_password_lead: &'static str,
    pub lost_password_button: &'static str,
    pub lost_password_sent: &'static str,
    pub reset_title: &'static str,
    pub reset_lead: &'static str,
    pub reset_button: &'static str,
    pub confirm_title: &'static str,
    pub confirm_lead: &'static str,
    pub confirm_button: &'static str,
    pub unsubscribe_title: &'static str,
    pub unsubscribe_about: fn(&str) -> String,
    pub unsubscribe_button: &'static str,
    pub unsubscribed: fn(&str) -> String,
    pub avatar_choose: &'static str,
    pub avatar_remove: &'static str,
    pub avatar_hint: &'static str,
    pub signature_limits: &'static str,
    pub save: &'static str,
    pub saved: &'static str,
    pub change_email: &'static str,
    pub current_email: fn(&str) -> String,
    pub change_email_sent: &'static str,
    pub change_password: &'static str,
    pub password_changed: &'static str,
    pub sessions: &'static str,
    pub watches: &'static str,
    pub watches_empty: &'static str,
    pub this_session: &'static str,
    pub session_seen: fn(&str) -> String,
    pub session_host: fn(&str) -> String,
    pub end_session: &'static str,
    pub end_sessions: &'static str,
    pub delete_account: &'static str,
    pub delete_account_lead: &'static str,

    // Preferences.
    pub preferences_title: &'static str,
    pub preferences_lead: &'static str,
    pub language_auto: &'static str,
    pub reading: &'static str,
    pub density: &'static str,
    pub comfortable: &'static str,
    pub compact: &'static str,
    pub speech_word: &'static str,
    pub speech_code: &'static str,
    pub speech_silent: &'static str,
    pub default_options: &'static str,

    // Creating and administering a forum.
    pub new_forum_lead: &'static str,
    pub new_forum_button: &'static str,
    pub forum_name: &'static str,
    pub forum_slug: &'static str,
    pub forum_slug_hint: &'static str,
    pub forum_description: &'static str,
    pub forum_accent: &'static str,
    pub forum_accent_hint: &'static str,
    pub forum_readers: &'static str,
    pub forum_writers: &'static str,
    pub audience: fn(Role) -> &'static str,
    pub forum_settings: &'static str,
    pub team: &'static str,
    pub role_name: fn(Role) -> &'static str,
    pub set_role: &'static str,
    pub forum_smilies: &'static str,
    pub smiley_picture: &'static str,
    pub smiley_picture_hint: &'static str,
    pub smiley_rename: fn(&str) -> String,
    pub smiley_up: fn(&str) -> String,
    pub smiley_retire: fn(&str) -> String,
    pub smiley_retired: fn(&str) -> String,
    pub undo: &'static str,
    pub embed_title: &'static str,
    pub embed_lead: &'static str,
    pub embed_hosts: &'static str,
    pub embed_hosts_hint: &'static str,
    pub embed_code: &'static str,
    pub embed_key: &'static str,
    pub embed_key_lead: &'static str,
    pub embed_key_create: &'static str,
    pub embed_key_replace: &'static str,
    pub embed_key_delete: &'static str,
    pub embed_key_shown_once: &'static str,
    pub log_title: &'static str,
    pub log_lead: &'static str,
    pub log_empty: &'static str,
    pub log_older: &'static str,
    /// The action in an audit log entry: the text before and after the entry's subject.
    pub audit_action: fn(AuditAction) -> (&'static str, &'static str),

    // Writing topics and posts, and moderation.
    pub new_topic: &'static str,
    pub replies_to_page: &'static str,
    pub edit_title: &'static str,
    pub lock: &'static str,
    pub unlock: &'static str,
    pub pin: &'static str,
    pub unpin: &'static str,
    pub retitle: &'static str,
    pub save_title: &'static str,
    pub move_topic: &'static str,
    /// The consequence of moving a topic from one forum to another.
    pub move_hint: fn(&str, &str) -> String,
    /// What a change of a topic has done.
    pub moderated: fn(&TopicChange) -> &'static str,

    // The topic review.
    pub review_search: &'static str,
    pub review_none: &'static str,
    pub review_pick: fn(&str) -> String,
    pub review_quote_picked: Counted,
    pub quote_hint: &'static str,

    // Keyboard.
    pub shortcuts: &'static str,
    pub shortcut_next: &'static str,
    pub shortcut_previous: &'static str,
    pub shortcut_reply: &'static str,
    pub shortcut_quote: &'static str,
    pub shortcut_help: &'static str,
    pub shortcuts_on: &'static str,
    pub close: &'static str,
}

impl SiteMessages {
    /// The messages of a language.
    pub(super) fn of(language: Language) -> &'static Self {
        match language {
            Language::French => &french::MESSAGES,
            Language::English => &english::MESSAGES,
        }
    }
}
