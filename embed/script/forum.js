// @ts-check
// The forum that served this script.

/** The origin of the forum. */
export const FORUM = new URL(import.meta.url).origin;

/** Whether this page belongs to the forum itself. */
export const isForum = globalThis.location?.origin === FORUM;

/**
 * The address of a file next to this script.
 *
 * @param {string} name
 */
export const siblingUrl = (name) => new URL(name, import.meta.url).href;
