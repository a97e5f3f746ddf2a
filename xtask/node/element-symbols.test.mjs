import assert from "node:assert/strict";
import test from "node:test";

import { mergeSymbols } from "./element-symbols.mjs";

test("symbol ids get the name of their sprite as a prefix, and other elements are dropped", () => {
  const sprite = (content) => `<svg xmlns="http://www.w3.org/2000/svg"><!-- note -->${content}</svg>`;
  const merged = mergeSymbols([
    ["icons", sprite('<symbol id="bold" viewBox="0 0 20 20"><path d="M6 3"/></symbol>')],
    ["smilies", sprite('<symbol\nid="smile"><circle r="8"/></symbol><g/>')],
  ]);
  assert.equal(
    merged,
    '<svg xmlns="http://www.w3.org/2000/svg">' +
      '<symbol id="icons-bold" viewBox="0 0 20 20"><path d="M6 3"/></symbol>' +
      '<symbol id="smilies-smile"><circle r="8"/></symbol></svg>',
  );
});
