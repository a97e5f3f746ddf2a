//! The English catalogue.

use palabre_contract::{Field, MessageIcon, ProblemKind, Withdrawn};
use palabre_markup::Smiley;

use super::messages::{Counted, Messages};

/// English has two plural forms; `many` is never selected.
pub(super) const fn counted(one: &'static str, other: &'static str) -> Counted {
    Counted {
        one,
        many: other,
        other,
    }
}

/// The messages in English.
pub static MESSAGES: Messages = Messages {
    all_forums: "All forums",
    sign_in: "Sign in",
    sign_out: "Sign out",
    theme: "Theme",
    language: "Language",
    loading: "Loading…",
    retry: "Try again",
    labelled: |label, value| format!("{label}: {value}"),
    just_now: "just now",
    deleted_account: "Deleted account",

    forums_empty: "There are no forums yet. Use “Create a forum” below to start one.",
    topics: counted("{n} topic", "{n} topics"),
    posts: counted("{n} post", "{n} posts"),
    replies: counted("{n} reply", "{n} replies"),
    latest_by: |pseudo| format!("by {pseudo}"),
    no_posts_yet: "Nothing yet",
    locked: "Locked",

    reply: "Reply",
    quote: "Quote",
    quote_post: |pseudo| format!("Quote the post by {pseudo}"),
    permalink: |position| format!("Link to post {position}"),
    post_by: |pseudo, position| format!("Post {position}, by {pseudo}"),
    pages: "Pages",
    page: |page| format!("Page {page}"),
    previous_page: "Previous page",
    next_page: "Next page",
    post_range: |first, last, all| format!("{first}–{last} of {all}"),
    topic_is_locked: "This topic is locked. You can read it but not reply.",
    moderator: "Moderator",
    administrator: "Administrator",
    quote_wrote: |author| format!("{author} wrote:"),
    quoted: "Quote",
    go_to_post: "Go to the quoted post",
    spoiler: "Spoiler",
    signature_of: |pseudo| format!("Signature of {pseudo}"),

    full_reply_page: "Full form",
    latest_replies: "Latest replies",
    sign_in_first: "Please sign in to see this page.",
    edit: "Edit",
    edited: |when| format!("edited {when}"),
    delete_post: "Delete",
    restore: "Restore",
    withdrawn: |who| match who {
        Withdrawn::Author => "Deleted by its author.",
        Withdrawn::Moderator => "Removed by a moderator.",
    },
    moderate: "Moderate",
    move_to: "Move to",
    may_not_write: "You can read this forum, but not post in it.",
    page_not_found: "Page not found",
    page_not_found_hint: "The address may be wrong, or the page was removed.",
    could_not_load: "The page couldn’t be loaded",
    network: "The forum isn’t responding. Check your connection and try again.",
    part_missing: "Part of the page couldn’t be loaded. Check your connection and try again; if that doesn’t help, reload the page.",
    unexpected_response: "Something went wrong. Reload the page; if it persists, tell the administrators.",
    empty: |field| match field {
        Field::Body => "Your message is empty.",
        Field::Pseudo => "Enter your username.",
        Field::Password => "Enter your password.",
        Field::NewPassword => "Choose a password.",
        Field::Title => "Give the topic a title.",
        Field::Email => "Enter an email address.",
        _ => "Fill in this field.",
    },
    too_short: |field, min| match field {
        Field::Pseudo => format!("Usernames need at least {min} characters."),
        Field::Password | Field::NewPassword => {
            format!("Passwords need at least {min} characters.")
        }
        _ => format!("Enter at least {min} characters."),
    },
    too_long: |field, max, actual| match field {
        Field::Body => format!(
            "Your message is {actual} characters long; the limit is {max}. Shorten it or split it."
        ),
        _ => format!("{actual} characters; the limit is {max}."),
    },
    forbidden_character: |field| match field {
        Field::Pseudo => {
            "Usernames can contain letters, digits and punctuation, but no symbols or invisible characters. Please retype it."
        }
        _ => "This contains an invisible character. Please retype it.",
    },
    mixed_scripts: "This name mixes alphabets, such as Latin and Cyrillic. Use only one.",
    too_many_lines: |max| format!("Too many lines; the limit is {max}."),
    malformed: |field| match field {
        Field::Email => "Enter a valid email address, such as name@example.org.",
        Field::Slug => "Use lowercase letters, digits and hyphens; no hyphen at either end.",
        Field::Hosts => "One line isn’t a valid site. Enter e.g. blog.example.org, without a path.",
        Field::Name => "No brackets or colons; no spaces at the start or end.",
        _ => "That choice isn’t available here.",
    },
    taken: |field| match field {
        Field::Pseudo => {
            "This username is taken or looks too much like another. Choose a different one."
        }
        Field::Slug => "Another forum already uses this address.",
        Field::Email => "Another account already uses this address.",
        _ => "This name is taken. Choose a different one.",
    },
    too_common: "This password is too common. Choose a longer one, of several words.",
    unknown: |field| match field {
        Field::Address => "This page isn’t on a site this forum allows.",
        Field::Hosts => "No forum here lists this site.",
        _ => "No member has this name.",
    },
    problem: |kind| match kind {
        ProblemKind::WrongCredentials => "Wrong username or password.",
        ProblemKind::SignInRequired => {
            "You’ve been signed out. Enter your username and password, then send again."
        }
        ProblemKind::TopicLocked => "This topic has just been locked. You can no longer reply.",
        ProblemKind::ForeignOrigin => "Posting from this page isn’t allowed.",
        ProblemKind::NotFound => "This doesn’t exist or was removed.",
        ProblemKind::TooLarge => "The message is too long. Shorten it or split it in two.",
        ProblemKind::TooSlow => "Sending took too long. Nothing was saved; try again.",
        ProblemKind::KeyReused => {
            "Another version of this reply has already been posted. Reload before sending again."
        }
        ProblemKind::TooManyAttempts => "Too many attempts. Please wait a moment.",
        ProblemKind::Forbidden => "You don’t have permission to do this.",
        ProblemKind::OtherAccount => {
            "You’re signed in to another account in this browser. Nothing was posted."
        }
        ProblemKind::ChangedMeanwhile => {
            "This post has changed since you opened it. Copy your text, then reload."
        }
        ProblemKind::LinkExpired => "This link has expired or was already used. Request a new one.",
        ProblemKind::NotAPicture => "This image couldn’t be read. Try another.",
        ProblemKind::NotSupported => "This forum doesn’t offer this feature.",
        ProblemKind::TooSoon => "Wait a moment before posting again.",
        ProblemKind::Internal | ProblemKind::Unavailable => {
            "The forum has a problem. Nothing was saved; try again shortly."
        }
        ProblemKind::Malformed
        | ProblemKind::Invalid
        | ProblemKind::MethodNotAllowed
        | ProblemKind::NotJson
        | ProblemKind::KeyRequired => "Something went wrong. Reload the page and try again.",
    },
    too_many_attempts: |wait| format!("Too many attempts. Try again in {wait}."),
    minutes: counted("{n} minute", "{n} minutes"),
    seconds: counted("{n} second", "{n} seconds"),

    icon_label: |icon| match icon {
        MessageIcon::Note => "Note",
        MessageIcon::Question => "Question mark",
        MessageIcon::Exclamation => "Exclamation mark",
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
        Smiley::Confused => "confused",
        Smiley::Cool => "sunglasses",
        Smiley::Mad => "annoyed",
        Smiley::Angry => "furious",
        Smiley::Oops => "embarrassed",
        Smiley::Evil => "evil",
        Smiley::Twisted => "devilish",
        Smiley::Roll => "rolling eyes",
        Smiley::Neutral => "neutral",
        Smiley::Unsure => "sceptical",
        Smiley::Mrgreen => "big green smile",
        Smiley::Geek => "geek",
        Smiley::Love => "in love",
        Smiley::Heart => "heart",
        Smiley::Clap => "applause",
        Smiley::Whistle => "whistling",
        Smiley::Bow => "bowing",
        Smiley::Think => "thinking",
        Smiley::Sleepy => "sleeping",
        Smiley::Sick => "sick",
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
        Smiley::Exclaim => "exclamation mark",
        Smiley::Question => "question mark",
    },
};
