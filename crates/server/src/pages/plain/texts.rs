//! The few words that stand around a plain page.

/// The words of a language that the app speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::pages) struct Words {
    /// Its BCP 47 tag.
    pub(super) language: &'static str,
    /// The link to the forum that a topic stands in.
    pub(super) back_to_forum: &'static str,
    /// The link to the reply page.
    pub(super) reply: &'static str,
    /// The name of the links to other pages above the posts.
    pub(super) pages: &'static str,
    /// The name of those below.
    pub(super) pages_below: &'static str,
    /// Between the posts on this page and all there are: "1–20 sur 250".
    pub(super) of: &'static str,
    /// The link to the page before this one.
    pub(super) previous_page: &'static str,
    /// The link to the page after this one.
    pub(super) next_page: &'static str,
    /// Beside the name of a moderator.
    pub(super) moderator: &'static str,
    /// Beside the name of an administrator.
    pub(super) administrator: &'static str,
    /// In place of a post that its author withdrew.
    pub(super) withdrawn_by_author: &'static str,
    /// In place of a post that a moderator withdrew.
    pub(super) withdrawn_by_moderator: &'static str,
    /// On text that is shown on demand.
    pub(super) spoiler: &'static str,
}

const FRENCH: Words = Words {
    language: "fr",
    back_to_forum: "Retour au forum",
    reply: "Répondre",
    pages: "Pages",
    pages_below: "Pages (bas de page)",
    of: "sur",
    previous_page: "Page précédente",
    next_page: "Page suivante",
    moderator: "Modérateur·rice",
    administrator: "Administrateur·rice",
    withdrawn_by_author: "Message supprimé par son auteur.",
    withdrawn_by_moderator: "Message supprimé par la modération.",
    spoiler: "Texte masqué",
};

const ENGLISH: Words = Words {
    language: "en",
    back_to_forum: "Back to the forum",
    reply: "Reply",
    pages: "Pages",
    pages_below: "Pages (bottom)",
    of: "of",
    previous_page: "Previous page",
    next_page: "Next page",
    moderator: "Moderator",
    administrator: "Administrator",
    withdrawn_by_author: "Deleted by its author.",
    withdrawn_by_moderator: "Removed by a moderator.",
    spoiler: "Spoiler",
};

impl Words {
    /// The BCP 47 tag of their language.
    pub(in crate::pages) fn language(self) -> &'static str {
        self.language
    }

    /// Those of the first language in an `Accept-Language` header that the app speaks; French where there
    /// is none. Weights are not read: browsers send the languages in order.
    pub(in crate::pages) fn accepted(header: &str) -> Self {
        let tags = header
            .split(',')
            .map(|tag| tag.trim().get(..2).unwrap_or_default());
        let known = |tag: &str| {
            [FRENCH, ENGLISH]
                .into_iter()
                .find(|words| words.language == tag)
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
    fn the_first_language_that_is_spoken_here_wins() {
        for (header, language) in [
            ("", "fr"),
            ("fr-FR,fr;q=0.9,en;q=0.8", "fr"),
            ("de-DE, en-GB;q=0.7, fr;q=0.3", "en"),
            ("ja", "fr"),
            ("é", "fr"),
        ] {
            assert_eq!(Words::accepted(header).language, language, "{header}");
        }
    }
}
