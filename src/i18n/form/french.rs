//! The French catalogue of forms.

use palabre_contract::rules::Strength;

use super::FormMessages;

/// The messages in French.
pub static MESSAGES: FormMessages = FormMessages {
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
    custom_smilies_empty: "Ce forum n’a pas encore de smilies personnalisés.",
    options: "Options",
    notify: "Notification par email en cas de réponse",
    disable_smilies: "Désactiver les smilies",
    use_signature: "Activer votre signature",
    signature_hint: "Elle s’affiche sous le message si vous en avez une.",
    preview: "Aperçu",
    preview_empty: "Votre message s’affichera ici au fil de la saisie.",
    characters: |count, max| format!("{count} / {max} caractères"),
    draft_kept: "Brouillon enregistré dans ce navigateur",
    draft_not_kept: "Ce navigateur ne peut pas enregistrer de brouillon. Envoyez votre réponse avant de quitter la page.",
    send_reply: "Envoyer la réponse",
    sending: "Envoi en cours…",
    send_shortcut: "Ctrl + Entrée",

    arrived: "Une version précédente de ce message est déjà publiée.",
    see_posted: "La consulter",
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
    unsent_text: "Votre message non envoyé",
    other_draft: |excerpt| format!("Vous avez ici un autre message non envoyé : « {excerpt} »"),
    resume_draft: "Le reprendre",
    draft_closed: "Le brouillon qui se trouvait ici est conservé : la personne qui l’a écrit le retrouvera en se connectant.",
    draft_opened_elsewhere: "Ce brouillon est maintenant ouvert dans un autre onglet.",

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

    collapse: "Replier",

    email: "Adresse email",
    strength: |strength| match strength {
        Strength::Refused => ("0", "Refusé : trop court ou trop courant."),
        Strength::Weak => ("1", "Faible : quelques mots de plus le rendraient solide."),
        Strength::Fair => ("2", "Correct."),
        Strength::Strong => ("3", "Solide."),
    },
    avatar: "Image de profil",
    signature: "Signature",

    posts_per_page: "Messages par page",
    show_smilies: "Afficher les smilies en images",
    speech: "Smilies dans les lecteurs d’écran",

    role: "Rôle",

    topic_title: "Titre",
    send_topic: "Publier le sujet",
    save_post: "Enregistrer le message",
    guest_hint: "Sans mot de passe, vous écrivez en invité : ni notification, ni signature, ni modification par la suite.",
    guest_or_sign_in: "Indiquez un pseudo pour écrire en invité, ou connectez-vous pour utiliser votre compte.",
    sign_in_window: "Ouvre une fenêtre du forum : ce site ne voit jamais votre mot de passe.",
    too_soon: |wait| {
        format!("Vous venez de publier un message. Vous pourrez en publier un autre dans {wait}.")
    },
    may_send_now: "Vous pouvez maintenant envoyer votre message.",
    send_when_allowed: "Envoyer dès que possible",
    sends_in: |wait| format!("Envoi dans {wait}"),

    text_kept: "Votre texte est intact.",
};
