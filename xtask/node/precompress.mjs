// Writes a .br and a .gz beside each text and wasm file of a directory, so that the server never compresses.
//
//   node precompress.mjs <directory>
//
// If compression does not make a file smaller, nothing is written and the server sends the file itself.

import { readFile, readdir, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const COMPRESSIBLE = new Set([".html", ".js", ".css", ".wasm", ".svg", ".json", ".webmanifest", ".txt"]);

const brotli = (content) =>
  promisify(brotliCompress)(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  });

const gzipped = (content) => promisify(gzip)(content, { level: constants.Z_BEST_COMPRESSION });

async function precompress(file) {
  const content = await readFile(file);
  const [br, gz] = await Promise.all([brotli(content), gzipped(content)]);
  if (br.length < content.length) await writeFile(`${file}.br`, br);
  if (gz.length < content.length) await writeFile(`${file}.gz`, gz);
}

const [directory] = process.argv.slice(2);
const entries = await readdir(directory, { recursive: true, withFileTypes: true });
await Promise.all(
  entries
    .filter((entry) => entry.isFile() && COMPRESSIBLE.has(extname(entry.name)))
    .map((entry) => precompress(join(entry.path, entry.name))),
);
