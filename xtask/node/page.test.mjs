import assert from "node:assert/strict";
import test from "node:test";

import { parse, serialize } from "parse5";

import { contentName, mergeStyleLinks, renameReferences, setWasmSize } from "./page.mjs";

const page = (head) => parse(`<!doctype html><html><head>${head}</head><body></body></html>`);

test("links to style sheets become one link; comments and other links do not change", () => {
  const document = page(
    `<link rel="icon" href="/i.svg"><!-- <link rel="stylesheet" href="/no.css"> -->
    <link rel="stylesheet" href="/a-1.css"/>
    <link href="/b-2.css" rel="stylesheet">`,
  );
  assert.deepEqual(mergeStyleLinks(document, "/all.css"), ["/a-1.css", "/b-2.css"]);
  const html = serialize(document);
  assert.match(html, /<link rel="stylesheet" href="\/all.css"><\/head>/);
  assert.match(html, /<!-- <link rel="stylesheet" href="\/no.css"> -->/);
  assert.match(html, /<link rel="icon" href="\/i.svg">/);
});

test("a page without style sheets is an error", () => {
  assert.throws(() => mergeStyleLinks(page(""), "/all.css"), /links no style sheet/);
});

test("references are renamed, and only names that the page uses are returned", () => {
  const document = page(`<script src="/boot.js" data-wasm="/a.wasm"></script><p>/boot.js</p>`);
  const names = new Map([
    ["/boot.js", "/boot-1.js"],
    ["/a.wasm", "/a-2.wasm"],
    ["/unused.js", "/unused-3.js"],
  ]);
  assert.deepEqual([...renameReferences(document, names)], ["/boot.js", "/a.wasm"]);
  assert.match(serialize(document), /<script src="\/boot-1.js" data-wasm="\/a-2.wasm">.*<p>\/boot.js<\/p>/s);
});

test("the boot script is given the size of the WebAssembly", () => {
  const document = page(`<script src="/boot.js" data-wasm="/a.wasm"></script>`);
  setWasmSize(document, (url) => (url === "/a.wasm" ? 42 : 0));
  assert.match(serialize(document), /data-wasm="\/a.wasm" data-size="42"/);
  assert.throws(() => setWasmSize(page(""), () => 0), /pattern_script/);
});

test("a content name keeps the stem and the extension, and replaces the old hash", () => {
  assert.match(contentName("palabre-0123456789abcdef_bg.wasm", "content"), /^palabre-[0-9a-f]{16}\.wasm$/);
  assert.match(contentName("boot.js", "content"), /^boot-[0-9a-f]{16}\.js$/);
  assert.notEqual(contentName("boot.js", "one"), contentName("boot.js", "two"));
});
