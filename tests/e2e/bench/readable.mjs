// The time until a thread is readable on a slow connection, compared with a static page of the same text.
//
// Both are loaded alternately in one run, by the same browser with an empty cache, at the speed of a slow 4G
// connection. The static page is the thread as the app draws it, saved with the app's style sheet and images: the
// minimum for this content. "readable" is the first largest-contentful-paint inside `main`, when title and posts are
// painted; "can reply" is when the reply form is shown.

import { createServer } from "node:http";
import { brotliCompressSync } from "node:zlib";
import { chromium } from "@playwright/test";
import { startServer } from "../server.mjs";

const RUNS = 5;
const THREAD = "/t/4?page=7";
/** Lighthouse's "slow 4G": a round trip of 150 ms, 1.6 Mbit/s. */
const SLOW = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 };

const server = await startServer({ PALABRE_LOG: "error" });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
const copy = await saveAsStatic();

const times = { static: [], readable: [], canReply: [] };
for (let run = 0; run < RUNS; run += 1) {
  times.static.push((await load(copy.url)).readable);
  const app = await load(server.url + THREAD, "form.reply-form");
  times.readable.push(app.readable);
  times.canReply.push(app.selectorShown);
}
await browser.close();
await server.stop();
copy.close();

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const reference = median(times.static);
console.log(`A thread of 20 posts at 150 ms and 1.6 Mbit/s, median of ${RUNS}, compared with a static page of the same text:`);
for (const [label, values] of [["readable", times.readable], ["can reply", times.canReply]]) {
  const time = median(values);
  console.log(`  ${label.padEnd(12)} ${(time / reference).toFixed(2)} times  (${Math.round(time)} ms, static page ${Math.round(reference)} ms)`);
}

/** Serves the thread as the app draws it, and the files it needs, without the app. */
async function saveAsStatic() {
  const page = await browser.newPage({ locale: "fr-FR" });
  await page.goto(server.url + THREAD);
  await page.locator("form.reply-form").waitFor();
  const html = await page.evaluate(() => {
    const sheet = document.querySelector("link[rel=stylesheet]").outerHTML;
    const site = document.querySelector(".site").cloneNode(true);
    site.querySelector(".quick-reply").remove();
    return `<!doctype html><html lang="fr"><meta charset="utf-8">${sheet}${site.outerHTML}</html>`;
  });
  await page.close();
  const compressed = brotliCompressSync(html);
  const http = createServer(async (request, response) => {
    if (request.url === "/") {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8", "content-encoding": "br" });
      return response.end(compressed);
    }
    // Style sheet and images, as the server sends them.
    const file = await fetch(server.url + request.url, { headers: { "accept-encoding": "identity" } });
    const body = Buffer.from(await file.arrayBuffer());
    const type = file.headers.get("content-type") ?? "text/plain";
    const small = /text|svg/.test(type) ? brotliCompressSync(body) : undefined;
    response.writeHead(file.status, { "content-type": type, ...(small && { "content-encoding": "br" }) });
    response.end(small ?? body);
  });
  await new Promise((resolve) => http.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${http.address().port}/`, close: () => http.close() };
}

/** Loads an address in a new context. Returns when its text was painted and, if given, when `selector` was shown. */
async function load(address, selector) {
  const context = await browser.newContext({ locale: "fr-FR" });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", SLOW);
  await page.addInitScript(() => {
    new PerformanceObserver((list) => {
      const painted = list.getEntries().find((entry) => entry.element?.closest("main"));
      if (painted) globalThis.readable ??= painted.startTime;
    }).observe({ type: "largest-contentful-paint", buffered: true });
  });
  await page.goto(address, { waitUntil: "commit" });
  if (selector) await page.locator(selector).waitFor();
  const selectorShown = await page.evaluate(() => performance.now());
  await page.waitForFunction(() => globalThis.readable !== undefined);
  const readable = await page.evaluate(() => globalThis.readable);
  await context.close();
  return { readable, selectorShown };
}
