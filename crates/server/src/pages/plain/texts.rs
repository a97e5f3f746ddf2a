//! The interface texts of plain pages.

/// The texts in one language of the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::pages) struct Texts {
    /// BCP 47 language tag.
    pub(super) language: &'static str,
    /// The link to the forum of a topic.
    pub(super) back_to_forum: &'static str,
    /// The link to the reply page.
    pub(super) reply: &'static str,
    /// Accessible name of the pagination above the posts.
    pub(super) pages: &'static str,
    /// Accessible name of the pagination below the posts.
    pub(super) pages_below: &'static str,
    /// "of" in "1–20 of 250".
    pub(super) of: &'static str,
    /// Before the number of the page in a title.
    pub(super) page: &'static str,
    /// The link to the previous page.
    pub(super) previous_page: &'static str,
    /// The link to the next page.
    pub(super) next_page: &'static str,
    /// Shown after the name of a moderator.
    pub(super) moderator: &'static str,
    /// Shown after the name of an administrator.
    pub(super) administrator: &'static str,
    /// Shown instead of a post that its author withdrew.
    pub(super) withdrawn_by_author: &'static str,
    /// Shown instead of a post that a moderator withdrew.
    pub(super) withdrawn_by_moderator: &'static str,
    /// The button that reveals hidden text.
    pub(super) spoiler: &'static str,
}

const FRENCH: Texts = Texts {
    language: "fr",
    back_to_forum: "Retour au forum",
    reply: "Répondre",
    pages: "Pages",
    pages_below: "Pages (bas de page)",
    of: "sur",
    page: "page",
    previous_page: "Page précédente",
    next_page: "Page suivante",
    moderator: "Modérateur·rice",
    administrator: "Administrateur·rice",
    withdrawn_by_author: "Message supprimé par son auteur.",
    withdrawn_by_moderator: "Message supprimé par la modération.",
    spoiler: "Texte masqué",
};

const ENGLISH: Texts = Texts {
    language: "en",
    back_to_forum: "Back to the forum",
    reply: "Reply",
    pages: "Pages",
    pages_below: "Pages (bottom)",
    of: "of",
    page: "page",
    previous_page: "Previous page",
    next_page: "Next page",
    moderator: "Moderator",
    administrator: "Administrator",
    withdrawn_by_author: "Deleted by its author.",
    withdrawn_by_moderator: "Removed by a moderator.",
    spoiler: "Spoiler",
};

impl Texts {
    /// BCP 47 language tag.
    pub(in crate::pages) fn language(self) -> &'static str {
        self.language
    }

    /// The texts for the first supported language of an `Accept-Language` header; French if none is supported.
    /// Weights are ignored: browsers send the languages in order.
    pub(in crate::pages) fn accepted(header: &str) -> Self {
        let tags = header
            .split(',')
            .map(|tag| tag.trim().get(..2).unwrap_or_default());
        let known = |tag: &str| {
            [FRENCH, ENGLISH]
                .into_iter()
                .find(|texts| texts.language == tag)
        };
        tags.filter_map(|tag| known(&tag.to_ascii_lowercase()))
            .next()
            .unwrap_or(FRENCH)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_supported_language_wins_and_french_is_the_default() {
        for (header, language) in [
            ("", "fr"),
            ("fr-FR,fr;q=0.9,en;q=0.8", "fr"),
            ("de-DE, en-GB;q=0.7, fr;q=0.3", "en"),
            ("ja", "fr"),
            ("é", "fr"),
        ] {
            assert_eq!(Texts::accepted(header).language, language, "{header}");
        }
    }
}
