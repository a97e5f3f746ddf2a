// What is said where nothing can be drawn.

const WORDS = {
  fr: {
    thread: "Lire et répondre sur le forum",
    latest: "Lire les dernières réponses sur le forum",
    loading: "Chargement",
    failed: "Les réponses n’ont pas pu être chargées.",
    retry: "Réessayer",
    replies: "Réponses",
  },
  en: {
    thread: "Read and reply on the forum",
    latest: "Read the latest replies on the forum",
    loading: "Loading",
    failed: "The replies could not be loaded.",
    retry: "Try again",
    replies: "Replies",
  },
};

/** The language that an element is to speak: its own, that of the page around it, or the reader's. */
export const language = (element) => {
  const asked = [element.closest("[lang]")?.lang, ...navigator.languages];
  return asked.map((tag) => tag?.slice(0, 2).toLowerCase()).find((tag) => tag in WORDS) ?? "fr";
};

export const words = (element) => WORDS[language(element)];
