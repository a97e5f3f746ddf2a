// Finishes the page that trunk wrote: puts the style sheets and the boot script into it, and adds content hashes to file
// names.
//
//   node page.mjs <directory>
//
// index.html lists one style sheet per link, in the order of the cascade. A release merges them into one <style>: the first
// paint then needs no other file. The server adds the hashes of the style and of the script to its content security policy.
//
// Scripts and the WebAssembly are renamed to <stem>-<hash>.<extension>, so that browsers may cache them forever. trunk's
// own hashes were taken before optimization and are replaced.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { readFile, readdir, rename, stat, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { pathToFileURL } from "node:url";

import { defaultTreeAdapter, parse, serialize } from "parse5";

const BOOT = "/boot.js";
const RENAMED = new Set([".js", ".wasm"]);

const elements = (node) =>
  (node.childNodes ?? []).flatMap((child) => (child.tagName ? [child, ...elements(child)] : elements(child)));

const attribute = (element, name) => element.attrs.find((attr) => attr.name === name);

/** Removes an element and the white space before it. */
const remove = (element) => {
  const siblings = element.parentNode.childNodes;
  const before = siblings[siblings.indexOf(element) - 1];
  if (before?.nodeName === "#text") before.value = before.value.trimEnd();
  defaultTreeAdapter.detachNode(element);
};

/** Gives a <style> or <script> its content. */
const setContent = (element, content) => {
  // Such an element ends at the first closing tag, and the parser treats comments in it specially.
  if (/<(\/|!--)/.test(content)) throw new Error(`this content cannot be inside <${element.tagName}>: ${content}`);
  element.childNodes = [];
  defaultTreeAdapter.insertText(element, content);
};

/** Replaces the links to style sheets by one <style>. `merge` makes its content from their addresses, in order. */
export const inlineSheets = (document, merge) => {
  const links = elements(document).filter(
    (element) => element.tagName === "link" && attribute(element, "rel")?.value === "stylesheet",
  );
  if (links.length === 0) throw new Error("index.html links no style sheet");
  const [first, ...others] = links;
  const style = defaultTreeAdapter.createElement("style", first.namespaceURI, []);
  setContent(style, merge(links.map((link) => attribute(link, "href").value)));
  defaultTreeAdapter.insertBefore(first.parentNode, style, first);
  defaultTreeAdapter.detachNode(first);
  others.forEach(remove);
};

/** Puts the script at this address into the page. */
export const inlineScript = (document, address, content) => {
  const script = elements(document).find((element) => attribute(element, "src")?.value === address);
  if (!script) throw new Error(`the page does not load ${address}: see pattern_script in Trunk.toml`);
  script.attrs = script.attrs.filter(({ name }) => name !== "src");
  setContent(script, content);
};

/** Replaces attribute values that are keys of `names`, and returns the keys that were found. */
export const renameReferences = (document, names) => {
  const attributes = elements(document).flatMap((element) => element.attrs);
  const found = attributes.filter((attr) => names.has(attr.value));
  const used = new Set(found.map((attr) => attr.value));
  for (const attr of found) attr.value = names.get(attr.value);
  return used;
};

/** Gives the boot script the size of the WebAssembly: the `Content-Length` it sees is the compressed one. */
export const setWasmSize = (document, size) => {
  const boot = elements(document).find((element) => attribute(element, "data-wasm"));
  if (!boot) throw new Error("the page has no boot script: see pattern_script in Trunk.toml");
  boot.attrs.push({ name: "data-size", value: String(size(attribute(boot, "data-wasm").value)) });
};

/** The name with the hash of the content: `palabre-0123456789abcdef_bg.wasm` becomes `palabre-<hash>.wasm`. */
export const contentName = (name, content) => {
  const [stem] = name.split(/[-.]/);
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 16);
  return `${stem}-${hash}${extname(name)}`;
};

const finish = async (directory) => {
  const page = join(directory, "index.html");
  const document = parse(await readFile(page, "utf8"));
  const file = (url) => join(directory, url.replace(/^\//, ""));

  inlineSheets(document, (addresses) => {
    const sheets = addresses.map(file);
    const merged = sheets.map((sheet) => readFileSync(sheet, "utf8")).join("\n");
    sheets.forEach((sheet) => rmSync(sheet));
    const options = ["--loader=css", "--minify", "--charset=utf8", "--log-level=warning"];
    return execFileSync("esbuild", options, { input: merged, encoding: "utf8" }).trim();
  });
  inlineScript(document, BOOT, readFileSync(file(BOOT), "utf8").trim());
  rmSync(file(BOOT));

  const names = new Map();
  for (const name of await readdir(directory)) {
    if (!RENAMED.has(extname(name))) continue;
    names.set(`/${name}`, `/${contentName(name, await readFile(join(directory, name)))}`);
  }
  for (const url of renameReferences(document, names)) await rename(file(url), file(names.get(url)));
  const sizes = new Map();
  for (const url of names.values()) {
    // Files that the page does not refer to were not renamed.
    const stats = await stat(file(url)).catch(() => undefined);
    if (stats) sizes.set(url, stats.size);
  }
  setWasmSize(document, (url) => sizes.get(url));
  await writeFile(page, serialize(document));
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await finish(process.argv[2]);
