//! The English catalogue.

use palabre_contract::{Field, MessageIcon, ProblemKind, Withdrawn, rules::Strength};
use palabre_markup::Smiley;

use super::messages::{Counted, Messages};

/// English has two forms; "many" is never asked for.
pub(super) const fn counted(one: &'static str, other: &'static str) -> Counted {
    Counted {
        one,
        many: other,
        other,
    }
}

/// Palabre in English.
pub static MESSAGES: Messages = Messages {
    all_forums: "All forums",
    sign_in: "Sign in",
    sign_out: "Sign out",
    theme: "Theme",
    language: "Language",
    loading: "Loading…",
    retry: "Try again",

    forums_empty: "No forum is open here yet. The link “create a forum” at the foot of the page opens one.",
    topics: counted("{n} topic", "{n} topics"),
    posts: counted("{n} post", "{n} posts"),
    replies: counted("{n} reply", "{n} replies"),
    latest_by: |pseudo| format!("by {pseudo}"),
    nothing_yet: "Nothing yet",
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
    place: |first, last, all| format!("{first}–{last} of {all}"),
    topic_is_locked: "This topic is locked: it can be read, but takes no more replies.",
    moderator: "Moderator",
    administrator: "Administrator",
    quote_wrote: |author| format!("{author} wrote:"),
    quoted: "Quote",
    go_to_post: "Go to the quoted post",
    spoiler: "Hidden text",
    signature_of: |pseudo| format!("Signature of {pseudo}"),

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
    custom_smilies_empty: "This forum has no smilies of its own yet.",
    options: "Options",
    notify: "E-mail me when somebody replies",
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

    arrived: "An earlier version of this message has already been posted.",
    see_posted: "See it",
    replace_posted: "Change the posted message",
    post_as_well: "Post this text as well",
    other_writer: |name| {
        format!("You’re signed in as {name}, but this text wasn’t written under that name.")
    },
    send_as: |name| format!("Post as {name}"),
    other_account: "Use another account",
    changed_since: "This post has changed since you opened it. This is its current text:",
    text_now: "Current text",
    save_mine: "Save my text",
    take_theirs: "Use the current text",
    unsent_text: "Your unsent text",
    other_draft: |excerpt| format!("Another unsent text is saved here: “{excerpt}”"),
    take_up: "Continue with it",
    kept_for_writer: "The text that was here is kept for its writer, who will find it again after signing in.",
    taken_by_tab: "This text is now being written in another tab.",

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
    fold: "Fold",

    email: "E-mail address",
    strength: |strength| match strength {
        Strength::Refused => ("0", "Not taken: too short or too well known."),
        Strength::Weak => ("1", "Weak: a few more words would make it strong."),
        Strength::Fair => ("2", "Fair."),
        Strength::Strong => ("3", "Strong."),
    },
    sign_in_first: "This page is for those who are signed in.",
    avatar: "Picture",
    signature: "Signature",

    posts_per_page: "Posts a page",
    show_smilies: "Show smilies as pictures",
    speech: "Smilies read aloud",

    role: "Role",

    topic_title: "Title",
    send_topic: "Open the topic",
    edit: "Edit",
    save_post: "Save the post",
    edited: |when| format!("edited {when}"),
    withdraw: "Withdraw",
    restore: "Restore",
    withdrawn: |who| match who {
        Withdrawn::Author => "This post was withdrawn by its author.",
        Withdrawn::Moderator => "This post was withdrawn by a moderator.",
    },
    move_to: "Move to",
    may_not_write: "You can read this forum, but not write in it.",
    guest_hint: "Without a password you write as a guest: no notices, no signature, no editing afterwards.",
    guest_or_sign_in: "A name is enough to write as a guest. Sign in to write under your own.",
    sign_in_window: "In a window of the forum: this page does not see your password.",
    too_soon: |wait| format!("A post has just been sent: the next is taken in {wait}."),
    may_send_now: "The wait is over: you can send.",
    send_when_allowed: "Send when allowed",
    sends_in: |wait| format!("Sends in {wait}"),

    page_not_found: "There is no such page",
    page_not_found_hint: "The address may be incomplete, or what stood there was taken away.",
    could_not_load: "The page could not be loaded",
    network: "The forum’s server does not answer. Check your connection, then try again.",
    part_missing: "A part of the page could not be loaded. Check your connection, then try again; if that is not enough, reload the page.",
    not_understood: "The server’s answer was not understood. Reload the page; if it keeps happening, tell the forum’s administrators.",
    text_kept: "Your text is safe.",
    empty: |field| match field {
        Field::Body => "The message is empty: write something before you send it.",
        Field::Pseudo => "Give your name.",
        Field::Password => "Give your password.",
        Field::NewPassword => "Choose a password.",
        Field::Title => "Give the topic a title.",
        Field::Email => "Give an e-mail address.",
        _ => "Fill in this field.",
    },
    too_short: |field, min| match field {
        Field::Pseudo => format!("A name has at least {min} characters."),
        Field::Password | Field::NewPassword => {
            format!("A password has at least {min} characters.")
        }
        _ => format!("At least {min} characters are needed."),
    },
    too_long: |field, max, actual| match field {
        Field::Body => format!(
            "The message has {actual} characters, and {max} are allowed: shorten it or send it in two parts."
        ),
        _ => format!("At most {max} characters; there are {actual}."),
    },
    forbidden_character: |field| match field {
        Field::Pseudo => {
            "A name is made of letters, digits and punctuation, without symbols or invisible characters: type it by hand."
        }
        _ => "There is an invisible character in it: type the text by hand.",
    },
    mixed_scripts: "This name mixes alphabets, such as Latin and Cyrillic: keep to one.",
    too_many_lines: |max| format!("Too many lines: {max} at most."),
    malformed: |field| match field {
        Field::Email => "This is not the form of an e-mail address: name@example.org.",
        Field::Slug => "Only small letters, digits and hyphens, no hyphen at either end.",
        Field::Hosts => {
            "A line is not a site: write blog.example.org, for instance, without a path."
        }
        Field::Name => "No brackets, no colons, no space at either end.",
        _ => "This cannot be chosen here.",
    },
    taken: |field| match field {
        Field::Pseudo => "This name is taken, or looks too much like another: choose another.",
        Field::Slug => "A forum has this address: choose another.",
        Field::Email => "An account has this address.",
        _ => "This name is taken: choose another.",
    },
    too_common: "This password is one of those that are tried first: choose a longer one, of several words.",
    unknown: |field| match field {
        Field::Address => "This page is of no site that the forum knows.",
        Field::Hosts => "No forum here knows this site.",
        _ => "Nobody goes by this name.",
    },
    problem: |kind| match kind {
        ProblemKind::WrongCredentials => "This name and this password do not go together.",
        ProblemKind::SignInRequired => {
            "You are no longer signed in: give your name and password, then send again."
        }
        ProblemKind::TopicLocked => "This topic has just been locked: it takes no more replies.",
        ProblemKind::ForeignOrigin => "The server takes no messages from this page.",
        ProblemKind::NotFound => "It does not exist, or no longer.",
        ProblemKind::TooLarge => "The message is too large: shorten it or send it in two parts.",
        ProblemKind::TooSlow => "Sending took too long. Nothing was saved: try again.",
        ProblemKind::KeyReused => {
            "Another version of this reply is already posted: reload the topic before you send again."
        }
        ProblemKind::TooManyAttempts => "Too many attempts in a short time: wait a little.",
        ProblemKind::Forbidden => "You may not do this here.",
        ProblemKind::OtherAccount => {
            "Another account is signed in in this browser. Nothing was posted."
        }
        ProblemKind::ChangedMeanwhile => {
            "This post was changed elsewhere meanwhile: copy your text, then reload the page."
        }
        ProblemKind::LinkExpired => "This link was used already, or has run out: ask for another.",
        ProblemKind::NotAPicture => "This picture could not be read: try another.",
        ProblemKind::TooSoon => "A post has just been sent: wait a little before the next.",
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
