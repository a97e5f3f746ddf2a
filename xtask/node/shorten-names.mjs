// Optimizes a bundle's WebAssembly, and gives what it imports and exports the shortest names there are.
//
//   node shorten-names.mjs <directory> <name>
//
// wasm-bindgen names each import after the function it stands for, with a hash: some two hundred names that
// nobody reads and that hardly compress. wasm-opt shortens them and says how; the glue follows.
//
// What a crate exports to JavaScript stays in the bundle, whether or not anybody calls it. The streams that
// come along with Leptos' server functions are called by nobody here, and go.

import { execFileSync } from "node:child_process";
import { readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

const [directory, stem] = process.argv.slice(2);
const names = await readdir(directory);
const the = (kind, ends) => {
  const found = names.filter((name) => name.startsWith(stem) && name.endsWith(ends));
  if (found.length !== 1) throw new Error(`there should be one ${kind} of ${stem} in ${directory}, not ${found.length}`);
  return join(directory, found[0]);
};
const [glue, wasm] = [the("glue script", ".js"), the("wasm file", ".wasm")];
const run = (tool, args) => execFileSync(tool, args, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });

const UNCALLED = /intounderlying/i;
const kept = WebAssembly.Module.exports(await WebAssembly.compile(await readFile(wasm)))
  .map(({ name }) => name)
  .filter((name) => !UNCALLED.test(name));
const graph = [
  { name: "the glue", root: true, reaches: kept.map((name) => `export ${name}`) },
  ...kept.map((name) => ({ name: `export ${name}`, export: name })),
];
const graphFile = join(directory, "reachable.tmp");
await writeFile(graphFile, JSON.stringify(graph));
run("wasm-metadce", [wasm, "-o", wasm, "--graph-file", graphFile]);

// wasm-opt prints { imports: [[module, name, short], …], exports: [[name, short], …] }.
const printed = run("wasm-opt", [
  wasm,
  "-o",
  wasm,
  // Blocks and loops built anew from the flow of control compress better than those of the compiler.
  "--flatten",
  "--rereloop",
  // Nothing of Rust's is in the first kilobyte: the stack grows towards it and would have overflowed by then.
  "--low-memory-unused",
  "-Oz",
  // The second time finds what the first has laid open.
  "-Oz",
  // Functions that are called once and become part of their callers compress worse than they did alone.
  "--one-caller-inline-max-function-size=30",
  "--strip-producers",
  "--strip-target-features",
  "--minify-imports-and-exports-and-modules",
]);
const { imports, exports } = JSON.parse(printed);
const imported = new Map(imports.map((entry) => entry.slice(-2)));
const exported = new Map(exports);
const modules = new Set(imports.map(([module]) => module));
if (imported.size === 0 || modules.size !== 1) throw new Error(`wasm-opt said something else than expected: ${printed.slice(0, 200)}`);

const followed = new Set();
const follow = (map) => (name) => {
  if (!map.has(name)) return name;
  followed.add(name);
  return map.get(name);
};
const [module] = modules;
const script = (await readFile(glue, "utf8"))
  .replace(/^export class IntoUnderlying\w+ \{\n[^]*?^\}\n(if \(Symbol\.dispose\).*\n)?/gm, "")
  .replace(/^const IntoUnderlying\w+Finalization =[^;]*;\n/gm, "")
  // The object of imports: a function a line, and those that were imported for nothing.
  .replace(/^ {8}(__wb\w+): function[^]*?^ {8}\},\n/gm, (text, name) => (imported.has(name) ? text : ""))
  .replace(/(?<=^ {8})[\w$]+(?=: )/gm, follow(imported))
  .replace(/(?<=\bimport\d+\.)[\w$]+/g, follow(imported))
  .replace(/(?<=\bwasm\.)[\w$]+/g, follow(exported))
  .replaceAll(JSON.stringify(module), '"a"');
const lost = [...imported.keys()].filter((name) => !followed.has(name));
if (lost.length > 0) throw new Error(`the glue does not have ${lost.join(", ")} where it was looked for`);
if (UNCALLED.test(script)) throw new Error("the glue still speaks of streams that were taken away");
await writeFile(glue, script);
await rm(graphFile);
