// Optimizes the app's WebAssembly, and gives what it imports and exports the shortest names there are.
//
//   node shorten-names.mjs <directory>
//
// wasm-bindgen names each import after the function it stands for, with a hash: some two hundred names that
// nobody reads and that hardly compress. wasm-opt shortens them and says how; the glue follows.

import { execFileSync } from "node:child_process";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

const [directory] = process.argv.slice(2);
const names = await readdir(directory);
const the = (kind, ends) => {
  const found = names.filter((name) => name.startsWith("palabre") && name.endsWith(ends));
  if (found.length !== 1) throw new Error(`there should be one ${kind} in ${directory}, not ${found.length}`);
  return join(directory, found[0]);
};
const [glue, wasm] = [the("glue script", ".js"), the("wasm file", ".wasm")];

// wasm-opt prints { imports: [[module, name, short], …], exports: [[name, short], …] }.
const printed = execFileSync("wasm-opt", [wasm, "-o", wasm, "-Oz", "--minify-imports-and-exports-and-modules"], {
  encoding: "utf8",
  stdio: ["ignore", "pipe", "inherit"],
});
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
  // The object of imports: a function a line.
  .replace(/(?<=^ {8})[\w$]+(?=: )/gm, follow(imported))
  .replace(/(?<=\bimport\d+\.)[\w$]+/g, follow(imported))
  .replace(/(?<=\bwasm\.)[\w$]+/g, follow(exported))
  .replaceAll(JSON.stringify(module), '"a"');
const lost = [...imported.keys()].filter((name) => !followed.has(name));
if (lost.length > 0) throw new Error(`the glue does not have ${lost.join(", ")} where it was looked for`);
await writeFile(glue, script);
