//! The French catalogue, the reference for the other language.
//!
//! A narrow no-break space (U+202F) precedes `: ; ! ?` and `»` and follows `«`; `xtask/tests/french_typography.rs`
//! checks it.

use palabre_contract::{Field, MessageIcon, ProblemKind, Withdrawn};
use palabre_markup::Smiley;

use super::messages::{Counted, Messages};

/// The messages in French.
pub static MESSAGES: Messages = Messages {
    all_forums: "Tous les forums",
    sign_in: "Se connecter",
    sign_out: "Se déconnecter",
    theme: "Thème",
    language: "Langue",
    loading: "Chargement…",
    retry: "Réessayer",
    labelled: |label, value| format!("{label} : {value}"),
    just_now: "à l’instant",
    deleted_account: "Compte supprimé",

    forums_empty: "Il n’y a pas encore de forum ici. Pour en créer un, suivez le lien « créer forum » en bas de page.",
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
    latest_by: |pseudo| format!("par {pseudo}"),
    no_posts_yet: "Rien encore",
    locked: "Verrouillé",

    reply: "Répondre",
    quote: "Citer",
    quote_post: |pseudo| format!("Citer le message de {pseudo}"),
    permalink: |position| format!("Lien vers le message n° {position}"),
    post_by: |pseudo, position| format!("Message n° {position}, de {pseudo}"),
    pages: "Pages",
    page: |page| format!("Page {page}"),
    previous_page: "Page précédente",
    next_page: "Page suivante",
    post_range: |first, last, all| format!("{first}–{last} sur {all}"),
    topic_is_locked: "Ce sujet est verrouillé : vous pouvez le lire, mais plus y répondre.",
    moderator: "Modérateur·rice",
    administrator: "Administrateur·rice",
    quote_wrote: |author| format!("{author} a écrit :"),
    quoted: "Citation",
    go_to_post: "Aller au message cité",
    spoiler: "Texte masqué",
    signature_of: |pseudo| format!("Signature de {pseudo}"),

    full_reply_page: "Formulaire complet",
    latest_replies: "Dernières réponses",
    sign_in_first: "Connectez-vous pour voir cette page.",
    edit: "Modifier",
    edited: |when| format!("modifié le {when}"),
    delete_post: "Supprimer",
    restore: "Rétablir",
    withdrawn: |who| match who {
        Withdrawn::Author => "Message supprimé par son auteur.",
        Withdrawn::Moderator => "Message supprimé par la modération.",
    },
    moderate: "Modérer",
    move_to: "Déplacer vers",
    may_not_write: "Vous pouvez lire ce forum, mais pas y écrire.",
    page_not_found: "Page introuvable",
    page_not_found_hint: "L’adresse est peut-être erronée, ou la page a été supprimée.",
    could_not_load: "La page n’a pas pu être chargée",
    network: "Le forum ne répond pas. Vérifiez votre connexion, puis réessayez.",
    part_missing: "Une partie de la page n’a pas pu être chargée. Vérifiez votre connexion, puis réessayez ; si cela ne suffit pas, rechargez la page.",
    unexpected_response: "Une erreur est survenue. Rechargez la page ; si cela persiste, prévenez l’administration du forum.",
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
    unknown: |field| match field {
        Field::Address => "Cette page n’appartient à aucun site autorisé par le forum.",
        Field::Hosts => "Aucun forum n’autorise ce site.",
        _ => "Aucun membre ne porte ce pseudo.",
    },
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
        ProblemKind::Forbidden => "Vous n’avez pas le droit de faire cela ici.",
        ProblemKind::OtherAccount => {
            "Un autre compte est connecté dans ce navigateur. Rien n’a été publié."
        }
        ProblemKind::ChangedMeanwhile => {
            "Ce message a été modifié depuis que vous l’avez ouvert. Copiez votre texte, puis rechargez la page."
        }
        ProblemKind::LinkExpired => "Ce lien a expiré ou a déjà servi. Demandez-en un nouveau.",
        ProblemKind::NotAPicture => "Cette image n’a pas pu être lue. Essayez-en une autre.",
        ProblemKind::NotSupported => "Ce forum ne propose pas cette fonction.",
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
    too_many_attempts: |wait| format!("Trop de tentatives. Réessayez dans {wait}."),
    minutes: Counted {
        one: "{n} minute",
        many: "{n} de minutes",
        other: "{n} minutes",
    },
    seconds: Counted {
        one: "{n} seconde",
        many: "{n} de secondes",
        other: "{n} secondes",
    },

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
    smiley_label: |smiley| match smiley {
        Smiley::Smile => "sourire",
        Smiley::Grin => "grand sourire",
        Smiley::Lol => "rire",
        Smiley::Wink => "clin d’œil",
        Smiley::Razz => "langue tirée",
        Smiley::Joy => "content",
        Smiley::Sad => "triste",
        Smiley::Cry => "en larmes",
        Smiley::Eek => "surpris",
        Smiley::Shock => "stupéfait",
        Smiley::Confused => "perplexe",
        Smiley::Cool => "lunettes de soleil",
        Smiley::Mad => "fâché",
        Smiley::Angry => "furieux",
        Smiley::Oops => "gêné",
        Smiley::Evil => "méchant",
        Smiley::Twisted => "diabolique",
        Smiley::Roll => "yeux au ciel",
        Smiley::Neutral => "neutre",
        Smiley::Unsure => "sceptique",
        Smiley::Mrgreen => "grand sourire vert",
        Smiley::Geek => "geek",
        Smiley::Love => "amoureux",
        Smiley::Heart => "cœur",
        Smiley::Clap => "applaudissements",
        Smiley::Whistle => "sifflote",
        Smiley::Bow => "s’incline",
        Smiley::Think => "réfléchit",
        Smiley::Sleepy => "dort",
        Smiley::Sick => "malade",
        Smiley::Party => "fait la fête",
        Smiley::Hello => "bonjour",
        Smiley::Pfff => "soupir",
        Smiley::Sweat => "goutte au front",
        Smiley::Kiss => "baiser",
        Smiley::Angel => "ange",
        Smiley::Up => "pouce levé",
        Smiley::Down => "pouce baissé",
        Smiley::Idea => "idée",
        Smiley::Arrow => "flèche",
        Smiley::Exclaim => "exclamation",
        Smiley::Question => "question",
    },
};
