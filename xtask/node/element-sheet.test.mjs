import assert from "node:assert/strict";
import test from "node:test";

import { withoutRem } from "./element-sheet.mjs";

for (const [name, given, expected] of [
  [
    "lengths follow the custom property",
    ".a { margin: .5rem -1rem }",
    ".a { margin: calc(var(--size) * 0.5) calc(var(--size) * -1) }",
  ],
  [
    "one rem in a condition becomes 16 px",
    "@container page (inline-size >= 46rem) { .a { top: 2rem } }",
    "@container page (inline-size >= 736px) { .a { top: calc(var(--size) * 2) } }",
  ],
  [
    "a length inside a function is replaced",
    ".a { width: clamp(1rem, 2.5rem, 40%) }",
    ".a { width: clamp(calc(var(--size) * 1), calc(var(--size) * 2.5), 40%) }",
  ],
  [
    "a font size before a line height is replaced",
    ".b { font: .875rem/1 x }",
    ".b { font: calc(var(--size) * 0.875)/1 x }",
  ],
  [
    "other units, names and strings do not change",
    '.h1rem { --s3: 0; inset: 0 auto 1.5em 10px; content: "1rem" }',
    '.h1rem { --s3: 0; inset: 0 auto 1.5em 10px; content: "1rem" }',
  ],
]) {
  test(name, () => assert.equal(withoutRem(given), expected));
}
