import assert from "node:assert/strict";
import test from "node:test";

import { supportedLanguage } from "../script/messages.js";

test("the first supported language wins", () => {
  assert.equal(supportedLanguage([undefined, "de", "en-GB", "fr"]), "en");
  assert.equal(supportedLanguage(["FR-ca", "en"]), "fr");
});

test("without a supported language the elements speak French", () => {
  assert.equal(supportedLanguage([]), "fr");
  assert.equal(supportedLanguage(["de", "", undefined]), "fr");
});
