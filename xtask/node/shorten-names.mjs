// Optimizes a bundle's WebAssembly and shortens the names of its imports and exports.
//
//   node shorten-names.mjs <directory> <name>
//
// wasm-bindgen names each import after its function, with a hash: about two hundred names, which compress badly.
// wasm-opt shortens them and prints the new names, which this script writes into the JavaScript glue (glue.mjs).
//
// If the bundle is split into parts (xtask/src/build/split.rs), its main file imports the functions that load the parts
// from __wasm_split.js. The parts import from the main file through main.js, which this script writes with the short
// names. The parts are optimized separately and keep their own few names.
//
// Functions exported to JavaScript stay in the bundle even if they are never called. This script removes the streams
// that Leptos exports for server functions, which this app does not use.

import { execFileSync } from "node:child_process";
import { readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { LOADER, UNUSED, editGlue } from "./glue.mjs";

const [directory, stem] = process.argv.slice(2);
const names = await readdir(directory);
const find = (kind, ends) => {
  const found = names.filter((name) => name.startsWith(stem) && name.endsWith(ends));
  if (found.length !== 1) throw new Error(`expected one ${kind} of ${stem} in ${directory}, found ${found.length}`);
  return join(directory, found[0]);
};
const [glue, wasm] = [find("glue script", ".js"), find("wasm file", ".wasm")];
const run = (tool, args) => execFileSync(tool, args, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });

const kept = WebAssembly.Module.exports(await WebAssembly.compile(await readFile(wasm)))
  .map(({ name }) => name)
  .filter((name) => !UNUSED.test(name));
const graph = [
  { name: "the glue", root: true, reaches: kept.map((name) => `export ${name}`) },
  ...kept.map((name) => ({ name: `export ${name}`, export: name })),
];
const graphFile = join(directory, "reachable.tmp");
await writeFile(graphFile, JSON.stringify(graph));
run("wasm-metadce", [wasm, "-o", wasm, "--graph-file", graphFile]);

const OPTIMIZE = [
  // Blocks and loops that are rebuilt from the control flow compress better than the compiler's.
  "--flatten",
  "--rereloop",
  // Rust stores nothing in the first kilobyte: the stack grows towards it and would have overflowed before.
  "--low-memory-unused",
  "-Oz",
  // The second pass optimizes the result of the first further.
  "-Oz",
  // Functions that are called once compress better if they are not inlined.
  "--one-caller-inline-max-function-size=30",
  "--strip-producers",
  "--strip-target-features",
];

// wasm-opt prints { imports: [[module, name, short], …], exports: [[name, short], …] }.
const printed = run("wasm-opt", [
  wasm,
  "-o",
  wasm,
  ...OPTIMIZE,
  "--minify-imports-and-exports-and-modules",
]);
const { imports, exports } = JSON.parse(printed);
const imported = new Map(imports.map((entry) => entry.slice(-2)));
const exported = new Map(exports);
const loaders = imports.filter(([module]) => module === LOADER);
const modules = new Set(imports.map(([module]) => module).filter((module) => module !== LOADER));
if (imported.size === 0 || modules.size !== 1) throw new Error(`unexpected output of wasm-opt: ${printed.slice(0, 200)}`);

const [module] = modules;
const script = editGlue(await readFile(glue, "utf8"), {
  module,
  imported,
  exported,
  loaders: loaders.map((entry) => entry.slice(-2)),
});
await writeFile(glue, script);
await rm(graphFile);

// What the parts import from the main file, under the names that they and __wasm_split.js use.
const parts = names.filter((name) => /^(split|chunk)_.*\.wasm$/.test(name)).map((name) => join(directory, name));
const shared = new Set();
for (const part of parts) {
  run("wasm-opt", [part, "-o", part, ...OPTIMIZE]);
  for (const { module, name } of WebAssembly.Module.imports(await WebAssembly.compile(await readFile(part)))) {
    if (module !== "__wasm_split" || !exported.has(name)) throw new Error(`${part} imports ${module} ${name}`);
    shared.add(name);
  }
}
if (parts.length > 0) {
  const reexports = [...shared].map((name) => `${name}: wasm.${exported.get(name)}`);
  const main = `import { initSync as exports } from ${JSON.stringify(`./${stem}.js`)};
export const initSync = () => {
  const wasm = exports();
  return { ${reexports.join(", ")} };
};
`;
  await writeFile(join(directory, "main.js"), main);
}
