// Edits the JavaScript glue that wasm-bindgen writes, through its syntax tree.

import { parse } from "acorn";

/** The script that loads the parts of a bundle. */
export const LOADER = "./__wasm_split.js";

/** The streams that Leptos exports for server functions, which this app does not use. */
export const UNUSED = /intounderlying/i;

/** All nodes of a syntax tree, parents before children. */
function* nodes(node) {
  if (Array.isArray(node)) {
    for (const item of node) yield* nodes(item);
  } else if (node && typeof node.type === "string") {
    yield node;
    for (const value of Object.values(node)) if (value && typeof value === "object") yield* nodes(value);
  }
}

const nameOf = (key) => key.name ?? key.value;

/** The declared names of a statement. */
const declared = (statement) => {
  const declaration = statement.declaration ?? statement;
  return declaration.declarations?.map(({ id }) => id.name) ?? (declaration.id ? [declaration.id.name] : []);
};

/** Whether a statement belongs to the unused streams: their classes, and what disposes of them. */
const isUnused = (statement) =>
  declared(statement).some((name) => UNUSED.test(name)) ||
  (statement.type === "IfStatement" &&
    [...nodes(statement)].some((node) => node.type === "Identifier" && UNUSED.test(node.name)));

/**
 * Writes the names of an optimized module into its glue.
 *
 * `imported` and `exported` map the names before to the short ones; functions that are not in `imported` were removed.
 * `module` is the module that the optimized file imports everything from, under the name "a". `loaders` are the functions
 * of LOADER among the imports, with their short names.
 */
export const editGlue = (script, { module, imported, exported, loaders }) => {
  const program = parse(script, { ecmaVersion: "latest", sourceType: "module" });
  const edits = [];
  const replace = ({ start, end }, text) => edits.push({ start, end, text });
  const renamed = new Set(loaders.map(([name]) => name));

  const kept = program.body.filter((statement) => {
    const isLoader = statement.type === "ImportDeclaration" && statement.source.value === LOADER;
    if (isLoader || isUnused(statement)) replace(statement, "");
    return !isLoader && !isUnused(statement);
  });

  const imports = kept.find((statement) => declared(statement).includes("__wbg_get_imports"));
  if (!imports) throw new Error("the glue does not contain __wbg_get_imports");
  const objects = [...nodes(imports)].filter(({ type }) => type === "ObjectExpression");
  const functions = objects.filter(({ properties }) => properties.some(({ value }) => value?.type === "FunctionExpression"));
  const modules = objects.filter(({ properties }) => properties.some(({ key }) => key && nameOf(key) === module));
  if (functions.length !== 1 || modules.length !== 1) throw new Error("unexpected imports in the glue");

  // With its comma, if it has one.
  const removal = ({ start, end }) => ({ start, end: script[end] === "," ? end + 1 : end });
  const removed = new Set();
  for (const property of functions[0].properties) {
    const name = nameOf(property.key);
    if (imported.has(name)) {
      replace(property.key, imported.get(name));
      renamed.add(name);
    } else if (name !== "__proto__") {
      replace(removal(property), "");
      removed.add(property);
    }
  }
  for (const property of modules[0].properties) {
    const name = nameOf(property.key);
    const own = script.slice(property.value.start, property.value.end);
    const loading = loaders.map(([name, short]) => `${short}: loader.${name}`);
    // wasm-opt merges all imported modules into one, so the loader's functions move into the same object.
    if (name === module) replace(property, `"a": { ...${own}, ${loading.join(", ")} }`);
    else if (name === LOADER) replace(removal(property), "");
  }

  const rename = (node) => {
    if (removed.has(node)) return;
    if (node.type === "MemberExpression" && !node.computed && node.object.name === "wasm") {
      const short = exported.get(node.property.name);
      if (short) replace(node.property, short);
    }
    for (const value of Object.values(node)) {
      for (const child of [value].flat()) if (child && typeof child.type === "string") rename(child);
    }
  };
  kept.forEach(rename);

  const missing = [...imported.keys()].filter((name) => !renamed.has(name));
  if (missing.length > 0) throw new Error(`cannot find these imports in the glue: ${missing.join(", ")}`);
  let edited = script;
  for (const { start, end, text } of edits.sort((a, b) => b.start - a.start)) {
    edited = edited.slice(0, start) + text + edited.slice(end);
  }
  return loaders.length > 0 ? `import * as loader from "${LOADER}";\n${edited}` : edited;
};
