// Signing in from a page of another site: in a window of the forum's own, which hands over a session that is
// good for this site only. No password is ever typed into this page.

import { load } from "./engine.js";
import { FORUM } from "./forum.js";
import { language } from "./words.js";

let waiting;

/** Opens the window. Called while a button is pressed: at any other time browsers let no window open. */
export const signIn = (element) => {
  const query = new URLSearchParams({ host: location.origin, lang: language(element) });
  const opened = window.open(`${FORUM}/embed/sign-in?${query}`, "palabre-sign-in", "popup,width=520,height=680");
  waiting?.abort();
  if (!opened) return;
  waiting = new AbortController();
  const listen = async (event) => {
    if (event.origin !== FORUM || event.source !== opened || typeof event.data?.palabre !== "string") return;
    waiting.abort();
    const { module } = await load();
    module.enter(event.data.palabre);
    // The button that had the focus goes away; what somebody signs in for is to write.
    element.shadowRoot.querySelector("textarea")?.focus();
  };
  window.addEventListener("message", listen, { signal: waiting.signal });
};
