// Ten elements in a page of another site, compared with one: downloads of the WebAssembly, the time until all are
// readable, memory and DOM nodes.
//
// All elements are near the window from the start, so none waits for scrolling. The reference is a page with one
// element, measured in the same run. Each page is loaded in a new browser with an empty cache.

import { readFile } from "node:fs/promises";
import { chromium } from "@playwright/test";
import { startHost } from "../host.mjs";
import { startServer } from "../server.mjs";

const RUNS = 7;
/** One thread of 20 posts, and lists of the latest replies. */
const THREAD = '<palabre-thread topic="4"></palabre-thread>';
const LATEST = '<palabre-latest forum="atelier" posts="1"></palabre-latest>';
const page = (elements) => `<!doctype html><html lang="fr"><title>Un billet</title>
<script type="module" src="https://forum.example/embed.js"></script><body>${elements}</body></html>`;
const PAGES = { one: page(THREAD), ten: page(LATEST.repeat(9) + THREAD) };

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

/** Allows the host to embed both forums. */
async function allowHost(forum, host) {
  const json = { "content-type": "application/json" };
  const credentials = { pseudo: "Eulalie", password: "palabre-eulalie" };
  const session = await fetch(`${forum}/api/session`, { method: "POST", headers: json, body: JSON.stringify(credentials) });
  const cookie = session.headers.get("set-cookie").split(";")[0];
  for (const slug of ["atelier", "table"]) {
    const body = JSON.stringify({ hosts: [host] });
    await fetch(`${forum}/api/forums/${slug}/embedding`, { method: "PUT", headers: { ...json, cookie }, body });
  }
}

/** The memory of the renderer processes: no API of the page reports the memory of WebAssembly. */
async function residentBytes(browser) {
  const client = await browser.newBrowserCDPSession();
  const { processInfo } = await client.send("SystemInfo.getProcessInfo");
  const sizes = processInfo.filter(({ type }) => type === "renderer").map(async ({ id }) => {
    const status = await readFile(`/proc/${id}/status`, "utf8");
    return 1024 * Number(/RssAnon:\s+(\d+)/.exec(status)[1]);
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

async function visit(url, count) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu"],
  });
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 2400 } });
    const tab = await context.newPage();
    const loaded = [];
    tab.on("response", (response) => loaded.push(new URL(response.url()).pathname));
    await tab.addInitScript(() => {
      globalThis.ready = [];
      document.addEventListener("ready", () => ready.push(performance.now()), true);
    });
    await tab.goto(url);
    await tab.waitForFunction((count) => ready.length >= count, count);
    const ms = await tab.evaluate(() => Math.max(...ready));
    const client = await context.newCDPSession(tab);
    await client.send("HeapProfiler.collectGarbage");
    const memory = await residentBytes(browser);
    const { nodes } = await client.send("Memory.getDOMCounters");
    return { ms, memory, nodes, wasm: loaded.filter((path) => path.endsWith(".wasm")).length };
  } finally {
    await browser.close();
  }
}

const server = await startServer();
const host = await startHost(server.url);
try {
  await allowHost(server.url, host.url);
  for (const [name, body] of Object.entries(PAGES)) host.serve(`/${name}`, body);
  const results = { one: [], ten: [] };
  for (let run = 0; run < RUNS; run++) {
    for (const name of ["one", "ten"]) results[name].push(await visit(`${host.url}/${name}`, name === "ten" ? 10 : 1));
  }
  const medianOf = (name, field) => median(results[name].map((result) => result[field]));
  const printRow = (label, field, format) => {
    const [one, ten] = [medianOf("one", field), medianOf("ten", field)];
    console.log(`${label.padEnd(24)} ${format(one).padStart(10)} ${format(ten).padStart(10)} ${(ten / one).toFixed(2).padStart(8)}`);
  };
  console.log(`\nElements in a page of another site (median of ${RUNS})`);
  console.log(`${"".padEnd(24)} ${"one".padStart(10)} ${"ten".padStart(10)} ${"ratio".padStart(8)}`);
  printRow("wasm downloads", "wasm", String);
  printRow("until all are readable", "ms", (ms) => `${Math.round(ms)} ms`);
  printRow("renderer memory", "memory", (bytes) => `${(bytes / 1e6).toFixed(1)} MB`);
  printRow("DOM nodes", "nodes", String);
} finally {
  await host.stop();
  await server.stop();
}
