//! The texts of the mails about accounts, in French and in English.

use maud::html;

use crate::store::Mail;

/// The language of a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Locale {
    French,
    English,
}

impl Locale {
    /// The locale for a language tag. French for unsupported languages.
    pub(super) fn of(tag: Option<&str>) -> Self {
        if tag == Some("en") {
            Self::English
        } else {
            Self::French
        }
    }
}

/// A mail to the owner of an account.
pub(super) enum MailTemplate<'a> {
    /// The link that opens the account.
    Confirm { pseudo: &'a str, link: &'a str },
    /// Somebody tried to sign up with the address of an existing account.
    AddressInUse { pseudo: &'a str, link: &'a str },
    /// The link that sets another password.
    LostPassword { pseudo: &'a str, link: &'a str },
    /// The password was changed.
    PasswordChanged { pseudo: &'a str, link: &'a str },
    /// The link that confirms another address.
    NewAddress { pseudo: &'a str, link: &'a str },
    /// Another address was confirmed. Sent to the old one.
    AddressChanged { pseudo: &'a str, link: &'a str },
}

/// Composes the mail for a template. `site`: the name of the site.
pub(super) fn mail(
    locale: Locale,
    site: &str,
    recipient: &str,
    template: &MailTemplate<'_>,
) -> Mail {
    let is_french = locale == Locale::French;
    let (subject, pseudo, before, link, after) = match template {
        MailTemplate::Confirm { pseudo, link } if is_french => (
            format!("[{site}] Confirmez votre adresse"),
            pseudo,
            "Pour activer votre compte, suivez ce lien (valable 24 heures) :",
            link,
            "Si vous n’êtes pas à l’origine de cette demande, ignorez cet email : aucun compte ne sera créé.",
        ),
        MailTemplate::Confirm { pseudo, link } => (
            format!("[{site}] Confirm your address"),
            pseudo,
            "To activate your account, follow this link (valid 24 hours):",
            link,
            "If you didn’t request this, ignore this email: no account will be created.",
        ),
        MailTemplate::AddressInUse { pseudo, link } if is_french => (
            format!("[{site}] Vous avez déjà un compte"),
            pseudo,
            "Quelqu’un, sans doute vous, a voulu créer un compte avec cette adresse, qui a déjà un compte sous ce pseudo. Si vous avez perdu votre mot de passe :",
            link,
            "Si ce n’était pas vous, ignorez cet email.",
        ),
        MailTemplate::AddressInUse { pseudo, link } => (
            format!("[{site}] You already have an account"),
            pseudo,
            "Someone, most likely you, tried to create an account with this address, which already has one under this username. If you forgot your password:",
            link,
            "If this wasn’t you, ignore this email.",
        ),
        MailTemplate::LostPassword { pseudo, link } if is_french => (
            format!("[{site}] Choisir un nouveau mot de passe"),
            pseudo,
            "Pour choisir un nouveau mot de passe, suivez ce lien (valable dix minutes, une seule fois) :",
            link,
            "Si vous n’êtes pas à l’origine de cette demande, ignorez cet email : votre mot de passe ne changera pas.",
        ),
        MailTemplate::LostPassword { pseudo, link } => (
            format!("[{site}] Choose a new password"),
            pseudo,
            "To choose a new password, follow this link (valid ten minutes, works once):",
            link,
            "If you didn’t request this, ignore this email: your password won’t change.",
        ),
        MailTemplate::PasswordChanged { pseudo, link } if is_french => (
            format!("[{site}] Votre mot de passe a changé"),
            pseudo,
            "Le mot de passe de votre compte vient d’être changé, et vous avez été déconnecté partout ailleurs. Si ce n’était pas vous, choisissez-en un autre :",
            link,
            "Si c’était vous, il n’y a rien à faire.",
        ),
        MailTemplate::PasswordChanged { pseudo, link } => (
            format!("[{site}] Your password has changed"),
            pseudo,
            "Your account’s password has just been changed, and you’ve been signed out everywhere else. If this wasn’t you, choose another:",
            link,
            "If this was you, there’s nothing to do.",
        ),
        MailTemplate::NewAddress { pseudo, link } if is_french => (
            format!("[{site}] Confirmez votre nouvelle adresse"),
            pseudo,
            "Pour associer cette adresse à votre compte, suivez ce lien (valable 24 heures) :",
            link,
            "Si vous n’êtes pas à l’origine de cette demande, ignorez cet email.",
        ),
        MailTemplate::NewAddress { pseudo, link } => (
            format!("[{site}] Confirm your new address"),
            pseudo,
            "To use this address for your account, follow this link (valid 24 hours):",
            link,
            "If you didn’t request this, ignore this email.",
        ),
        MailTemplate::AddressChanged { pseudo, link } if is_french => (
            format!("[{site}] Votre adresse a changé"),
            pseudo,
            "Votre compte a désormais une autre adresse. Si ce n’était pas vous, changez votre mot de passe :",
            link,
            "Si c’était vous, il n’y a rien à faire.",
        ),
        MailTemplate::AddressChanged { pseudo, link } => (
            format!("[{site}] Your address has changed"),
            pseudo,
            "Your account now has a different address. If this wasn’t you, change your password:",
            link,
            "If this was you, there’s nothing to do.",
        ),
    };
    let greeting = if is_french { "Bonjour" } else { "Hello" };
    Mail {
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
