// A host site on its own origin: the pages of embed/examples, and pages that a test adds.

import { examples } from "../../embed/examples/serve.mjs";

/**
 * @typedef {object} RunningHost
 * @property {string} url  origin without a trailing slash; a different site from the forum's
 * @property {(path: string, page: string | { body: string, headers?: Record<string, string> }) => void} serve
 *   serves an HTML page at a path; the placeholder of the forum's address is replaced as in the examples
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
  let url = "http://localhost";
  const server = examples(forum, () => url, pages);
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  // Names below localhost resolve to this machine. The forum is addressed by IP, so the two are different sites.
  url = `http://blog.localhost:${server.address().port}`;
  return {
    url,
    serve: (path, page) => pages.set(path, typeof page === "string" ? { body: page } : page),
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}
