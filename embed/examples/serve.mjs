// Serves these examples as a separate site, on a different origin from the forum.
//
//   PALABRE_FORUM=http://127.0.0.1:8080 PORT=8091 node serve.mjs
//
// In the files, https://forum.example is replaced by the forum's address and https://blog.example by that of this
// server.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";

const TYPES = { html: "text/html", css: "text/css", js: "text/javascript", svg: "image/svg+xml" };

/**
 * A server for the examples, which does not listen yet.
 *
 * @param {string} forum      origin of the forum
 * @param {() => string} own  returns the origin of this server once it listens
 * @param {Map<string, { body: string, headers?: Record<string, string> }>} [pages]  further pages, by path
 */
export const examples = (forum, own, pages = new Map()) =>
  createServer(async (request, response) => {
    const fill = (text) => text.replaceAll("https://forum.example", forum).replaceAll("https://blog.example", own());
    const { pathname } = new URL(request.url, own());
    const path = pathname === "/" ? "/plain.html" : pathname;
    try {
      const page = pages.get(pathname) ?? { body: await readFile(fileURLToPath(new URL(`.${path}`, import.meta.url)), "utf8") };
      const type = TYPES[path.split(".").pop()] ?? "text/html";
      response.writeHead(200, { "content-type": `${type}; charset=utf-8`, ...page.headers });
      response.end(fill(page.body));
    } catch {
      response.writeHead(404, { "content-type": "text/plain; charset=utf-8" }).end("Page introuvable.\n");
    }
  });

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { PALABRE_FORUM: forum = "http://127.0.0.1:8080", PORT: port = "8091" } = process.env;
  const url = `http://localhost:${port}`;
  const server = examples(forum, () => url);
  server.on("error", ({ code }) => {
    // The process does not exit, so that cargo xtask serve keeps the forum running.
    console.error(`    The example site cannot listen on port ${port}: ${code}.`);
    setInterval(() => {}, 2 ** 30);
  });
  server.listen(Number(port), "127.0.0.1", () => console.log(`    Example site:  ${url}/\n`));
}
