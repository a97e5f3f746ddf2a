// @ts-check
// Loads the custom elements of a forum. Their script is loaded from the forum, so that it matches the forum's API;
// this package contains only the loader and the types.

/**
 * The scripts that were requested, by the origin of their forum.
 *
 * @type {Map<string, Promise<unknown>>}
 */
const requested = new Map();

/** The origin of the forum whose elements this page has defined. "": another script's; undefined: none. */
const owner = () => {
  if (!customElements.get("palabre-thread")) return undefined;
  try {
    // Without attributes, `address()` returns the forum's address.
    const element = /** @type {any} */ (document.createElement("palabre-thread"));
    return new URL(element.address()).origin;
  } catch {
    return "";
  }
};

/** @param {string} origin */
const requireOwner = (origin) => {
  const defined = owner();
  if (defined !== undefined && defined !== origin) {
    throw new Error(
      `palabre-embed: the elements of this page belong to ${defined || "another script"}, not to ${origin}. A page can show only one forum.`,
    );
  }
};

/** @param {string | URL} forum */
const originOf = (forum) => {
  const address = URL.canParse(forum) ? new URL(forum) : undefined;
  if (address?.protocol !== "https:" && address?.protocol !== "http:") {
    throw new TypeError(`palabre-embed: "${forum}" is not the http(s) address of a forum`);
  }
  return address.origin;
};

/**
 * Defines `<palabre-thread>` and `<palabre-latest>` with the script of a forum, once per page.
 *
 * @param {string | URL} forum  the address of the forum; only its origin matters
 * @returns {Promise<void>}
 */
export const load = async (forum) => {
  const origin = originOf(forum);
  if (typeof customElements === "undefined") {
    throw new Error("palabre-embed: load() works in a browser only");
  }
  requireOwner(origin);
  if (!requested.has(origin)) {
    const script = `${origin}/embed.js`;
    requested.set(origin, import(/* @vite-ignore */ /* webpackIgnore: true */ script));
  }
  try {
    await requested.get(origin);
  } catch (cause) {
    // The next call tries again.
    requested.delete(origin);
    throw new Error(`palabre-embed: ${origin}/embed.js could not be loaded`, { cause });
  }
  // The script of another forum may have loaded first.
  requireOwner(origin);
};
