// The two pages of the forum's own that this script draws: what stands in the frame of `isolate="iframe"`,
// and the window to sign in.

import { load } from "./engine.js";
import { language, words } from "./words.js";

const query = new URLSearchParams(location.search);

const bare = () => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    html { background: transparent; }
    body { margin: 0; }
    h1 { position: absolute; inline-size: 1px; block-size: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); }
  `);
  document.adoptedStyleSheets = [sheet];
};

/** The frame: the same element, told of to the page around. */
export const asFrame = () => {
  bare();
  const name = query.get("element") === "palabre-latest" ? "palabre-latest" : "palabre-thread";
  const element = document.createElement(name);
  for (const attribute of ["forum", "topic", "page", "theme", "lang", "posts", "label"]) {
    const value = query.get(attribute);
    if (value) element.setAttribute(attribute, value);
  }
  if (query.get("newest") === "true") element.setAttribute("order", "newest");
  if (query.get("title")) element.setAttribute("page-title", query.get("title"));
  document.documentElement.lang = query.get("lang") || "fr";
  const host = query.get("host");
  // Only a page of that host hears it; whether it may show this frame at all, the server has said.
  const tell = (name, more) => window.parent.postMessage({ palabre: name, more }, host);
  for (const event of ["ready", "reply", "error"]) element.addEventListener(event, ({ detail }) => tell(event, detail));
  const main = document.createElement("main");
  const heading = document.createElement("h1");
  heading.textContent = query.get("label") || words(element).replies;
  main.append(heading, element);
  document.body.append(main);
  new ResizeObserver(() => {
    if (!element.isReady) return;
    tell("resize", { height: element.getBoundingClientRect().height });
  }).observe(element);
};

/** The window to sign in. */
export const asWindow = async () => {
  document.documentElement.lang = query.get("lang") || "fr";
  const { module, sheet } = await load();
  document.adoptedStyleSheets = [sheet];
  const frame = document.createElement("div");
  frame.className = "embed";
  document.body.append(frame);
  const host = query.get("host") ?? "";
  const settings = { kind: "grant", host, lang: language(document.body) };
  module.mount(frame, JSON.stringify(settings), (name, more) => {
    if (name !== "granted" || !window.opener) return;
    // Only a page of that host hears it.
    window.opener.postMessage({ palabre: JSON.parse(more) }, host);
    window.close();
  });
};
