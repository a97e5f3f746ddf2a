// Another site: the examples of embed/examples, and what a test adds to them, on an origin of their own.

import { examples } from "../../embed/examples/serve.mjs";

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
  let url = "http://localhost";
  const server = examples(forum, () => url, pages);
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  // Every name below localhost is this machine; the forum goes by its number.
  url = `http://blog.localhost:${server.address().port}`;
  return {
    url,
    serve: (path, page) => pages.set(path, typeof page === "string" ? { body: page } : page),
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}
