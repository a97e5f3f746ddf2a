//! The English catalogue of forms.

use palabre_contract::rules::Strength;

use super::FormMessages;

/// The messages in English.
pub static MESSAGES: FormMessages = FormMessages {
    pseudo: "Username",
    password: "Password",
    register_question: "Sign up",
    lost_password_question: "Forgot your password?",
    icon: "Icon",
    no_icon: "No icon",
    message: "Message",
    formatting: "Formatting",
    smilies: "Smilies",
    more_smilies: "More smilies",
    fewer_smilies: "Fewer smilies",
    custom_smilies: "Custom smilies",
    custom_smilies_empty: "This forum has no custom smilies yet.",
    options: "Options",
    notify: "Email me when someone replies",
    disable_smilies: "Disable smilies",
    use_signature: "Show my signature",
    signature_hint: "Appears under the post if you have one.",
    preview: "Preview",
    preview_empty: "Your message will appear here as you type.",
    characters: |count, max| format!("{count} / {max} characters"),
    draft_kept: "Draft saved in this browser",
    draft_not_kept: "This browser can’t save drafts. Send your reply before leaving.",
    send_reply: "Post reply",
    sending: "Posting…",
    send_shortcut: "Ctrl + Enter",

    arrived: "An earlier version of this message has already been posted.",
    see_posted: "View it",
    replace_posted: "Update the posted message",
    post_as_well: "Post this text too",
    other_writer: |name| {
        format!("You’re signed in as {name}, but this text wasn’t written under that name.")
    },
    send_as: |name| format!("Post as {name}"),
    other_account: "Use another account",
    changed_since: "This post has changed since you opened it. Its current text:",
    text_now: "Current text",
    save_mine: "Save my text",
    take_theirs: "Use the current text",
    unsent_text: "Your unsent message",
    other_draft: |excerpt| format!("You have another unsent message here: “{excerpt}”"),
    resume_draft: "Continue writing it",
    draft_closed: "The draft that was here is saved for its author, who will find it after signing in.",
    draft_opened_elsewhere: "This draft is now open in another tab.",

    bold: "Bold",
    italic: "Italic",
    underline: "Underline",
    strike: "Strikethrough",
    link: "Link",
    image: "Image",
    quote_tool: "Quote",
    code: "Code",
    list: "List",
    numbered_list: "Numbered list",
    spoiler_tool: "Spoiler",

    collapse: "Collapse",

    email: "Email address",
    strength: |strength| match strength {
        Strength::Refused => ("0", "Not accepted: too short or too common."),
        Strength::Weak => ("1", "Weak. A few more words would make it strong."),
        Strength::Fair => ("2", "Fair."),
        Strength::Strong => ("3", "Strong."),
    },
    avatar: "Profile picture",
    signature: "Signature",

    posts_per_page: "Posts per page",
    show_smilies: "Show smilies as images",
    speech: "Smilies in screen readers",

    role: "Role",

    topic_title: "Title",
    send_topic: "Post topic",
    save_post: "Save changes",
    guest_hint: "Without a password, you post as a guest: no notifications, signature or later editing.",
    guest_or_sign_in: "Enter a name to post as a guest, or sign in to use your account.",
    sign_in_window: "Opens a forum window; this site never sees your password.",
    too_soon: |wait| format!("You’ve just posted. You can post again in {wait}."),
    may_send_now: "You can post now.",
    send_when_allowed: "Post as soon as possible",
    sends_in: |wait| format!("Posting in {wait}"),

    text_kept: "Your text is safe.",
};
