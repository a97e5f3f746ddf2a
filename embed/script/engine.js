// @ts-check
// The WebAssembly that draws the elements, its style sheet and its symbols. Each is loaded once per page.

import { FORUM, siblingUrl, isForum } from "./forum.js";

/**
 * What src/embed exports.
 *
 * @typedef {object} Module
 * @property {(init: { module_or_path: Promise<Response> }) => Promise<unknown>} default
 * @property {(forum: string, isFramed: boolean) => void} setOrigin  sets the forum's origin ("" on its own pages)
 * @property {(into: Element, settings: string, listener: (event: string, json: string) => void) => number} mount
 *   draws, and returns a number for `unmount`
 * @property {(mounted: number) => void} unmount
 * @property {(token: string) => void} signIn  starts the session of a token
 */

/** @typedef {{ module: Module, sheet: CSSStyleSheet, symbols: SVGSymbolElement[] }} Engine */

const loadSheet = async () => {
  const response = await fetch(siblingUrl(SHEET));
  if (!response.ok) throw new Error(`${SHEET}: ${response.status}`);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(await response.text());
  return sheet;
};

/**
 * Browsers do not draw symbols of a sprite from another origin, so the symbols are copied into each element. They
 * are fetched as a document, never as a string of markup.
 *
 * @returns {Promise<SVGSymbolElement[]>}
 */
const loadSymbols = () =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("GET", siblingUrl(SYMBOLS));
    request.responseType = "document";
    request.onload = () => resolve([...(request.responseXML?.querySelectorAll("symbol") ?? [])]);
    request.onerror = () => reject(new Error(SYMBOLS));
    request.send();
  });

/** @returns {Promise<Module>} */
const loadModule = async () => {
  const module = await import(siblingUrl(GLUE));
  await module.default({ module_or_path: fetch(siblingUrl(WASM)) });
  module.setOrigin(isForum ? "" : FORUM, isForum && window !== window.top);
  return module;
};

/** @returns {Promise<Engine>} */
const loadAll = async () => {
  const [module, sheet, symbols] = await Promise.all([loadModule(), loadSheet(), isForum ? [] : loadSymbols()]);
  return { module, sheet, symbols };
};

/** @type {Promise<Engine> | undefined} */
let loading;

/** Loads everything once. After a failure, the next call tries again. */
export const load = () =>
  (loading ??= loadAll().catch((cause) => {
    loading = undefined;
    throw cause;
  }));

/** The policy of this page that prevents drawing, if any. */
export const blockedBy = () => {
  try {
    // The shortest valid module. A content security policy without 'wasm-unsafe-eval' blocks it.
    new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
  } catch {
    return "wasm";
  }
  try {
    // Leptos creates elements by setting the HTML of templates, which Trusted Types block. This sets an empty string.
    document.createElement("template").innerHTML = "";
  } catch {
    return "trusted-types";
  }
  return undefined;
};
