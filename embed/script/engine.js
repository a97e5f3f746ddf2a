// The WebAssembly that draws the elements, its style sheet and its symbols: each loaded once for a page.

import { FORUM, beside, isForum } from "./forum.js";

// Their names follow their content; `cargo xtask build` fills them in.
/* global GLUE, WASM, SHEET, SYMBOLS */

const sheet = async () => {
  const response = await fetch(beside(SHEET));
  if (!response.ok) throw new Error(`${SHEET}: ${response.status}`);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(await response.text());
  return sheet;
};

// Browsers draw no symbol of a sprite that comes from another origin, so the symbols are copied into each
// element. They come as a document, never as a string of markup.
const symbols = () =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("GET", beside(SYMBOLS));
    request.responseType = "document";
    request.onload = () => resolve([...(request.responseXML?.querySelectorAll("symbol") ?? [])]);
    request.onerror = () => reject(new Error(SYMBOLS));
    request.send();
  });

const wasm = async () => {
  const module = await import(beside(GLUE));
  await module.default({ module_or_path: fetch(beside(WASM)) });
  module.settle(isForum ? "" : FORUM, isForum && window !== window.top);
  return module;
};

let loading;

/** Loads it all, unless it is there or on its way; a failure is tried again the next time. */
export const load = () =>
  (loading ??= Promise.all([wasm(), sheet(), isForum ? [] : symbols()]).then(
    ([module, sheet, symbols]) => ({ module, sheet, symbols }),
    (cause) => {
      loading = undefined;
      throw cause;
    },
  ));

/** Why nothing can be drawn under the policy of this page, if so. */
export const obstacle = () => {
  try {
    // The shortest module there is. A content security policy without 'wasm-unsafe-eval' refuses it.
    new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
  } catch {
    return "wasm";
  }
  try {
    // Leptos makes its elements from templates, which trusted types refuse. Nothing is put in here.
    document.createElement("template").innerHTML = "";
  } catch {
    return "trusted-types";
  }
  return undefined;
};
