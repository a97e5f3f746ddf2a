//! What the mails about accounts say, in French and in English.

use maud::html;

use crate::store::Letter;

/// The language of a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tongue {
    French,
    English,
}

impl Tongue {
    /// The language of that tag; French where Palabre does not speak it.
    pub(super) fn of(tag: Option<&str>) -> Self {
        if tag == Some("en") {
            Self::English
        } else {
            Self::French
        }
    }
}

/// A mail that an account's owner gets.
pub(super) enum Occasion<'a> {
    /// The link that opens the account.
    Confirm { pseudo: &'a str, link: &'a str },
    /// Somebody asked for an account with an address that has one.
    KnownAlready { pseudo: &'a str, link: &'a str },
    /// The link that sets another password.
    LostPassword { pseudo: &'a str, link: &'a str },
    /// The password was changed.
    PasswordChanged { pseudo: &'a str, link: &'a str },
    /// The link that confirms another address.
    NewAddress { pseudo: &'a str, link: &'a str },
    /// Another address was confirmed; said to the old one.
    AddressChanged { pseudo: &'a str, link: &'a str },
}

/// The mail for an occasion, from the site of that name.
pub(super) fn letter(
    tongue: Tongue,
    site: &str,
    recipient: &str,
    occasion: &Occasion<'_>,
) -> Letter {
    let is_french = tongue == Tongue::French;
    let (subject, pseudo, before, link, after) = match occasion {
        Occasion::Confirm { pseudo, link } if is_french => (
            format!("[{site}] Confirmez votre adresse"),
            pseudo,
            "Pour ouvrir votre compte, suivez ce lien ; il vaut un jour :",
            link,
            "Si vous n’avez rien demandé, ne faites rien : aucun compte ne sera ouvert.",
        ),
        Occasion::Confirm { pseudo, link } => (
            format!("[{site}] Confirm your address"),
            pseudo,
            "To open your account, follow this link; it holds for a day:",
            link,
            "If you asked for nothing, do nothing: no account will be opened.",
        ),
        Occasion::KnownAlready { pseudo, link } if is_french => (
            format!("[{site}] Vous avez déjà un compte"),
            pseudo,
            "Quelqu’un, sans doute vous, a voulu ouvrir un compte avec cette adresse. Elle en a déjà un, sous ce pseudo. Si vous en avez perdu le mot de passe :",
            link,
            "Si ce n’était pas vous, ne faites rien.",
        ),
        Occasion::KnownAlready { pseudo, link } => (
            format!("[{site}] You have an account already"),
            pseudo,
            "Somebody, most likely you, wanted to open an account with this address. It has one already, under this name. If you lost its password:",
            link,
            "If it was not you, do nothing.",
        ),
        Occasion::LostPassword { pseudo, link } if is_french => (
            format!("[{site}] Choisir un autre mot de passe"),
            pseudo,
            "Pour choisir un autre mot de passe, suivez ce lien ; il vaut dix minutes et sert une fois :",
            link,
            "Si vous n’avez rien demandé, ne faites rien : votre mot de passe reste le même.",
        ),
        Occasion::LostPassword { pseudo, link } => (
            format!("[{site}] Choose another password"),
            pseudo,
            "To choose another password, follow this link; it holds for ten minutes and works once:",
            link,
            "If you asked for nothing, do nothing: your password stays what it is.",
        ),
        Occasion::PasswordChanged { pseudo, link } if is_french => (
            format!("[{site}] Votre mot de passe a changé"),
            pseudo,
            "Le mot de passe de votre compte vient de changer, et ses autres sessions sont fermées. Si ce n’était pas vous, choisissez-en un autre :",
            link,
            "Si c’était vous, il n’y a rien à faire.",
        ),
        Occasion::PasswordChanged { pseudo, link } => (
            format!("[{site}] Your password has changed"),
            pseudo,
            "The password of your account has just been changed, and its other sessions have ended. If it was not you, choose another:",
            link,
            "If it was you, there is nothing to do.",
        ),
        Occasion::NewAddress { pseudo, link } if is_french => (
            format!("[{site}] Confirmez votre nouvelle adresse"),
            pseudo,
            "Pour que votre compte ait désormais cette adresse, suivez ce lien ; il vaut un jour :",
            link,
            "Si vous n’avez rien demandé, ne faites rien.",
        ),
        Occasion::NewAddress { pseudo, link } => (
            format!("[{site}] Confirm your new address"),
            pseudo,
            "To give your account this address, follow this link; it holds for a day:",
            link,
            "If you asked for nothing, do nothing.",
        ),
        Occasion::AddressChanged { pseudo, link } if is_french => (
            format!("[{site}] Votre adresse a changé"),
            pseudo,
            "Votre compte a désormais une autre adresse. Si ce n’était pas vous, changez son mot de passe :",
            link,
            "Si c’était vous, il n’y a rien à faire.",
        ),
        Occasion::AddressChanged { pseudo, link } => (
            format!("[{site}] Your address has changed"),
            pseudo,
            "Your account has another address now. If it was not you, change its password:",
            link,
            "If it was you, there is nothing to do.",
        ),
    };
    let greeting = if is_french { "Bonjour" } else { "Hello" };
    Letter {
        recipient: recipient.into(),
        subject,
        text: format!("{greeting} {pseudo},\n\n{before}\n\n{link}\n\n{after}\n\n-- \n{site}\n"),
        html: html! {
            p { (greeting) " " (pseudo) "," }
            p { (before) }
            p { a href=(link) { (link) } }
            p { (after) }
            p { (site) }
        }
        .into_string(),
        unsubscribe: None,
    }
}
