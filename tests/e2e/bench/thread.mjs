// How long a thread takes to be readable and answered on a slow connection, compared with a lean static page.
//
// The lean page is one file with inline style and the same words, and a form that posts to a small handler here, so both
// sides make the same round trips. Both are measured alternately in one run, by the same browser, at the speed of a slow 4G
// connection, with the CPU at full speed and slowed down four times.
//
// | readable | first largest-contentful-paint inside `main` |
// | first paint | the `first-contentful-paint` entry |
// | answered | a text was typed and sent, and the page with the new post is shown |
// | blocked | of the main thread's tasks over 50 ms, the time beyond 50 ms (total blocking time), until the app has taken over |
// | warm | the second visit, with the browser's caches filled: readable, and the app has taken over |
//
// PALABRE_BENCH_ROUNDS sets the number of rounds (7).

import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { chromium } from "@playwright/test";
import { startServer } from "../server.mjs";

const ROUNDS = Number(process.env.PALABRE_BENCH_ROUNDS ?? 7);
const THREAD = "/t/4?page=7";
const LAST_PAGE = "/t/4?page=13";
/** Lighthouse's "slow 4G": a round trip of 150 ms, 1.6 Mbit/s. */
const SLOW = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 };
/** V8 stores compiled WebAssembly about two seconds after its last optimization. */
const UNTIL_CODE_IS_CACHED_MS = 4_000;
const BLOCKED_GOAL_MS = 200;

const options = {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  locale: "fr-FR",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
};

const browser = await chromium.launch(options);
for (const slowdown of [1, 4]) {
  const server = await startServer({ PALABRE_LOG: "error", PALABRE_FLOOD_SECONDS: "0" });
  const lean = await serveLeanPage(server.url);
  const results = { lean: {}, app: {} };
  const add = (side, figures) => {
    for (const [name, value] of Object.entries(figures)) (results[side][name] ??= []).push(value);
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    add("lean", await read(lean.url, slowdown));
    add("app", await read(server.url + THREAD, slowdown, true));
    add("lean", await answer(lean.url, slowdown, `Merci ${round}`));
    add("app", await answer(server.url + THREAD, slowdown, `Merci ${round}`, server.url));
  }
  report(slowdown, lean.bytes, results);
  lean.close();
  await server.stop();
}
await browser.close();

function report(slowdown, leanBytes, { lean, app }) {
  const speed = slowdown === 1 ? "CPU at full speed" : `CPU slowed ${slowdown} times`;
  console.log(`A thread of 20 posts at 150 ms and 1.6 Mbit/s, ${speed}, median of ${ROUNDS},`);
  console.log(`compared with a lean static page of the same words (${kilobytes(leanBytes)} compressed):`);
  for (const [label, name, goal] of [["first paint", "firstPaint", 1.3], ["readable", "readable", 1.4], ["answered", "answered", 1.4]]) {
    const [time, reference] = [median(app[name]), median(lean[name])];
    const ratio = time / reference;
    row(label, `${ratio.toFixed(2)} times`, `${Math.round(time)} ms, lean page ${Math.round(reference)} ms`, ratio > goal && `goal ${goal} times`);
  }
  const blocked = median(app.blocked);
  row("blocked", `${Math.round(blocked)} ms`, `all tasks over 50 ms ${Math.round(median(app.long))} ms, longest ${Math.round(median(app.longest))} ms, all tasks ${Math.round(median(app.busy))} ms`,
    blocked > BLOCKED_GOAL_MS && `goal ${BLOCKED_GOAL_MS} ms`);
  row("taken over", `${Math.round(median(app.takenOver))} ms`, `${kilobytes(median(app.bytes))} received`);
  row("warm start", `${Math.round(median(app.warmReadable))} ms`,
    `taken over after ${Math.round(median(app.warmTakenOver))} ms, ${kilobytes(median(app.warmBytes))} received, blocked ${Math.round(median(app.warmBlocked))} ms`);
}

function row(label, figure, details, missed) {
  console.log(`  ${label.padEnd(12)} ${figure.padStart(10)}  (${details})${missed ? `  over the ${missed}` : ""}`);
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

/** Visits a page for the first time, and the app a second time. Each call has a profile of its own, because a private window
 * keeps no compiled code. */
async function read(address, slowdown, isApp = false) {
  const profile = await mkdtemp(join(tmpdir(), "palabre-bench-"));
  const context = await chromium.launchPersistentContext(profile, options);
  try {
    const first = await visit(context, address, slowdown, isApp);
    if (!isApp) return first;
    await first.page.waitForTimeout(UNTIL_CODE_IS_CACHED_MS);
    await first.page.close();
    const { page: _, ...cold } = first;
    const warm = await visit(context, address, slowdown, isApp);
    return { ...cold, warmReadable: warm.readable, warmTakenOver: warm.takenOver, warmBytes: warm.bytes, warmBlocked: warm.blocked };
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  }
}

/** Loads an address in a new tab until it is readable and, with `isApp`, until the app has taken over. */
async function visit(context, address, slowdown, isApp) {
  const { page, session } = await open(context, slowdown);
  let bytes = 0;
  session.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
  await page.addInitScript(() => {
    globalThis.tasks = [];
    new PerformanceObserver((list) => globalThis.tasks.push(...list.getEntries().map((task) => task.duration))).observe({ type: "longtask" });
    new PerformanceObserver((list) => {
      // The element is missing if the app has replaced it before this runs.
      const painted = list.getEntries().find(({ element }) => !element || element.closest("main"));
      if (painted) globalThis.readable ??= painted.startTime;
    }).observe({ type: "largest-contentful-paint", buffered: true });
    // The app removes the boot screen when it has taken over.
    addEventListener("DOMContentLoaded", () => {
      const observer = new MutationObserver(() => {
        if (document.getElementById("boot")) return;
        observer.disconnect();
        globalThis.takenOver = performance.now();
      });
      observer.observe(document.body, { childList: true });
    });
  });
  await page.goto(address, { waitUntil: "commit" });
  if (isApp) {
    await page.waitForFunction(() => globalThis.takenOver, undefined, { polling: 200 });
    await page.waitForLoadState("networkidle");
  }
  await page.waitForFunction(() => globalThis.readable, undefined, { polling: 200 });
  const { metrics } = await session.send("Performance.getMetrics");
  const busy = metrics.find(({ name }) => name === "TaskDuration").value * 1000;
  const figures = await page.evaluate(() => ({
    firstPaint: performance.getEntriesByName("first-contentful-paint")[0].startTime,
    readable: globalThis.readable,
    takenOver: globalThis.takenOver,
    blocked: globalThis.tasks.reduce((sum, task) => sum + task - 50, 0),
    long: globalThis.tasks.reduce((sum, task) => sum + task, 0),
    longest: Math.max(0, ...globalThis.tasks),
  }));
  if (!isApp) return { firstPaint: figures.firstPaint, readable: figures.readable };
  return { ...figures, bytes, busy, page };
}

/** Types and sends a reply as soon as the page has a form. `forum`: where to sign in first. */
async function answer(address, slowdown, text, forum) {
  const context = await browser.newContext({ locale: "fr-FR" });
  try {
    if (forum) {
      const signedIn = await context.request.post(`${forum}/api/session`, { data: { pseudo: "Honorine", password: "palabre-honorine" } });
      if (!signedIn.ok()) throw new Error(`cannot sign in: ${signedIn.status()}`);
    }
    const { page } = await open(context, slowdown);
    await page.goto(address, { waitUntil: "commit" });
    const start = await page.evaluate(() => performance.timeOrigin);
    await page.getByLabel("Message :").fill(text);
    await page.getByRole("button", { name: "Envoyer la réponse" }).click();
    await page.locator("article").filter({ hasText: text }).last().waitFor();
    const end = await page.evaluate(() => performance.timeOrigin + performance.now());
    return { answered: end - start };
  } finally {
    await context.close();
  }
}

async function open(context, slowdown) {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", SLOW);
  await session.send("Performance.enable");
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  return { page, session };
}

/** Serves the words of the thread as one small file, and a form whose answer is a page with the last posts and the new one. */
async function serveLeanPage(forum) {
  const page = await browser.newPage({ locale: "fr-FR", javaScriptEnabled: false });
  const words = async (address) => {
    await page.goto(forum + address);
    return page.locator("article").evaluateAll((articles) => articles.map((article) =>
      [".post__author", ".post__when", ".post__main"].map((part) => article.querySelector(part).innerText.trim())));
  };
  const [thread, last] = [await words(THREAD), await words(LAST_PAGE)];
  await page.close();
  const first = brotliCompressSync(leanPage(thread));
  let answered = first;
  const http = createServer((request, response) => {
    if (request.method === "POST") {
      let body = "";
      request.on("data", (chunk) => (body += chunk));
      request.on("end", () => {
        answered = brotliCompressSync(leanPage([...last, ["Honorine", "2026-01-01", new URLSearchParams(body).get("body")]]));
        response.writeHead(303, { location: "/last" }).end();
      });
      return;
    }
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", "content-encoding": "br" });
    response.end(request.url === "/last" ? answered : first);
  });
  await new Promise((resolve) => http.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${http.address().port}/`, bytes: first.length, close: () => http.close() };
}

function leanPage(posts) {
  const escape = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("\n", "<br>");
  const articles = posts.map(([author, when, text]) =>
    `<article><b>${escape(author)}</b> <small>${escape(when)}</small><p>${escape(text)}</article>`);
  return `<!doctype html><html lang="fr"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Le pain</title>
<link rel="icon" href="data:,"><style>body{max-width:50rem;margin:auto;padding:1rem;font:1.1rem/1.6 serif}article{border-top:1px solid #ccc;padding:1rem 0}textarea{width:100%;height:12rem}</style>
<main><h1>Le pain au levain : carnet d’un débutant</h1>${articles.join("\n")}
<form method="post" action="/reply"><label>Message :<textarea name="body" required></textarea></label><button>Envoyer la réponse</button></form></main></html>`;
}
