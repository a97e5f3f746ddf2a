//! The English catalogue.

use palabre_contract::{Field, MessageIcon, ProblemKind};
use palabre_markup::Smiley;

use super::messages::{Counted, Messages};

/// English has two forms; "many" is never asked for.
const fn counted(one: &'static str, other: &'static str) -> Counted {
    Counted {
        one,
        many: other,
        other,
    }
}

/// Palabre in English.
pub static MESSAGES: Messages = Messages {
    skip_to_content: "Skip to content",
    site_navigation: "Site",
    all_forums: "All forums",
    sign_in: "Sign in",
    sign_out: "Sign out",
    signed_in_as: |pseudo| format!("Signed in as {pseudo}"),
    theme: "Theme",
    theme_auto: "Automatic",
    theme_light: "Light",
    theme_dark: "Dark",
    language: "Language",
    create_forum: "create a forum",
    powered_by: "powered by Palabre",
    loading: "Loading…",
    retry: "Try again",

    forums: counted("{n} forum", "{n} forums"),
    forums_empty: "No forum is open here yet. The link “create a forum” at the foot of the page opens one.",
    forum_empty: "Nobody has opened a topic here yet.",
    topics: counted("{n} topic", "{n} topics"),
    posts: counted("{n} post", "{n} posts"),
    replies: counted("{n} reply", "{n} replies"),
    latest_by: |pseudo| format!("by {pseudo}"),
    nothing_yet: "Nothing yet",
    opened_by: |pseudo| format!("opened by {pseudo}"),
    locked: "Locked",
    pinned: "Pinned",
    older_topics: "Older topics",
    newest_topics: "Newest topics",

    reply: "Reply",
    quote: "Quote",
    quote_post: |pseudo| format!("Quote the post by {pseudo}"),
    permalink: |position| format!("Link to post {position}"),
    post_by: |pseudo, position| format!("Post {position}, by {pseudo}"),
    pages: "Pages",
    pages_below: "Pages, below",
    page: |page| format!("Page {page}"),
    previous_page: "Previous page",
    next_page: "Next page",
    place: |first, last, all| format!("{first}–{last} of {all}"),
    topic_is_locked: "This topic is locked: it can be read, but takes no more replies.",
    moderator: "Moderator",
    administrator: "Administrator",
    quote_wrote: |author| format!("{author} wrote:"),
    quoted: "Quote",
    go_to_post: "Go to the quoted post",
    spoiler: "Hidden text",
    signature_of: |pseudo| format!("Signature of {pseudo}"),

    back_to_forum: "Back to the forum",
    back_to_topic: "Back to the topic",
    add_reply: "Add a reply",
    quick_reply: "Quick reply",
    full_reply_page: "Full form",
    pseudo: "Name",
    password: "Password",
    register_question: "Register?",
    lost_password_question: "Lost your password?",
    icon: "Icon",
    no_icon: "No icon",
    message: "Message",
    formatting: "Formatting",
    smilies: "Smilies",
    more_smilies: "More smilies",
    fewer_smilies: "Fewer smilies",
    custom_smilies: "Custom smilies",
    custom_smilies_search: "Find a smiley",
    custom_smilies_none: "No smiley has that name.",
    custom_smilies_empty: "This forum has no smilies of its own yet.",
    options: "Options",
    notify: "E-mail me when somebody replies",
    notify_hint: "Your choice is kept; this server does not send mail yet.",
    disable_smilies: "Disable smilies",
    use_signature: "Attach your signature",
    signature_hint: "It shows under the post if your account has one.",
    preview: "Preview",
    preview_empty: "The message will appear here as you write it.",
    characters: |count, max| format!("{count} / {max} characters"),
    draft_kept: "Draft kept in this browser",
    draft_not_kept: "This browser will not keep the draft: send the reply before you leave the page.",
    send_reply: "Send the reply",
    sending: "Sending…",
    send_shortcut: "Ctrl + Enter",

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
    spoiler_tool: "Hidden text",

    latest_replies: "Latest replies",
    show_all: "Show all",
    fold: "Fold",

    sign_in_title: "Sign in",
    sign_up_title: "Register",
    lost_password_title: "Lost password",
    new_forum_title: "Create a forum",
    sign_up_not_yet: "Registration is not open on this server yet. You can read without an account; to reply, you need one that an administrator made.",
    lost_password_not_yet: "This server cannot send a new password yet. A forum administrator can give you one.",
    new_forum_not_yet: "Creating forums is not open on this server yet.",
    already_signed_in: |pseudo| format!("You are signed in as {pseudo}."),

    shortcuts: "Keyboard shortcuts",
    shortcut_next: "Next post",
    shortcut_previous: "Previous post",
    shortcut_reply: "Reply",
    shortcut_quote: "Quote the post you stand at",
    shortcut_help: "This list",
    shortcuts_on: "Use single-key shortcuts",
    close: "Close",

    page_not_found: "There is no such page",
    page_not_found_hint: "The address may be incomplete, or what stood there was taken away.",
    could_not_load: "The page could not be loaded",
    network: "The forum’s server does not answer. Check your connection, then try again.",
    not_understood: "The server’s answer was not understood. Reload the page; if it keeps happening, tell the forum’s administrators.",
    text_kept: "Your text is safe.",
    empty: |field| match field {
        Field::Body => "The message is empty: write something before you send it.",
        Field::Pseudo => "Give your name.",
        Field::Password => "Give your password.",
        Field::Title => "Give the topic a title.",
    },
    too_short: |field, min| match field {
        Field::Pseudo => format!("A name has at least {min} characters."),
        Field::Password => format!("A password has at least {min} characters."),
        Field::Body | Field::Title => format!("At least {min} characters are needed."),
    },
    too_long: |field, max, actual| match field {
        Field::Body => format!(
            "The message has {actual} characters, and {max} are allowed: shorten it or send it in two parts."
        ),
        Field::Pseudo => format!("A name has at most {max} characters."),
        Field::Password => format!("A password has at most {max} characters."),
        Field::Title => format!("A title has at most {max} characters."),
    },
    forbidden_character: |field| match field {
        Field::Pseudo => "This name holds an invisible character: type it by hand.",
        Field::Body | Field::Password | Field::Title => {
            "This text holds an invisible character: type it by hand."
        }
    },
    problem: |kind| match kind {
        ProblemKind::WrongCredentials => "This name and this password do not go together.",
        ProblemKind::SignInRequired => {
            "You are no longer signed in: give your name and password, then send again."
        }
        ProblemKind::TopicLocked => "This topic has just been locked: it takes no more replies.",
        ProblemKind::ForeignOrigin => "The server takes no messages from this page.",
        ProblemKind::NotFound => "This topic does not exist, or no longer.",
        ProblemKind::TooLarge => "The message is too large: shorten it or send it in two parts.",
        ProblemKind::KeyReused => {
            "Another version of this reply is already posted: reload the topic before you send again."
        }
        ProblemKind::TooManyAttempts => "Too many attempts in a short time: wait a little.",
        ProblemKind::Internal | ProblemKind::Unavailable => {
            "The forum’s server has trouble. Nothing was stored: try again in a moment."
        }
        ProblemKind::Malformed
        | ProblemKind::Invalid
        | ProblemKind::MethodNotAllowed
        | ProblemKind::NotJson
        | ProblemKind::KeyRequired => {
            "The server did not understand the request. Reload the page, then try again."
        }
    },
    too_many_attempts: |wait| format!("Too many attempts in a short time. Try again in {wait}."),
    minutes: counted("{n} minute", "{n} minutes"),
    seconds: counted("{n} second", "{n} seconds"),

    icon_label: |icon| match icon {
        MessageIcon::Note => "Note",
        MessageIcon::Question => "Question",
        MessageIcon::Exclamation => "Exclamation",
        MessageIcon::Idea => "Idea",
        MessageIcon::ThumbsUp => "Thumbs up",
        MessageIcon::ThumbsDown => "Thumbs down",
        MessageIcon::Heart => "Heart",
        MessageIcon::Star => "Star",
        MessageIcon::Smile => "Smile",
        MessageIcon::Sad => "Sad",
        MessageIcon::Angry => "Angry",
        MessageIcon::Link => "Link",
        MessageIcon::Picture => "Picture",
        MessageIcon::Check => "Solved",
        MessageIcon::Warning => "Warning",
        MessageIcon::Flag => "Flag",
    },
    smiley_label: |smiley| match smiley {
        Smiley::Smile => "smile",
        Smiley::Grin => "big smile",
        Smiley::Lol => "laughing",
        Smiley::Wink => "wink",
        Smiley::Razz => "tongue out",
        Smiley::Joy => "happy",
        Smiley::Sad => "sad",
        Smiley::Cry => "crying",
        Smiley::Eek => "surprised",
        Smiley::Shock => "shocked",
        Smiley::Confused => "puzzled",
        Smiley::Cool => "sunglasses",
        Smiley::Mad => "cross",
        Smiley::Angry => "furious",
        Smiley::Oops => "embarrassed",
        Smiley::Evil => "evil",
        Smiley::Twisted => "devilish",
        Smiley::Roll => "rolling eyes",
        Smiley::Neutral => "no expression",
        Smiley::Unsure => "sceptical",
        Smiley::Mrgreen => "big green smile",
        Smiley::Geek => "scholar",
        Smiley::Love => "in love",
        Smiley::Heart => "heart",
        Smiley::Clap => "applause",
        Smiley::Whistle => "whistling",
        Smiley::Bow => "bowing",
        Smiley::Think => "thinking",
        Smiley::Sleepy => "asleep",
        Smiley::Sick => "ill",
        Smiley::Party => "celebrating",
        Smiley::Hello => "hello",
        Smiley::Pfff => "sigh",
        Smiley::Sweat => "sweat drop",
        Smiley::Kiss => "kiss",
        Smiley::Angel => "angel",
        Smiley::Up => "thumbs up",
        Smiley::Down => "thumbs down",
        Smiley::Idea => "idea",
        Smiley::Arrow => "arrow",
        Smiley::Exclaim => "exclamation",
        Smiley::Question => "question",
    },
};
