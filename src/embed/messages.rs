//! The messages that only the elements use, in the languages of [`palabre::i18n`].

use palabre::i18n::{I18n, Language};

/// The elements' messages in one language.
pub struct Messages {
    /// Accessible name of a thread.
    pub answers: &'static str,
    /// Link from a thread to the forum, by its name.
    pub in_forum: fn(&str) -> String,
    /// Shown in a thread without replies.
    pub no_answer_yet: &'static str,
    /// Title of the sign-in window, with the host's name.
    pub grant_title: fn(&str) -> String,
    /// Introduction of the sign-in window: what the host may do.
    pub grant_lead: fn(&str) -> String,
    /// The button that grants the session, with the account's username.
    pub grant: fn(&str) -> String,
    /// Shown afterwards if the window does not close by itself.
    pub granted: &'static str,
}

static FRENCH: Messages = Messages {
    answers: "Réponses",
    in_forum: |forum| format!("Voir dans {forum}"),
    no_answer_yet: "Aucune réponse pour l’instant.",
    grant_title: |host| format!("Écrire sur {host}"),
    grant_lead: |host| {
        format!(
            "{host} pourra lire et répondre en votre nom dans les forums qui s’y affichent. Ce site ne voit jamais \
             votre mot de passe, et vous pouvez révoquer l’accès sur la page de votre compte."
        )
    },
    grant: |pseudo| format!("Continuer en tant que {pseudo}"),
    granted: "C’est fait\u{202f}: vous pouvez fermer cette fenêtre.",
};

static ENGLISH: Messages = Messages {
    answers: "Replies",
    in_forum: |forum| format!("View in {forum}"),
    no_answer_yet: "No replies yet.",
    grant_title: |host| format!("Post on {host}"),
    grant_lead: |host| {
        format!(
            "{host} will be able to read and reply as you in the forums that it shows. It never sees your \
             password, and you can revoke access on your account page."
        )
    },
    grant: |pseudo| format!("Continue as {pseudo}"),
    granted: "Done. You can close this window.",
};

/// The messages in the current language.
pub fn messages(i18n: I18n) -> &'static Messages {
    match i18n.language() {
        Language::French => &FRENCH,
        Language::English => &ENGLISH,
    }
}
