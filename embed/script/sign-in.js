// @ts-check
// Signing in from a page of another site. It happens in a window of the forum, which sends back a session token
// that is valid for this site only. No password is ever typed into this page.

import { load } from "./engine.js";
import { FORUM } from "./forum.js";
import { language } from "./messages.js";

/** @type {AbortController | undefined} */
let current;

/**
 * Opens the window. Must be called while a click is handled: browsers block the window otherwise.
 *
 * @param {HTMLElement} element  whose text area is focused afterwards
 */
export const signIn = (element) => {
  const query = new URLSearchParams({ host: location.origin, lang: language(element) });
  const opened = window.open(`${FORUM}/embed/sign-in?${query}`, "palabre-sign-in", "popup,width=520,height=680");
  current?.abort();
  if (!opened) return;
  const listening = new AbortController();
  current = listening;
  /** @param {MessageEvent} event */
  const listen = async (event) => {
    // Messages from other origins or windows could carry a forged token.
    if (event.origin !== FORUM || event.source !== opened || typeof event.data?.palabre !== "string") return;
    listening.abort();
    const { module } = await load();
    module.signIn(event.data.palabre);
    // The focused button has disappeared, and readers sign in to write.
    element.shadowRoot?.querySelector("textarea")?.focus();
  };
  window.addEventListener("message", listen, { signal: listening.signal });
};
