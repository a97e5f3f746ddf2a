//! The French catalogue: the reference. A narrow no-break space stands before `: ; ! ?`.

use palabre_contract::{Field, MessageIcon, ProblemKind, Withdrawn, rules::Strength};
use palabre_markup::Smiley;

use super::messages::{Counted, Messages};

/// Palabre en français.
pub static MESSAGES: Messages = Messages {
    all_forums: "Tous les forums",
    sign_in: "Se connecter",
    sign_out: "Se déconnecter",
    theme: "Thème",
    language: "Langue",
    loading: "Chargement…",
    retry: "Réessayer",

    forums_empty: "Aucun forum n’est encore ouvert ici. Le lien « créer forum », en bas de page, en ouvre un.",
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
    place: |first, last, all| format!("{first}–{last} sur {all}"),
    topic_is_locked: "Ce sujet est verrouillé : il se lit, mais ne reçoit plus de réponses.",
    moderator: "Modération",
    administrator: "Administration",
    quote_wrote: |author| format!("{author} a écrit :"),
    quoted: "Citation",
    go_to_post: "Aller au message cité",
    spoiler: "Texte masqué",
    signature_of: |pseudo| format!("Signature de {pseudo}"),

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
    custom_smilies_empty: "Ce forum n’a pas encore de smilies à lui.",
    options: "Options",
    notify: "Notification par email en cas de réponse",
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

    arrived: "Une version précédente de ce message est déjà publiée.",
    see_posted: "La voir",
    replace_posted: "Modifier le message publié",
    post_as_well: "Publier aussi ce texte",
    other_writer: |name| {
        format!(
            "Vous êtes connecté en tant que {name}, mais ce texte n’a pas été écrit sous ce nom."
        )
    },
    send_as: |name| format!("Envoyer en tant que {name}"),
    other_account: "Changer de compte",
    changed_since: "Ce message a été modifié depuis que vous l’avez ouvert. Voici son texte actuel :",
    text_now: "Texte actuel",
    save_mine: "Enregistrer mon texte",
    take_theirs: "Reprendre le texte actuel",
    unsent_text: "Votre texte non envoyé",
    other_draft: |excerpt| format!("Un autre texte non envoyé est gardé ici : « {excerpt} »"),
    take_up: "Le reprendre",
    kept_for_writer: "Le texte qui se trouvait ici est gardé pour la personne qui l’a écrit : elle le retrouvera en se connectant.",
    taken_by_tab: "Ce texte se poursuit maintenant dans un autre onglet.",

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
    fold: "Replier",

    email: "Adresse e‑mail",
    strength: |strength| match strength {
        Strength::Refused => ("0", "Refusé : trop court ou trop connu."),
        Strength::Weak => ("1", "Faible : quelques mots de plus le rendraient solide."),
        Strength::Fair => ("2", "Correct."),
        Strength::Strong => ("3", "Solide."),
    },
    sign_in_first: "Cette page demande d’être connecté.",
    avatar: "Image",
    signature: "Signature",

    posts_per_page: "Messages par page",
    show_smilies: "Afficher les smilies en images",
    speech: "Smilies lus à voix haute",

    role: "Rôle",

    topic_title: "Titre",
    send_topic: "Ouvrir le sujet",
    edit: "Modifier",
    save_post: "Enregistrer le message",
    edited: |when| format!("modifié le {when}"),
    withdraw: "Retirer",
    restore: "Rétablir",
    withdrawn: |who| match who {
        Withdrawn::Author => "Ce message a été retiré par son auteur.",
        Withdrawn::Moderator => "Ce message a été retiré par la modération.",
    },
    move_to: "Déplacer vers",
    may_not_write: "Ce forum se lit, mais vous n’y écrivez pas.",
    guest_hint: "Sans mot de passe, vous écrivez en invité : sans notification ni signature, et sans pouvoir modifier ensuite.",
    guest_or_sign_in: "Un nom suffit pour écrire en invité. Connectez-vous pour écrire sous le vôtre.",
    sign_in_window: "Dans une fenêtre du forum : cette page ne voit pas votre mot de passe.",
    too_soon: |wait| format!("Un message vient de partir : le suivant sera accepté dans {wait}."),
    may_send_now: "L’attente est passée : vous pouvez envoyer.",
    send_when_allowed: "Envoyer dès que possible",
    sends_in: |wait| format!("Part dans {wait}"),

    page_not_found: "Cette page n’existe pas",
    page_not_found_hint: "L’adresse est peut-être incomplète, ou ce qui s’y trouvait a été retiré.",
    could_not_load: "La page n’a pas pu être chargée",
    network: "Le serveur du forum ne répond pas. Vérifiez votre connexion, puis réessayez.",
    part_missing: "Une partie de la page n’a pas pu être chargée. Vérifiez votre connexion, puis réessayez ; si cela ne suffit pas, rechargez la page.",
    not_understood: "La réponse du serveur n’a pas été comprise. Rechargez la page ; si cela persiste, prévenez l’administration du forum.",
    text_kept: "Votre texte est intact.",
    empty: |field| match field {
        Field::Body => "Le message est vide : écrivez quelque chose avant d’envoyer.",
        Field::Pseudo => "Indiquez votre pseudo.",
        Field::Password => "Indiquez votre mot de passe.",
        Field::NewPassword => "Choisissez un mot de passe.",
        Field::Title => "Donnez un titre au sujet.",
        Field::Email => "Indiquez une adresse e-mail.",
        _ => "Remplissez ce champ.",
    },
    too_short: |field, min| match field {
        Field::Pseudo => format!("Un pseudo compte au moins {min} caractères."),
        Field::Password | Field::NewPassword => {
            format!("Un mot de passe compte au moins {min} caractères.")
        }
        _ => format!("Il faut au moins {min} caractères."),
    },
    too_long: |field, max, actual| match field {
        Field::Body => format!(
            "Le message compte {actual} caractères, pour {max} au plus : raccourcissez-le ou envoyez-le en deux fois."
        ),
        _ => format!("Au plus {max} caractères ; il y en a {actual}."),
    },
    forbidden_character: |field| match field {
        Field::Pseudo => {
            "Un pseudo se compose de lettres, de chiffres et de ponctuation, sans symbole ni caractère invisible : retapez-le à la main."
        }
        _ => "Il y a là un caractère invisible : retapez ce texte à la main.",
    },
    mixed_scripts: "Ce pseudo mêle des alphabets, le latin et le cyrillique par exemple : n’en gardez qu’un.",
    too_many_lines: |max| format!("Il y a trop de lignes : {max} au plus."),
    malformed: |field| match field {
        Field::Email => "Cette adresse n’a pas la forme d’une adresse e-mail : nom@exemple.org.",
        Field::Slug => {
            "Seulement des minuscules sans accents, des chiffres et des traits d’union, ni au début ni à la fin."
        }
        Field::Hosts => {
            "Une ligne n’est pas un site : écrivez par exemple blog.exemple.org, sans chemin."
        }
        Field::Name => "Ni crochets, ni deux-points, ni espace au début ou à la fin.",
        _ => "Ce choix n’est pas possible ici.",
    },
    taken: |field| match field {
        Field::Pseudo => {
            "Ce pseudo est déjà pris, ou ressemble trop à un autre : choisissez-en un autre."
        }
        Field::Slug => "Un forum a déjà cette adresse : choisissez-en une autre.",
        Field::Email => "Un compte a déjà cette adresse.",
        _ => "Ce nom est déjà pris : choisissez-en un autre.",
    },
    too_common: "Ce mot de passe est de ceux qu’on essaie en premier : choisissez-en un plus long, de plusieurs mots.",
    unknown: |field| match field {
        Field::Address => "Cette page n’est pas d’un site que le forum connaît.",
        Field::Hosts => "Aucun forum d’ici ne connaît ce site.",
        _ => "Personne ne porte ce pseudo.",
    },
    problem: |kind| match kind {
        ProblemKind::WrongCredentials => "Ce pseudo et ce mot de passe ne vont pas ensemble.",
        ProblemKind::SignInRequired => {
            "Vous n’êtes plus connecté : indiquez votre pseudo et votre mot de passe, puis renvoyez."
        }
        ProblemKind::TopicLocked => "Ce sujet est verrouillé : il ne reçoit plus de réponses.",
        ProblemKind::ForeignOrigin => "Le serveur n’accepte pas de messages venant de cette page.",
        ProblemKind::NotFound => "Cela n’existe pas, ou plus.",
        ProblemKind::TooLarge => {
            "Le message est trop volumineux : raccourcissez-le ou envoyez-le en deux fois."
        }
        ProblemKind::TooSlow => {
            "L’envoi a pris trop de temps. Rien n’a été enregistré : réessayez."
        }
        ProblemKind::KeyReused => {
            "Une autre version de cette réponse est déjà en ligne : rechargez le sujet avant de renvoyer."
        }
        ProblemKind::TooManyAttempts => "Trop d’essais en peu de temps : attendez un peu.",
        ProblemKind::Forbidden => "Vous n’avez pas le droit de faire cela ici.",
        ProblemKind::OtherAccount => {
            "Un autre compte est connecté dans ce navigateur : rien n’a été publié."
        }
        ProblemKind::ChangedMeanwhile => {
            "Ce message a été modifié ailleurs entre-temps : copiez votre texte, puis rechargez la page."
        }
        ProblemKind::LinkExpired => "Ce lien a déjà servi, ou il a expiré : demandez-en un autre.",
        ProblemKind::NotAPicture => "Cette image n’a pas pu être lue : essayez-en une autre.",
        ProblemKind::TooSoon => "Un message vient de partir : attendez un peu avant le suivant.",
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
