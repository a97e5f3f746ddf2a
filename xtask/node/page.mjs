// Finishes the page that trunk wrote: merges the style sheets into one, and adds content hashes to file names.
//
//   node page.mjs <directory>
//
// index.html lists one style sheet per link, in the order of the cascade. A release merges them: a dozen small
// requests would wait for each other on a slow connection, and one file compresses better.
//
// Scripts, the style sheet and the WebAssembly are renamed to <stem>-<hash>.<extension>, so that browsers may
// cache them forever. trunk's own hashes were taken before optimization and are replaced.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { pathToFileURL } from "node:url";

import { defaultTreeAdapter, parse, serialize } from "parse5";

const MERGED = "palabre.css";
const RENAMED = new Set([".js", ".css", ".wasm"]);

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

/** Replaces the links to style sheets by one link to `merged`, and returns their addresses in order. */
export const mergeStyleLinks = (document, merged) => {
  const links = elements(document).filter(
    (element) => element.tagName === "link" && attribute(element, "rel")?.value === "stylesheet",
  );
  const hrefs = links.map((link) => attribute(link, "href").value);
  if (links.length === 0) throw new Error("index.html links no style sheet");
  const [first, ...others] = links;
  first.attrs = [
    { name: "rel", value: "stylesheet" },
    { name: "href", value: merged },
  ];
  others.forEach(remove);
  return hrefs;
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

  const sheets = mergeStyleLinks(document, `/${MERGED}`).map(file);
  const merged = join(directory, MERGED);
  await writeFile(merged, (await Promise.all(sheets.map((sheet) => readFile(sheet, "utf8")))).join("\n"));
  await Promise.all(sheets.map((sheet) => rm(sheet)));
  const options = ["--minify", "--charset=utf8", "--log-level=warning", "--allow-overwrite"];
  execFileSync("esbuild", [merged, ...options, `--outfile=${merged}`], { stdio: "inherit" });

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
