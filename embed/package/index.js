// Loads the custom elements of a forum. They come from the forum itself, so that they always fit its API;
// what is in this package is only the way there, and the types.

/** The scripts that were asked for, by the origin of their forum. */
const asked = new Map();

/** Where the elements of this page belong to: an origin, "" for strangers of the same name, or undefined. */
const owner = () => {
  if (!customElements.get("palabre-thread")) return undefined;
  try {
    // Without attributes an element leads to its forum.
    return new URL(document.createElement("palabre-thread").address()).origin;
  } catch {
    return "";
  }
};

const refuseStrangers = (origin) => {
  const there = owner();
  if (there !== undefined && there !== origin) {
    throw new Error(
      `palabre-embed: the elements of this page belong to ${there || "another script"}, not to ${origin}. A page shows one forum.`,
    );
  }
};

const originOf = (forum) => {
  const address = URL.canParse(forum) ? new URL(forum) : undefined;
  if (address?.protocol !== "https:" && address?.protocol !== "http:") {
    throw new TypeError(`palabre-embed: "${forum}" is no http(s) address of a forum`);
  }
  return address.origin;
};

/**
 * Defines `<palabre-thread>` and `<palabre-latest>` by the script of a forum, once for a page.
 *
 * @param {string | URL} forum  the address of the forum; only its origin counts
 * @returns {Promise<void>}
 */
export const load = async (forum) => {
  const origin = originOf(forum);
  if (typeof customElements === "undefined") {
    throw new Error("palabre-embed: the elements are loaded in a browser; call load() there");
  }
  refuseStrangers(origin);
  if (!asked.has(origin)) {
    const script = `${origin}/embed.js`;
    asked.set(origin, import(/* @vite-ignore */ /* webpackIgnore: true */ script));
  }
  try {
    await asked.get(origin);
  } catch (cause) {
    // Asked for anew the next time.
    asked.delete(origin);
    throw new Error(`palabre-embed: ${origin}/embed.js could not be loaded`, { cause });
  }
  // Another forum may have been faster.
  refuseStrangers(origin);
};
