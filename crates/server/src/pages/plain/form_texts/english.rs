//! The texts of plain forms in English.

use palabre_contract::{Field, MessageIcon, ProblemKind};

use super::FormTexts;

pub(super) static TEXTS: FormTexts = FormTexts {
    labelled: |label| format!("{label}: "),
    number_separator: ',',

    back_to_topic: "Back to the topic",
    add_reply: "Add a reply",
    quick_reply: "Quick reply",
    full_reply_page: "Full form",
    latest_replies: "Latest replies",
    topic_is_locked: "This topic is locked. You can read it but not reply.",
    may_not_write: "You can read this forum, but not post in it.",
    all_forums: "All forums",

    pseudo: "Username",
    password: "Password",
    register_question: "Sign up",
    lost_password_question: "Forgot your password?",
    guest_hint: "Without a password, you post as a guest: no notifications, signature or later editing.",
    sign_in: "Sign in",
    sign_out: "Sign out",
    icon: "Icon",
    no_icon: "No icon",
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
    message: "Message",
    length_limit: |max| format!("{max} characters at most"),
    options: "Options",
    notify: "Email me when someone replies",
    disable_smilies: "Disable smilies",
    use_signature: "Show my signature",
    signature_hint: "Appears under the post if you have one.",
    send_reply: "Post reply",

    refused: "Your form wasn’t accepted",
    go_back: "Go back to the previous page to get your entries back.",
    text_kept: "Your text is safe.",
    unsent_text: "Your unsent message",
    session_changed: "Your session has changed since you opened this page. Nothing was posted. Check your text, then send it again.",
    form_incomplete: "The form arrived incomplete. Nothing was posted. Check your text, then send it again.",
    other_writer: |name| {
        format!("You’re signed in as {name}, but this text wasn’t written under that name.")
    },
    send_again_as: |name| format!("To post it as {name}, send it again."),
    arrived: "An earlier version of this message has already been posted.",
    see_posted: "View it",
    send_again_to_post_too: "To post this text too, send it again.",
    too_soon: |wait| format!("You’ve just posted. You can post again in {wait}."),
    too_many_attempts: |wait| format!("Too many attempts. Try again in {wait}."),
    minutes: ["minute", "minutes"],
    seconds: ["second", "seconds"],
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
        ProblemKind::NotSupported => "This forum doesn’t offer this feature.",
        ProblemKind::Forbidden => "You don’t have permission to do this.",
        ProblemKind::OtherAccount => {
            "You’re signed in to another account in this browser. Nothing was posted."
        }
        ProblemKind::ChangedMeanwhile => {
            "This post has changed since you opened it. Copy your text, then reload."
        }
        ProblemKind::LinkExpired => "This link has expired or was already used. Request a new one.",
        ProblemKind::NotAPicture => "This image couldn’t be read. Try another.",
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
    unknown: "No member has this name.",
};
