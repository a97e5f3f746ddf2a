import assert from "node:assert/strict";
import test from "node:test";

import { parse, serialize } from "parse5";

import { contentName, inlineScript, inlineSheets, renameReferences, setWasmSize } from "./page.mjs";

const page = (head) => parse(`<!doctype html><html><head>${head}</head><body></body></html>`);

test("links to style sheets become one style element; comments and other links do not change", () => {
  const document = page(
    `<link rel="icon" href="/i.svg"><!-- <link rel="stylesheet" href="/no.css"> -->
    <link rel="stylesheet" href="/a-1.css"/>
    <link href="/b-2.css" rel="stylesheet">`,
  );
  inlineSheets(document, (addresses) => `/*${addresses}*/.a>.b{c:d}`);
  const html = serialize(document);
  assert.match(html, /<style>\/\*\/a-1.css,\/b-2.css\*\/.a>.b\{c:d\}<\/style><\/head>/);
  assert.match(html, /<!-- <link rel="stylesheet" href="\/no.css"> -->/);
  assert.match(html, /<link rel="icon" href="\/i.svg">/);
});

test("a page without style sheets is an error", () => {
  assert.throws(() => inlineSheets(page(""), () => ""), /links no style sheet/);
});

test("the boot script is put into the page and keeps its data", () => {
  const document = page(`<script src="/boot.js" data-wasm="/a.wasm"></script>`);
  inlineScript(document, "/boot.js", "if (1 < 2) go();");
  assert.match(serialize(document), /<script data-wasm="\/a.wasm">if \(1 < 2\) go\(\);<\/script>/);
  assert.throws(() => inlineScript(page(""), "/boot.js", ""), /pattern_script/);
});

test("content that would end its element is an error", () => {
  const script = () => page(`<script src="/boot.js"></script>`);
  assert.throws(() => inlineScript(script(), "/boot.js", `"</script>"`), /cannot be inside <script>/);
  assert.throws(() => inlineScript(script(), "/boot.js", `"<!--"`), /cannot be inside <script>/);
});

test("references are renamed, and only names that the page uses are returned", () => {
  const document = page(`<script data-glue="/a.js" data-wasm="/a.wasm"></script><p>/a.js</p>`);
  const names = new Map([
    ["/a.js", "/a-1.js"],
    ["/a.wasm", "/a-2.wasm"],
    ["/unused.js", "/unused-3.js"],
  ]);
  assert.deepEqual([...renameReferences(document, names)], ["/a.js", "/a.wasm"]);
  assert.match(serialize(document), /<script data-glue="\/a-1.js" data-wasm="\/a-2.wasm">.*<p>\/a.js<\/p>/s);
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
