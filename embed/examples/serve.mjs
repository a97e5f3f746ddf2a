// Serves these examples as a site of its own, so on another origin than the forum's.
//
//   PALABRE_FORUM=http://127.0.0.1:8080 PORT=8091 node serve.mjs
//
// In what it serves, the forum's address stands in the place of https://forum.example, and its own in that of
// https://blog.example.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";

const TYPES = { html: "text/html", css: "text/css", js: "text/javascript", svg: "image/svg+xml" };

/**
 * A server of the examples, not yet listening.
 *
 * @param {string} forum      origin of the forum
 * @param {() => string} own  origin of this site, once it listens
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
      response.writeHead(404, { "content-type": "text/plain; charset=utf-8" }).end("Il n’y a rien ici.\n");
    }
  });

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { PALABRE_FORUM: forum = "http://127.0.0.1:8080", PORT: port = "8091" } = process.env;
  const url = `http://localhost:${port}`;
  const server = examples(forum, () => url);
  server.on("error", ({ code }) => {
    // Whoever runs this along with the forum goes on without it.
    console.error(`    The examples of embedding are not served: port ${port}, ${code}.`);
    setInterval(() => {}, 2 ** 30);
  });
  server.listen(Number(port), "127.0.0.1", () => console.log(`    Embedded elsewhere:  ${url}/\n`));
}
