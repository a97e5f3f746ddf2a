// @ts-check
// The two pages of the forum that this script draws: the content of the frame of `isolate="iframe"`, and the
// sign-in window.

import { load } from "./engine.js";
import { language, messages } from "./messages.js";

/** The attributes that are parameters of the same name in the address of the frame. */
const FRAME_ATTRIBUTES = ["forum", "topic", "page", "theme", "lang", "posts", "label"];

/**
 * The attributes of the element in the frame.
 *
 * @param {URLSearchParams} query
 * @returns {[name: string, value: string][]}
 */
export const frameAttributes = (query) => {
  /** @type {[string, string][]} */
  const attributes = FRAME_ATTRIBUTES.map((name) => [name, query.get(name) ?? ""]);
  if (query.get("newest") === "true") attributes.push(["order", "newest"]);
  attributes.push(["page-title", query.get("title") ?? ""]);
  return attributes.filter(([, value]) => value);
};

const styleFrame = () => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    html { background: transparent; }
    body { margin: 0; }
    h1 { position: absolute; inline-size: 1px; block-size: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); }
  `);
  document.adoptedStyleSheets = [sheet];
};

/** Draws the frame: the same element, whose events are passed on to the host page. */
export const drawFrame = () => {
  const query = new URLSearchParams(location.search);
  styleFrame();
  const name = query.get("element") === "palabre-latest" ? "palabre-latest" : "palabre-thread";
  /** @type {HTMLElement} */
  const created = document.createElement(name);
  const element = /** @type {import("./elements.js").ForumElement} */ (created);
  for (const [attribute, value] of frameAttributes(query)) element.setAttribute(attribute, value);
  document.documentElement.lang = query.get("lang") || "fr";
  // The browser delivers the messages only to a page of this origin. The server has checked that it may embed the frame.
  const host = query.get("host") ?? "";
  /** @type {(event: string, detail: unknown) => void} */
  const send = (event, detail) => window.parent.postMessage({ palabre: event, more: detail }, host);
  for (const event of ["ready", "reply", "error"]) {
    element.addEventListener(event, (dispatched) => send(event, /** @type {CustomEvent} */ (dispatched).detail));
  }
  const main = document.createElement("main");
  const heading = document.createElement("h1");
  heading.textContent = query.get("label") || messages(element).replies;
  main.append(heading, element);
  document.body.append(main);
  new ResizeObserver(() => {
    if (!element.isReady) return;
    send("resize", { height: element.getBoundingClientRect().height });
  }).observe(element);
};

/** Draws the sign-in window. */
export const drawSignIn = async () => {
  const query = new URLSearchParams(location.search);
  document.documentElement.lang = query.get("lang") || "fr";
  const { module, sheet } = await load();
  document.adoptedStyleSheets = [sheet];
  const container = document.createElement("div");
  container.className = "embed";
  document.body.append(container);
  const host = query.get("host") ?? "";
  const settings = { kind: "grant", host, lang: language(document.body) };
  module.mount(container, JSON.stringify(settings), (event, json) => {
    if (event !== "granted" || !window.opener) return;
    // The browser delivers the token only to a page of this origin.
    window.opener.postMessage({ palabre: JSON.parse(json) }, host);
    window.close();
  });
};
