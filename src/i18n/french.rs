//! The French catalogue: the reference. A narrow no-break space stands before `: ; ! ?`.

use palabre_contract::{Field, MessageIcon, ProblemKind};
use palabre_markup::Smiley;

use super::messages::{Counted, Messages};

/// Palabre en français.
pub static MESSAGES: Messages = Messages {
    skip_to_content: "Aller au contenu",
    site_navigation: "Site",
    all_forums: "Tous les forums",
    sign_in: "Se connecter",
    sign_out: "Se déconnecter",
    signed_in_as: |pseudo| format!("Connecté en tant que {pseudo}"),
    theme: "Thème",
    theme_auto: "Automatique",
    theme_light: "Clair",
    theme_dark: "Sombre",
    language: "Langue",
    create_forum: "créer forum",
    powered_by: "propulsé par Palabre",
    loading: "Chargement…",
    retry: "Réessayer",

    forums: Counted {
        one: "{n} forum",
        many: "{n} de forums",
        other: "{n} forums",
    },
    forums_empty: "Aucun forum n’est encore ouvert ici. Le lien « créer forum », en bas de page, en ouvre un.",
    forum_empty: "Personne n’a encore ouvert de sujet ici.",
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
    nothing_yet: "Rien encore",
    opened_by: |pseudo| format!("ouvert par {pseudo}"),
    locked: "Verrouillé",
    pinned: "Épinglé",
    older_topics: "Sujets plus anciens",
    newest_topics: "Sujets les plus récents",

    reply: "Répondre",
    quote: "Citer",
    quote_post: |pseudo| format!("Citer le message de {pseudo}"),
    permalink: |position| format!("Lien vers le message n° {position}"),
    post_by: |pseudo, position| format!("Message n° {position}, de {pseudo}"),
    pages: "Pages",
    pages_below: "Pages, en bas",
    page: |page| format!("Page {page}"),
    previous_page: "Page précédente",
    next_page: "Page suivante",
    place: |first, last, all| format!("{first}–{last} sur {all}"),
    topic_is_locked: "Ce sujet est verrouillé : il se lit, mais ne reçoit plus de réponses.",
    moderator: "Modération",
    administrator: "Administration",
    quote_wrote: |author| format!("{author} a écrit :"),
    quoted: "Citation",
    go_to_post: "Aller au message cité",
    spoiler: "Texte masqué",
    signature_of: |pseudo| format!("Signature de {pseudo}"),

    back_to_forum: "Retour au forum",
    back_to_topic: "Retour au sujet",
    add_reply: "Ajouter une réponse",
    quick_reply: "Réponse rapide",
    full_reply_page: "Formulaire complet",
    pseudo: "Pseudo",
    password: "Mot de passe",
    register_question: "S’inscrire ?",
    lost_password_question: "Mot de passe perdu ?",
    icon: "Icône",
    no_icon: "Sans icône",
    message: "Message",
    formatting: "Mise en forme",
    smilies: "Smilies",
    more_smilies: "Plus de smilies",
    fewer_smilies: "Moins de smilies",
    custom_smilies: "Smilies personnalisés",
    custom_smilies_search: "Chercher un smiley",
    custom_smilies_none: "Aucun smiley ne porte ce nom.",
    custom_smilies_empty: "Ce forum n’a pas encore de smilies à lui.",
    options: "Options",
    notify: "Notification par email en cas de réponse",
    notify_hint: "Votre choix est retenu ; ce serveur n’envoie pas encore de courriels.",
    disable_smilies: "Désactiver les smilies",
    use_signature: "Activer votre signature",
    signature_hint: "Elle paraît sous le message si votre compte en a une.",
    preview: "Aperçu",
    preview_empty: "Le message paraîtra ici à mesure que vous l’écrivez.",
    characters: |count, max| format!("{count} / {max} caractères"),
    draft_kept: "Brouillon gardé dans ce navigateur",
    draft_not_kept: "Ce navigateur refuse de garder le brouillon : envoyez la réponse avant de quitter la page.",
    send_reply: "Envoyer la réponse",
    sending: "Envoi en cours…",
    send_shortcut: "Ctrl + Entrée",

    bold: "Gras",
    italic: "Italique",
    underline: "Souligné",
    strike: "Barré",
    link: "Lien",
    image: "Image",
    quote_tool: "Citation",
    code: "Code",
    list: "Liste",
    numbered_list: "Liste numérotée",
    spoiler_tool: "Texte masqué",

    latest_replies: "Dernières réponses",
    show_all: "Tout afficher",
    fold: "Replier",

    sign_in_title: "Se connecter",
    sign_up_title: "S’inscrire",
    lost_password_title: "Mot de passe perdu",
    new_forum_title: "Créer un forum",
    sign_up_not_yet: "L’inscription n’est pas encore ouverte sur ce serveur. On peut lire sans compte ; pour répondre, il faut un compte que l’administration a créé.",
    lost_password_not_yet: "Ce serveur ne sait pas encore renvoyer un mot de passe. L’administration du forum peut vous en donner un nouveau.",
    new_forum_not_yet: "La création de forums n’est pas encore ouverte sur ce serveur.",
    already_signed_in: |pseudo| format!("Vous êtes connecté en tant que {pseudo}."),

    shortcuts: "Raccourcis clavier",
    shortcut_next: "Message suivant",
    shortcut_previous: "Message précédent",
    shortcut_reply: "Répondre",
    shortcut_quote: "Citer le message où l’on se tient",
    shortcut_help: "Cette liste",
    shortcuts_on: "Activer les raccourcis à une touche",
    close: "Fermer",

    page_not_found: "Cette page n’existe pas",
    page_not_found_hint: "L’adresse est peut-être incomplète, ou ce qui s’y trouvait a été retiré.",
    could_not_load: "La page n’a pas pu être chargée",
    network: "Le serveur du forum ne répond pas. Vérifiez votre connexion, puis réessayez.",
    not_understood: "La réponse du serveur n’a pas été comprise. Rechargez la page ; si cela persiste, prévenez l’administration du forum.",
    text_kept: "Votre texte est intact.",
    empty: |field| match field {
        Field::Body => "Le message est vide : écrivez quelque chose avant d’envoyer.",
        Field::Pseudo => "Indiquez votre pseudo.",
        Field::Password => "Indiquez votre mot de passe.",
        Field::Title => "Donnez un titre au sujet.",
    },
    too_short: |field, min| match field {
        Field::Pseudo => format!("Un pseudo compte au moins {min} caractères."),
        Field::Password => format!("Un mot de passe compte au moins {min} caractères."),
        Field::Body | Field::Title => format!("Il faut au moins {min} caractères."),
    },
    too_long: |field, max, actual| match field {
        Field::Body => format!(
            "Le message compte {actual} caractères, pour {max} au plus : raccourcissez-le ou envoyez-le en deux fois."
        ),
        Field::Pseudo => format!("Un pseudo compte au plus {max} caractères."),
        Field::Password => format!("Un mot de passe compte au plus {max} caractères."),
        Field::Title => format!("Un titre compte au plus {max} caractères."),
    },
    forbidden_character: |field| match field {
        Field::Pseudo => "Ce pseudo contient un caractère invisible : retapez-le à la main.",
        Field::Body | Field::Password | Field::Title => {
            "Ce texte contient un caractère invisible : retapez-le à la main."
        }
    },
    problem: |kind| match kind {
        ProblemKind::WrongCredentials => "Ce pseudo et ce mot de passe ne vont pas ensemble.",
        ProblemKind::SignInRequired => {
            "Vous n’êtes plus connecté : indiquez votre pseudo et votre mot de passe, puis renvoyez."
        }
        ProblemKind::TopicLocked => {
            "Ce sujet vient d’être verrouillé : il ne reçoit plus de réponses."
        }
        ProblemKind::ForeignOrigin => "Le serveur n’accepte pas de messages venant de cette page.",
        ProblemKind::NotFound => "Ce sujet n’existe pas ou plus.",
        ProblemKind::TooLarge => {
            "Le message est trop volumineux : raccourcissez-le ou envoyez-le en deux fois."
        }
        ProblemKind::KeyReused => {
            "Une autre version de cette réponse est déjà en ligne : rechargez le sujet avant de renvoyer."
        }
        ProblemKind::TooManyAttempts => "Trop d’essais en peu de temps : attendez un peu.",
        ProblemKind::Internal | ProblemKind::Unavailable => {
            "Le serveur du forum a un empêchement. Rien n’a été enregistré : réessayez dans un instant."
        }
        ProblemKind::Malformed
        | ProblemKind::Invalid
        | ProblemKind::MethodNotAllowed
        | ProblemKind::NotJson
        | ProblemKind::KeyRequired => {
            "Le serveur n’a pas compris la demande. Rechargez la page, puis réessayez."
        }
    },
    too_many_attempts: |wait| format!("Trop d’essais en peu de temps. Réessayez dans {wait}."),
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
        Smiley::Neutral => "sans expression",
        Smiley::Unsure => "sceptique",
        Smiley::Mrgreen => "grand sourire vert",
        Smiley::Geek => "savant",
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
