// @ts-check
// Converts the attributes of an element to settings, which src/embed/settings.rs parses.

/** @typedef {(name: string) => string | null} Attributes  reads an attribute */

/**
 * The host page.
 *
 * @typedef {object} Page
 * @property {string} origin
 * @property {string} address  canonical, without fragment
 * @property {string} title
 */

/** @param {string | null} text */
const number = (text) => Number.parseInt(text ?? "", 10) || 0;

/** The longest title of a topic, in characters (`TITLE_MAX` of the contract). */
const LONGEST_TITLE = 120;

/** Shortens a title to the length that a topic may have. @param {string} title */
export const topicTitle = (title) =>
  [...title.replace(/\s+/g, " ").trim()].slice(0, LONGEST_TITLE).join("");

/**
 * The subject of a token from the host's server, not verified. It is only compared with that of an earlier token; the forum
 * verifies the token.
 *
 * @param {string} token
 */
export const tokenSubject = (token) => {
  try {
    const [, claims] = token.split(".");
    return String(JSON.parse(atob(claims.replaceAll("-", "+").replaceAll("_", "/"))).sub);
  } catch {
    return "";
  }
};

/**
 * @param {"thread" | "latest"} kind
 * @param {Attributes} attributes
 * @param {string} lang
 */
const commonSettings = (kind, attributes, lang) => ({
  kind,
  forum: attributes("forum") ?? "",
  posts: number(attributes("posts")),
  lang,
  label: attributes("label") ?? "",
});

/**
 * @param {Attributes} attributes
 * @param {string} lang
 * @param {Page} page
 * @param {string} token  from the host's server, or ""
 */
export const threadSettings = (attributes, lang, page, token) => {
  const topic = number(attributes("topic"));
  return {
    ...commonSettings("thread", attributes, lang),
    topic,
    page: topic ? "" : attributes("page") || page.address,
    title: attributes("page-title") || page.title,
    newest: attributes("order") === "newest",
    host: page.origin,
    token,
    subject: tokenSubject(token),
  };
};

/**
 * @param {Attributes} attributes
 * @param {string} lang
 */
export const latestSettings = (attributes, lang) => commonSettings("latest", attributes, lang);

/**
 * The address of the forum's page with the same content as an element.
 *
 * @param {string} origin  of the forum
 * @param {Attributes} attributes
 */
export const forumAddress = (origin, attributes) => {
  const [topic, forum] = [attributes("topic"), attributes("forum")];
  if (topic) return `${origin}/t/${encodeURIComponent(topic)}`;
  return forum ? `${origin}/f/${encodeURIComponent(forum)}` : origin;
};

/**
 * The height of a list in pixels: 88 per entry, which style/embed.css sets, and 33 for the last line and the padding.
 *
 * @param {Attributes} attributes
 */
export const latestHeight = (attributes) => 88 * (number(attributes("posts")) || 5) + 33;
