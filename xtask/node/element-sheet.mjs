// Replaces `rem` in the style sheet of the custom elements.
//
//   node element-sheet.mjs <sheet>
//
// The sheet must not be minified: the parser would read `inline-size>=46rem`, without spaces, as one word.
//
// `rem` follows the root of the document, which belongs to the host page, and many hosts set its font to 10 px.
// In the elements, lengths follow the custom property `--size` instead. In the conditions of at-rules, which
// cannot use custom properties, one `rem` becomes 16 px.

import { readFile, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

import postcss from "postcss";
import valueParser from "postcss-value-parser";

const REM_IN_PIXELS = 16;

/** Replaces each length in `rem` by `replacement(number)`. */
const replaceRem = (text, replacement) => {
  const parsed = valueParser(text);
  parsed.walk((node) => {
    const length = node.type === "word" && valueParser.unit(node.value);
    if (length && length.unit === "rem") node.value = replacement(Number(length.number));
  });
  return parsed.toString();
};

/** The sheet with `rem` replaced. */
export const withoutRem = (css) => {
  const sheet = postcss.parse(css);
  sheet.walkDecls((declaration) => {
    declaration.value = replaceRem(declaration.value, (number) => `calc(var(--size) * ${number})`);
  });
  sheet.walkAtRules((rule) => {
    rule.params = replaceRem(rule.params, (number) => `${number * REM_IN_PIXELS}px`);
  });
  return sheet.toString();
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [file] = process.argv.slice(2);
  await writeFile(file, withoutRem(await readFile(file, "utf8")));
}
