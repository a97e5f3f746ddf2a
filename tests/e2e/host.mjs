// Another site: the examples of embed/examples on an origin of their own, with the address of the forum that
// runs now in the place of https://forum.example.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";

const TYPES = { html: "text/html", css: "text/css", js: "text/javascript", xml: "application/xml" };

/**
 * @typedef {object} RunningHost
 * @property {string} url  origin, without a slash at its end; another site than the forum's
 * @property {(path: string, page: string | { body: string, headers?: Record<string, string> }) => void} serve
 *   answers a path with a page of HTML, in which the forum's address is put in as well
 * @property {() => Promise<void>} stop
 */

/**
 * Starts the site.
 *
 * @param {string} forum  origin of the forum
 * @returns {Promise<RunningHost>}
 */
export async function startHost(forum) {
  const pages = new Map();
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://localhost").pathname;
    const page = pages.get(path);
    const fill = (text) => text.replaceAll("https://forum.example", forum).replaceAll("https://blog.example", url);
    if (page) {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8", ...page.headers });
      response.end(fill(page.body));
      return;
    }
    try {
      const file = await readFile(fileURLToPath(new URL(`../../embed/examples${path}`, import.meta.url)), "utf8");
      response.writeHead(200, { "content-type": `${TYPES[path.split(".").pop()] ?? "text/plain"}; charset=utf-8` });
      response.end(fill(file));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  // Every name below localhost is this machine; the forum goes by its number.
  const url = `http://blog.localhost:${server.address().port}`;
  return {
    url,
    serve: (path, page) => pages.set(path, typeof page === "string" ? { body: page } : page),
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}
