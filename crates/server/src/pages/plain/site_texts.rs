//! The texts of the header, the footer, the lists and the page for unknown addresses: those of the app's catalogues.

use super::{Texts, moment::Counted};

/// The texts in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SiteTexts {
    /// The link to sign in.
    pub(super) sign_in: &'static str,
    /// The button that signs out.
    pub(super) sign_out: &'static str,
    /// Before the name of the signed-in account, in its tooltip.
    pub(super) account_prefix: &'static str,
    /// Accessible name of the navigation in the header.
    pub(super) site: &'static str,
    /// The link past the header.
    pub(super) skip: &'static str,
    /// The link in the footer.
    pub(super) create_forum: &'static str,
    /// The link in the footer.
    pub(super) preferences: &'static str,
    /// The software, in the footer.
    pub(super) powered_by: &'static str,
    /// The link to the home page.
    pub(super) all_forums: &'static str,
    /// Shown instead of an empty list of forums.
    pub(super) forums_empty: &'static str,
    /// Before the author of the newest post.
    pub(super) by: &'static str,
    /// Before the author of a topic.
    pub(super) opened_by: &'static str,
    /// Shown instead of the newest post of an empty forum.
    pub(super) nothing_yet: &'static str,
    /// Shown instead of an empty list of topics.
    pub(super) topics_empty: &'static str,
    /// Mark of a topic.
    pub(super) pinned: &'static str,
    /// Mark of a topic.
    pub(super) locked: &'static str,
    /// Before the number of a page.
    pub(super) page: &'static str,
    /// The link to the next page of topics.
    pub(super) older_topics: &'static str,
    /// The link to the first page of topics.
    pub(super) newest_topics: &'static str,
    /// The link to the form for a topic.
    pub(super) new_topic: &'static str,
    /// The link for moderators.
    pub(super) smilies: &'static str,
    /// The link for moderators.
    pub(super) log: &'static str,
    /// The link for administrators.
    pub(super) settings: &'static str,
    /// The link for administrators.
    pub(super) embed: &'static str,
    /// The menu with the pages of moderators and administrators.
    pub(super) manage: &'static str,
    /// The title of the page for unknown addresses.
    pub(super) not_found: &'static str,
    /// What may have happened.
    pub(super) not_found_hint: &'static str,
    /// Shown below it to guests.
    pub(super) not_found_members: &'static str,
    /// A number of forums.
    pub(super) forums: Counted,
    /// A number of topics.
    pub(super) topics: Counted,
    /// A number of posts.
    pub(super) posts: Counted,
    /// A number of replies.
    pub(super) replies: Counted,
}

const FRENCH: SiteTexts = SiteTexts {
    sign_in: "Se connecter",
    sign_out: "Se déconnecter",
    account_prefix: "Connecté en tant que ",
    site: "Site",
    skip: "Aller au contenu",
    create_forum: "créer forum",
    preferences: "Préférences",
    powered_by: "Propulsé par Palabre",
    all_forums: "Tous les forums",
    forums_empty: "Il n’y a pas encore de forum ici. Pour en créer un, suivez le lien « créer forum » en bas de page.",
    by: "par ",
    opened_by: "lancé par ",
    nothing_yet: "Rien encore",
    topics_empty: "Aucun sujet pour l’instant.",
    pinned: "Épinglé",
    locked: "Verrouillé",
    page: "Page ",
    older_topics: "Sujets plus anciens",
    newest_topics: "Sujets les plus récents",
    new_topic: "Nouveau sujet",
    smilies: "Smilies",
    log: "Journal",
    settings: "Réglages",
    embed: "Intégrer à un site",
    manage: "Gérer",
    not_found: "Page introuvable",
    not_found_hint: "L’adresse est peut-être erronée, ou la page a été supprimée.",
    not_found_members: "Certaines pages sont réservées aux personnes connectées.",
    forums: Counted {
        one: "{n} forum",
        many: "{n} de forums",
        other: "{n} forums",
    },
    topics: Counted {
        one: "{n} sujet",
        many: "{n} de sujets",
        other: "{n} sujets",
    },
    posts: Counted {
        one: "{n} message",
        many: "{n} de messages",
        other: "{n} messages",
    },
    replies: Counted {
        one: "{n} réponse",
        many: "{n} de réponses",
        other: "{n} réponses",
    },
};

const ENGLISH: SiteTexts = SiteTexts {
    sign_in: "Sign in",
    sign_out: "Sign out",
    account_prefix: "Signed in as ",
    site: "Site",
    skip: "Skip to content",
    create_forum: "Create a forum",
    preferences: "Preferences",
    powered_by: "Powered by Palabre",
    all_forums: "All forums",
    forums_empty: "There are no forums yet. Use “Create a forum” below to start one.",
    by: "by ",
    opened_by: "started by ",
    nothing_yet: "Nothing yet",
    topics_empty: "No topics yet.",
    pinned: "Pinned",
    locked: "Locked",
    page: "Page ",
    older_topics: "Older topics",
    newest_topics: "Newest topics",
    new_topic: "New topic",
    smilies: "Smilies",
    log: "Log",
    settings: "Settings",
    embed: "Embed on a site",
    manage: "Manage",
    not_found: "Page not found",
    not_found_hint: "The address may be wrong, or the page was removed.",
    not_found_members: "Some pages are only for people who are signed in.",
    forums: Counted {
        one: "{n} forum",
        many: "{n} forums",
        other: "{n} forums",
    },
    topics: Counted {
        one: "{n} topic",
        many: "{n} topics",
        other: "{n} topics",
    },
    posts: Counted {
        one: "{n} post",
        many: "{n} posts",
        other: "{n} posts",
    },
    replies: Counted {
        one: "{n} reply",
        many: "{n} replies",
        other: "{n} replies",
    },
};

impl Texts {
    /// The texts of the frame and the lists in the same language.
    pub(super) fn site(self) -> &'static SiteTexts {
        if self.language == "fr" {
            &FRENCH
        } else {
            &ENGLISH
        }
    }
}
