// The npm package of the custom elements, as `npm pack` creates it.

import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { expect, test as base } from "./fixtures";
import { type RunningHost, startHost } from "./host.mjs";

const run = promisify(execFile);
const directory = fileURLToPath(new URL("../../embed/package", import.meta.url));

const pack = async (...options: string[]) => {
  const { stdout } = await run("npm", ["pack", "--json", ...options], { cwd: directory });
  return JSON.parse(stdout)[0];
};

const test = base.extend<object, { host: RunningHost }>({
  host: [
    async ({ server }, use) => {
      const into = await mkdtemp(join(tmpdir(), "palabre-package-"));
      const { filename } = await pack("--pack-destination", into);
      await run("tar", ["-xzf", filename], { cwd: into });
      const host = await startHost(server.url);
      const headers = { "content-type": "text/javascript" };
      host.serve("/palabre-embed.js", { body: await readFile(join(into, "package/index.js"), "utf8"), headers });
      host.serve("/stranger.js", { body: 'customElements.define("palabre-thread", class extends HTMLElement {});', headers });
      host.serve("/", '<!doctype html><html lang="fr"><title>Un billet</title><palabre-thread topic="1"></palabre-thread></html>');
      await use(host);
      await host.stop();
      await rm(into, { recursive: true });
    },
    { scope: "worker" },
  ],
});

/** Loads the elements of these forums in turn. Each outcome is `loaded` or an error. */
const outcomes = (page: Page, forums: string[]) =>
  page.evaluate(async (forums) => {
    const address = "/palabre-embed.js";
    const { load } = await import(address);
    const said: string[] = [];
    for (const forum of forums) {
      said.push(await load(forum).then(() => "loaded", (error: Error) => `${error.name}: ${error.message}`));
    }
    return said;
  }, forums);

const isDefined = (page: Page) => page.locator("palabre-thread").evaluate((element) => element.matches(":defined"));

test("the package contains the script, its types, package.json and README.md, and nothing else", async () => {
  const { name, version, files } = await pack("--dry-run");
  expect(`${name} ${version}`).toBe("palabre-embed 0.1.0");
  const paths = files.map(({ path }: { path: string }) => path).sort();
  expect(paths).toEqual(["README.md", "index.d.ts", "index.js", "package.json"]);
});

test("the package defines the elements and requests their script once", async ({ host, page, server }) => {
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(host.url);
  expect(await isDefined(page)).toBe(false);
  expect(await outcomes(page, [server.url, `${server.url}/f/atelier`])).toEqual(["loaded", "loaded"]);
  expect(await isDefined(page)).toBe(true);
  expect(requests.filter((url) => url.endsWith("/embed.js"))).toEqual([`${server.url}/embed.js`]);
});

test("the package works in a page that has the script tag too", async ({ host, page, server }) => {
  await page.goto(host.url);
  await page.addScriptTag({ type: "module", url: `${server.url}/embed.js` });
  expect(await outcomes(page, [server.url])).toEqual(["loaded"]);
});

test("an address that is not http(s) is rejected with a TypeError", async ({ host, page }) => {
  await page.goto(host.url);
  const refused = await outcomes(page, ["forum.example", "javascript:alert(1)", ""]);
  for (const said of refused) expect(said).toMatch(/^TypeError: palabre-embed: .* is not the http\(s\) address of a forum$/);
});

test("loading a second forum in one page is rejected", async ({ host, page, server }) => {
  await page.goto(host.url);
  const [first, second] = await outcomes(page, [server.url, host.url]);
  expect(first).toBe("loaded");
  expect(second).toContain(`the elements of this page belong to ${server.url}, not to ${host.url}`);
});

test("elements defined by another script under the same name are rejected", async ({ host, page, server }) => {
  await page.goto(host.url);
  await page.addScriptTag({ type: "module", url: "/stranger.js" });
  expect((await outcomes(page, [server.url]))[0]).toContain("belong to another script");
});

test("a script that could not be loaded is requested again", async ({ host, page, server }) => {
  await page.goto(host.url);
  await page.route(`${server.url}/embed.js`, (route) => route.abort(), { times: 1 });
  const [first, second] = await outcomes(page, [server.url, server.url]);
  expect(first).toBe(`Error: palabre-embed: ${server.url}/embed.js could not be loaded`);
  expect(second).toBe("loaded");
});
