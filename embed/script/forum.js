// Where the forum is: where this script came from.

/** Scheme and host of the forum. */
export const FORUM = new URL(import.meta.url).origin;

/** Whether this page is one of the forum's own. */
export const isForum = location.origin === FORUM;

/** The address of a file that stands beside this script. */
export const beside = (name) => new URL(name, import.meta.url).href;
