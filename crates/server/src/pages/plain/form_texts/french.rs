//! The texts of plain forms in French.

use palabre_contract::{Field, MessageIcon, ProblemKind};

use super::FormTexts;

pub(super) static TEXTS: FormTexts = FormTexts {
    labelled: |label| format!("{label} : "),
    number_separator: '\u{202f}',

    back_to_topic: "Retour au sujet",
    add_reply: "Ajouter une réponse",
    quick_reply: "Réponse rapide",
    full_reply_page: "Formulaire complet",
    latest_replies: "Dernières réponses",
    topic_is_locked: "Ce sujet est verrouillé : vous pouvez le lire, mais plus y répondre.",
    may_not_write: "Vous pouvez lire ce forum, mais pas y écrire.",
    all_forums: "Tous les forums",

    pseudo: "Pseudo",
    password: "Mot de passe",
    register_question: "S’inscrire ?",
    lost_password_question: "Mot de passe perdu ?",
    guest_hint: "Sans mot de passe, vous écrivez en invité : ni notification, ni signature, ni modification par la suite.",
    sign_in: "Se connecter",
    sign_out: "Se déconnecter",
    icon: "Icône",
    no_icon: "Sans icône",
    icon_label: |icon| match icon {
        MessageIcon::Note => "Note",
        MessageIcon::Question => "Question",
        MessageIcon::Exclamation => "Exclamation",
        MessageIcon::Idea => "Idée",
        MessageIcon::ThumbsUp => "Pouce levé",
        MessageIcon::ThumbsDown => "Pouce baissé",
        MessageIcon::Heart => "Cœur",
        MessageIcon::Star => "Étoile",
        MessageIcon::Smile => "Sourire",
        MessageIcon::Sad => "Triste",
        MessageIcon::Angry => "En colère",
        MessageIcon::Link => "Lien",
        MessageIcon::Picture => "Image",
        MessageIcon::Check => "Résolu",
        MessageIcon::Warning => "Attention",
        MessageIcon::Flag => "Drapeau",
    },
    message: "Message",
    length_limit: |max| format!("{max} caractères au maximum"),
    options: "Options",
    notify: "Notification par email en cas de réponse",
    disable_smilies: "Désactiver les smilies",
    use_signature: "Activer votre signature",
    signature_hint: "Elle s’affiche sous le message si vous en avez une.",
    send_reply: "Envoyer la réponse",

    refused: "Votre envoi n’a pas abouti",
    go_back: "Revenez à la page précédente pour reprendre votre saisie.",
    text_kept: "Votre texte est intact.",
    unsent_text: "Votre message non envoyé",
    session_changed: "Votre session a changé depuis l’ouverture de cette page. Rien n’a été publié. Vérifiez votre texte, puis renvoyez-le.",
    form_incomplete: "Le formulaire est arrivé incomplet. Rien n’a été publié. Vérifiez votre texte, puis renvoyez-le.",
    other_writer: |name| {
        format!(
            "Vous êtes connecté en tant que {name}, mais ce texte n’a pas été écrit sous ce nom."
        )
    },
    send_again_as: |name| format!("Pour l’envoyer en tant que {name}, renvoyez-le."),
    arrived: "Une version précédente de ce message est déjà publiée.",
    see_posted: "La consulter",
    send_again_to_post_too: "Pour publier aussi ce texte, renvoyez-le.",
    too_soon: |wait| {
        format!("Vous venez de publier un message. Vous pourrez en publier un autre dans {wait}.")
    },
    too_many_attempts: |wait| format!("Trop de tentatives. Réessayez dans {wait}."),
    minutes: ["minute", "minutes"],
    seconds: ["seconde", "secondes"],
    problem: |kind| match kind {
        ProblemKind::WrongCredentials => "Pseudo ou mot de passe incorrect.",
        ProblemKind::SignInRequired => {
            "Vous n’êtes plus connecté. Indiquez votre pseudo et votre mot de passe, puis renvoyez."
        }
        ProblemKind::TopicLocked => {
            "Ce sujet vient d’être verrouillé. Vous ne pouvez plus y répondre."
        }
        ProblemKind::ForeignOrigin => "Il n’est pas possible de publier depuis cette page.",
        ProblemKind::NotFound => "Introuvable ou supprimé.",
        ProblemKind::TooLarge => {
            "Le message est trop long. Raccourcissez-le ou envoyez-le en deux fois."
        }
        ProblemKind::TooSlow => {
            "L’envoi a pris trop de temps. Rien n’a été enregistré ; réessayez."
        }
        ProblemKind::KeyReused => {
            "Une autre version de cette réponse a déjà été publiée. Rechargez la page avant de renvoyer."
        }
        ProblemKind::TooManyAttempts => "Trop de tentatives. Patientez un instant.",
        ProblemKind::NotSupported => "Ce forum ne propose pas cette fonction.",
        ProblemKind::Forbidden => "Vous n’avez pas le droit de faire cela ici.",
        ProblemKind::OtherAccount => {
            "Un autre compte est connecté dans ce navigateur. Rien n’a été publié."
        }
        ProblemKind::ChangedMeanwhile => {
            "Ce message a été modifié depuis que vous l’avez ouvert. Copiez votre texte, puis rechargez la page."
        }
        ProblemKind::LinkExpired => "Ce lien a expiré ou a déjà servi. Demandez-en un nouveau.",
        ProblemKind::NotAPicture => "Cette image n’a pas pu être lue. Essayez-en une autre.",
        ProblemKind::TooSoon => "Patientez un instant avant de publier un nouveau message.",
        ProblemKind::Internal | ProblemKind::Unavailable => {
            "Le forum rencontre un problème. Rien n’a été enregistré ; réessayez dans un instant."
        }
        ProblemKind::Malformed
        | ProblemKind::Invalid
        | ProblemKind::MethodNotAllowed
        | ProblemKind::NotJson
        | ProblemKind::KeyRequired => "Une erreur est survenue. Rechargez la page, puis réessayez.",
    },

    empty: |field| match field {
        Field::Body => "Votre message est vide.",
        Field::Pseudo => "Indiquez votre pseudo.",
        Field::Password => "Indiquez votre mot de passe.",
        Field::NewPassword => "Choisissez un mot de passe.",
        Field::Title => "Donnez un titre au sujet.",
        Field::Email => "Indiquez une adresse email.",
        _ => "Remplissez ce champ.",
    },
    too_short: |field, min| match field {
        Field::Pseudo => format!("Un pseudo doit compter au moins {min} caractères."),
        Field::Password | Field::NewPassword => {
            format!("Un mot de passe doit compter au moins {min} caractères.")
        }
        _ => format!("Saisissez au moins {min} caractères."),
    },
    too_long: |field, max, actual| match field {
        Field::Body => format!(
            "Votre message compte {actual} caractères ; la limite est de {max}. Raccourcissez-le ou envoyez-le en deux fois."
        ),
        _ => format!("{actual} caractères ; la limite est de {max}."),
    },
    forbidden_character: |field| match field {
        Field::Pseudo => {
            "Un pseudo peut contenir des lettres, des chiffres et de la ponctuation, mais ni symbole ni caractère invisible. Retapez-le."
        }
        _ => "Ce texte contient un caractère invisible. Retapez-le.",
    },
    mixed_scripts: "Ce pseudo mêle des alphabets, par exemple le latin et le cyrillique. N’en utilisez qu’un.",
    too_many_lines: |max| format!("Trop de lignes ; la limite est de {max}."),
    malformed: |field| match field {
        Field::Email => "Saisissez une adresse email valide, par exemple nom@exemple.org.",
        Field::Slug => {
            "Utilisez des minuscules sans accent, des chiffres et des traits d’union, sans trait d’union au début ni à la fin."
        }
        Field::Hosts => {
            "Une ligne n’est pas un site valide. Saisissez par exemple blog.exemple.org, sans chemin."
        }
        Field::Name => "Ni crochets ni deux-points, et pas d’espace au début ou à la fin.",
        _ => "Ce choix n’est pas disponible ici.",
    },
    taken: |field| match field {
        Field::Pseudo => {
            "Ce pseudo est déjà pris ou ressemble trop à un autre. Choisissez-en un autre."
        }
        Field::Slug => "Un autre forum utilise déjà cette adresse.",
        Field::Email => "Un autre compte utilise déjà cette adresse.",
        _ => "Ce nom est déjà pris. Choisissez-en un autre.",
    },
    too_common: "Ce mot de passe est trop courant. Choisissez-en un plus long, de plusieurs mots.",
    unknown: "Aucun membre ne porte ce pseudo.",
};
