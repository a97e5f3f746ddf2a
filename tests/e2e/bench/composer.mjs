// The time from pressing a key in the message field to the frame that shows the letter, compared with a plain text area
// that contains the same text and has no preview.
//
// The texts are prose without line breaks, a long post repeated, and pathological texts that make naive parsers slow.
// Both pages get the same text in the same run and the same browser. A measurement starts in the `keydown` listener and ends
// in the first task after the frame that shows the letter. Later work, such as drawing the preview, is measured as
// the longest task that follows. The frame rate is unlimited, because waiting for the next frame would dominate each time.

import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { startServer } from "../server.mjs";

const KEYS = 3;
const MAX_LENGTH = 60_000;
/** Slower keys and tasks are reported, unless the plain text area takes at least half as long. */
const KEY_MS = 16;
const TASK_MS = 50;
/** If a key takes longer than this in the plain text area, the text is measured only once. */
const SLOW_MS = 500;
/** No measurement starts later than this after the first one. */
const TIME_LIMIT_MS = 280_000;

const repository = (path) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
/** A file in a directory beside the repository, if it exists. */
const shared = (path) => [process.env.PALABRE_SHARED ?? repository("../shared")].map((folder) => `${folder}/${path}`).find(existsSync);

/** Exactly `length` characters of a repeated text. */
const repeated = (text, length) => Array.from(text.repeat(Math.ceil(length / text.length) + 1)).slice(0, length).join("");

const PROSE = "Le train de nuit quitte la gare à vingt-deux heures passées, et personne ne regarde plus l'horloge. ";
const postFile = shared("real/reply-page.txt") ?? repository("tests/e2e/bench/long-post.txt");
const POST = readFileSync(postFile, "utf8").replaceAll("\r\n", "\n");

/**
 * A pathological text of at most `length` characters. `parts` are pairs of a text and the number of its repetitions; numbers
 * above 1 are reduced in proportion until the text fits.
 */
function pathological(parts, length) {
  const fixedLength = parts.filter(([, times]) => times <= 1).reduce((sum, [part]) => sum + part.length, 0);
  const repeatedLength = parts.filter(([, times]) => times > 1).reduce((sum, [part, times]) => sum + part.length * times, 0);
  const scale = Math.min(1, (length - fixedLength) / (repeatedLength || 1));
  const text = parts.map(([part, times]) => part.repeat(times > 1 ? Math.floor(times * scale) : 1)).join("");
  return text.length > length ? text.slice(0, length) : text;
}

const recipesFile = shared("corpora/pathological-recipes.json");
const recipes = recipesFile
  ? JSON.parse(readFileSync(recipesFile, "utf8"))
  : JSON.parse(readFileSync(repository("crates/markup/tests/corpora/own-pathological.json"), "utf8"))
    // In this file, `times` is relative; 0 means one occurrence.
    .map(({ title, parts }) => ({ title, parts: parts.map(([part, times]) => [part, times && times * 60_000]) }));

const texts = [
  ...[2_000, 33_000, MAX_LENGTH].map((length) => [`prose, ${length}`, repeated(PROSE, length - KEYS)]),
  ...[2_000, 33_000, MAX_LENGTH].map((length) => [`long post, ${length}`, repeated(POST, length - KEYS)]),
  ...recipes.map(({ title, parts }) => [title, pathological(parts, MAX_LENGTH - KEYS)]),
];

const server = await startServer({ PALABRE_LOG: "error" });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-frame-rate-limit", "--disable-gpu-vsync"],
});
const startedAt = Date.now();
const plain = await open(async (page) => {
  await page.goto(`${server.url}/healthz`);
  await page.setContent("<textarea rows=20 cols=70></textarea>");
});
const app = await open(async (page) => {
  await page.goto(`${server.url}/t/4/reply`);
  await page.locator("textarea").waitFor();
});

console.log(`A key typed at the end of the message, median of ${KEYS}, compared with a plain text area with the same text`);
console.log(`(long post: ${postFile}; pathological texts: ${recipesFile ?? "crates/markup/tests/corpora"})`);
console.log(`${"".padEnd(34)} ${"key".padStart(8)} ${"plain".padStart(8)} ${"ratio".padStart(7)} ${"longest task".padStart(13)} ${"plain".padStart(8)}`);
const slow = [];
let skipped = 0;
for (const [name, text] of texts) {
  if (Date.now() - startedAt > TIME_LIMIT_MS) {
    skipped += 1;
    continue;
  }
  const reference = await type(plain, text, KEYS);
  const ours = await type(app, text, reference.key > SLOW_MS ? 1 : KEYS);
  console.log(`${name.slice(0, 34).padEnd(34)} ${ours.key.toFixed(1).padStart(8)} ${reference.key.toFixed(1).padStart(8)} ${(ours.key / reference.key).toFixed(2).padStart(7)} ${ours.task.toFixed(0).padStart(13)} ${reference.task.toFixed(0).padStart(8)}`);
  if (ours.key > KEY_MS && ours.key > 2 * reference.key) slow.push(`${name}: a key takes ${ours.key.toFixed(1)} ms`);
  if (ours.task > TASK_MS && ours.task > 2 * reference.task) slow.push(`${name}: a task takes ${ours.task.toFixed(0)} ms`);
}
await browser.close();
await server.stop();
if (skipped) console.log(`${skipped} texts were skipped because the time limit was reached`);
console.log(slow.length ? `More than ${KEY_MS} ms per key or ${TASK_MS} ms per task, and more than twice the plain text area:\n  ${slow.join("\n  ")}`
  : `Every key took at most ${KEY_MS} ms and every task at most ${TASK_MS} ms, or at most twice as long as in the plain text area`);

async function open(load) {
  const page = await browser.newPage({ locale: "fr-FR", viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(120_000);
  await load(page);
  await page.evaluate(() => {
    const afterFrame = new MessageChannel();
    let start = 0;
    globalThis.tasks = [];
    // Tasks that started before the key belong to the previous text.
    new PerformanceObserver((list) => list.getEntries().forEach((task) => task.startTime >= start && tasks.push(task.duration)))
      .observe({ type: "longtask" });
    addEventListener("keydown", () => (start = performance.now()), true);
    addEventListener("input", () => globalThis.report && requestAnimationFrame(() => afterFrame.port2.postMessage("")));
    afterFrame.port1.onmessage = () => globalThis.report?.(performance.now() - start);
    /** Resolves when the DOM has not changed for 150 ms. */
    globalThis.whenIdle = () => new Promise((resolve) => {
      const done = () => (watch.disconnect(), resolve());
      let timer = setTimeout(done, 150);
      const watch = new MutationObserver(() => {
        clearTimeout(timer);
        timer = setTimeout(done, 150);
      });
      watch.observe(document.body, { childList: true, characterData: true, subtree: true });
    });
  });
  return page;
}

/** Sets the text and types at its end. Returns the median time of a key, and the longest task until the page is idle. */
async function type(page, text, keys) {
  await page.bringToFront();
  await page.evaluate((text) => {
    globalThis.report = undefined;
    const area = document.querySelector("textarea");
    area.value = text;
    area.dispatchEvent(new Event("input", { bubbles: true }));
    area.focus();
    area.setSelectionRange(text.length, text.length);
    return whenIdle();
  }, text);
  const times = [];
  let task = 0;
  for (let key = 0; key < keys; key += 1) {
    await page.evaluate(() => {
      globalThis.tasks = [];
      globalThis.next = new Promise((resolve) => (globalThis.report = resolve));
    });
    await page.keyboard.press("a");
    times.push(await page.evaluate(() => globalThis.next));
    task = Math.max(task, await page.evaluate(async () => {
      await whenIdle();
      return Math.max(0, ...globalThis.tasks);
    }));
  }
  return { key: times.toSorted((a, b) => a - b)[times.length >> 1], task };
}
