import assert from "node:assert/strict";
import { test } from "node:test";

import { editGlue } from "./glue.mjs";

const GLUE = `import * as import1 from "./__wasm_split.js"
import * as import2 from "./__wasm_split.js"
export class IntoUnderlyingSink { free() { wasm.__wbg_intounderlyingsink_free(0); } }
if (Symbol.dispose) IntoUnderlyingSink.prototype[Symbol.dispose] = IntoUnderlyingSink.prototype.free;
export function mount(into) { return wasm.mount(into) + "wasm.mount".length; }
function __wbg_get_imports() {
    const import0 = {
        __proto__: null,
        __wbg_used_1: function(arg0) { return { kept: wasm.alloc(arg0) }; },
        __wbg_unused_2: function() { wasm.alloc(1); },
        "a-b": function() {}
    };
    return { __proto__: null, "./app_bg.js": import0, "./__wasm_split.js": import1, "./__wasm_split.js": import2 };
}
const IntoUnderlyingSinkFinalization = new FinalizationRegistry(ptr => wasm.__wbg_intounderlyingsink_free(ptr, 1));
`;
const NAMES = {
  module: "./app_bg.js",
  imported: new Map([["__wbg_used_1", "a"], ["a-b", "b"], ["load_part", "c"]]),
  exported: new Map([["mount", "d"], ["alloc", "e"]]),
  loaders: [["load_part", "c"]],
};
const plain = (script) => script.replace(/\s+/g, " ").trim();

test("imports and exports are renamed, and what is unused is removed", () => {
  assert.equal(
    plain(editGlue(GLUE, NAMES)),
    plain(`import * as loader from "./__wasm_split.js";
      export function mount(into) { return wasm.d(into) + "wasm.mount".length; }
      function __wbg_get_imports() {
        const import0 = { __proto__: null, a: function(arg0) { return { kept: wasm.e(arg0) }; }, b: function() {} };
        return { __proto__: null, "a": { ...import0, c: loader.load_part }, };
      }`),
  );
});

test("an import that the glue does not provide is an error", () => {
  const imported = new Map([...NAMES.imported, ["__wbg_other_3", "f"]]);
  assert.throws(() => editGlue(GLUE, { ...NAMES, imported }), /__wbg_other_3/);
});
