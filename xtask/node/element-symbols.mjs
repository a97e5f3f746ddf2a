// Merges the symbols of several SVG sprites into one, for the custom elements.
//
//   node element-symbols.mjs <target> <sprite>...
//
// A symbol's id becomes <name of its sprite>-<id>, which src/origin.rs relies on.

import { readFile, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { pathToFileURL } from "node:url";

import { DOMParser, XMLSerializer } from "@xmldom/xmldom";

const parse = (svg) => new DOMParser().parseFromString(svg, "image/svg+xml");

/** Merges sprites, given as pairs of a name and the text of an SVG document. */
export const mergeSymbols = (sprites) => {
  const merged = parse('<svg xmlns="http://www.w3.org/2000/svg"></svg>');
  for (const [name, svg] of sprites) {
    for (const symbol of Array.from(parse(svg).getElementsByTagName("symbol"))) {
      symbol.setAttribute("id", `${name}-${symbol.getAttribute("id")}`);
      merged.documentElement.appendChild(merged.importNode(symbol, true));
    }
  }
  return new XMLSerializer().serializeToString(merged);
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [target, ...files] = process.argv.slice(2);
  const sprites = await Promise.all(files.map(async (file) => [basename(file, ".svg"), await readFile(file, "utf8")]));
  await writeFile(target, mergeSymbols(sprites));
}
