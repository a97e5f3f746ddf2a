// @ts-check
// The messages that the elements show without the WebAssembly.

const MESSAGES = {
  fr: {
    thread: "Lire et répondre sur le forum",
    latest: "Voir les dernières réponses sur le forum",
    failed: "Impossible de charger les réponses.",
    retry: "Réessayer",
    replies: "Réponses",
  },
  en: {
    thread: "Read and reply on the forum",
    latest: "See the latest replies on the forum",
    failed: "Couldn’t load the replies.",
    retry: "Try again",
    replies: "Replies",
  },
};

/** @typedef {keyof typeof MESSAGES} Language */

/**
 * The first supported language of a list of BCP 47 tags, or French.
 *
 * @param {readonly (string | undefined)[]} tags
 * @returns {Language}
 */
export const supportedLanguage = (tags) => {
  for (const tag of tags) {
    const language = tag?.slice(0, 2).toLowerCase();
    if (language === "fr" || language === "en") return language;
  }
  return "fr";
};

/**
 * The language of an element: its own, that of the page around it, or the reader's.
 *
 * @param {Element} element
 */
export const language = (element) => {
  const parent = /** @type {HTMLElement | null} */ (element.closest("[lang]"));
  return supportedLanguage([parent?.lang, ...navigator.languages]);
};

/** @param {Element} element */
export const messages = (element) => MESSAGES[language(element)];
