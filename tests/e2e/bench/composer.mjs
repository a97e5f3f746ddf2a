// The time from a key in the message to the frame that shows it, compared with a plain text area that holds the same
// text and has no preview.
//
// Texts: prose without line breaks, a long post repeated, and recipes that make naive parsers slow. Both
// pages get the same text in the same run and the same browser. A measurement starts in the `keydown` listener and ends
// in the first task after the frame that shows the letter. Drawing after the key, such as the preview, is measured as the
// longest task that follows. The frame rate is unlimited; otherwise most of each time would be the wait for a frame.

import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { startServer } from "../server.mjs";

const KEYS = 3;
const LENGTH_MAX = 60_000;
const KEY_MS = 16;
const TASK_MS = 50;
/** If a key takes longer than this in the plain text area, the text is measured only once. */
const SLOW_MS = 500;
/** No measurement starts after this time, so that the run always ends. */
const ENDS_AFTER_MS = 280_000;

const repository = (path) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
/** A file in a directory beside the repository, if it exists. */
const shared = (path) => [process.env.PALABRE_SHARED ?? repository("../shared")].map((folder) => `${folder}/${path}`).find(existsSync);

/** Exactly `length` characters of a repeated text. */
const repeated = (text, length) => Array.from(text.repeat(Math.ceil(length / text.length) + 1)).slice(0, length).join("");

const PROSE = "Le train de nuit quitte la gare à vingt-deux heures passées, et personne ne regarde plus l'horloge. ";
const postFile = shared("real/reply-page.txt") ?? repository("tests/e2e/bench/long-post.txt");
const POST = readFileSync(postFile, "utf8").replaceAll("\r\n", "\n");

/** The text of a recipe, at most `length` characters. Only its repeated part is repeated. */
function brewed(parts, length) {
  const fixed = parts.filter(([, times]) => times <= 1).reduce((sum, [part]) => sum + part.length, 0);
  const round = parts.filter(([, times]) => times > 1).reduce((sum, [part, times]) => sum + part.length * times, 0);
  const share = Math.min(1, (length - fixed) / (round || 1));
  const text = parts.map(([part, times]) => part.repeat(times > 1 ? Math.floor(times * share) : 1)).join("");
  return text.length > length ? text.slice(0, length) : text;
}

const recipesFile = shared("corpora/pathological-recipes.json");
const recipes = recipesFile
  ? JSON.parse(readFileSync(recipesFile, "utf8"))
  : JSON.parse(readFileSync(repository("crates/markup/tests/corpora/own-pathological.json"), "utf8"))
    // Relative counts; 0 stands for one occurrence.
    .map(({ title, parts }) => ({ title, parts: parts.map(([part, times]) => [part, times && times * 60_000]) }));

const texts = [
  ...[2_000, 33_000, LENGTH_MAX].map((length) => [`prose, ${length}`, repeated(PROSE, length - KEYS)]),
  ...[2_000, 33_000, LENGTH_MAX].map((length) => [`long post, ${length}`, repeated(POST, length - KEYS)]),
  ...recipes.map(({ title, parts }) => [title, brewed(parts, LENGTH_MAX - KEYS)]),
];

const server = await startServer({ PALABRE_LOG: "error" });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-frame-rate-limit", "--disable-gpu-vsync"],
});
const began = Date.now();
const plain = await open(async (page) => {
  await page.goto(`${server.url}/healthz`);
  await page.setContent("<textarea rows=20 cols=70></textarea>");
});
const app = await open(async (page) => {
  await page.goto(`${server.url}/t/4/reply`);
  await page.locator("textarea").waitFor();
});

console.log(`A key at the end of the message, median of ${KEYS}, against a plain text area with the same text`);
console.log(`(long post: ${postFile.endsWith("long-post.txt") ? "the project's own" : "a real one"}; recipes: ${recipesFile ? "shared" : "the project's own"})`);
console.log(`${"".padEnd(34)} ${"key".padStart(8)} ${"plain".padStart(8)} ${"ratio".padStart(7)} ${"longest task".padStart(13)} ${"plain".padStart(8)}`);
const late = [];
let skipped = 0;
for (const [name, text] of texts) {
  if (Date.now() - began > ENDS_AFTER_MS) {
    skipped += 1;
    continue;
  }
  const reference = await type(plain, text, KEYS);
  const ours = await type(app, text, reference.key > SLOW_MS ? 1 : KEYS);
  console.log(`${name.slice(0, 34).padEnd(34)} ${ours.key.toFixed(1).padStart(8)} ${reference.key.toFixed(1).padStart(8)} ${(ours.key / reference.key).toFixed(2).padStart(7)} ${ours.task.toFixed(0).padStart(13)} ${reference.task.toFixed(0).padStart(8)}`);
  if (ours.key > KEY_MS && ours.key > 2 * reference.key) late.push(`${name}: a key takes ${ours.key.toFixed(1)} ms`);
  if (ours.task > TASK_MS && ours.task > 2 * reference.task) late.push(`${name}: a task takes ${ours.task.toFixed(0)} ms`);
}
await browser.close();
await server.stop();
if (skipped) console.log(`${skipped} texts were skipped: the time limit was reached`);
console.log(late.length ? `Past ${KEY_MS} ms a key or ${TASK_MS} ms a task, and twice the plain text area:\n  ${late.join("\n  ")}`
  : `every key within ${KEY_MS} ms and every task within ${TASK_MS} ms, or within twice what the plain text area takes`);

async function open(load) {
  const page = await browser.newPage({ locale: "fr-FR", viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(120_000);
  await load(page);
  await page.evaluate(() => {
    const after = new MessageChannel();
    let start = 0;
    globalThis.tasks = [];
    // Tasks that started before the key belong to the previous text.
    new PerformanceObserver((list) => list.getEntries().forEach((task) => task.startTime >= start && tasks.push(task.duration)))
      .observe({ type: "longtask" });
    addEventListener("keydown", () => (start = performance.now()), true);
    addEventListener("input", () => globalThis.taken && requestAnimationFrame(() => after.port2.postMessage("")));
    after.port1.onmessage = () => globalThis.taken?.(performance.now() - start);
    /** Resolves when the DOM has not changed for 150 ms. */
    globalThis.settled = () => new Promise((resolve) => {
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

/** Sets the text and types at its end. Returns the median time of a key, and the longest task until all is drawn. */
async function type(page, text, keys) {
  await page.bringToFront();
  await page.evaluate((text) => {
    globalThis.taken = undefined;
    const area = document.querySelector("textarea");
    area.value = text;
    area.dispatchEvent(new Event("input", { bubbles: true }));
    area.focus();
    area.setSelectionRange(text.length, text.length);
    return settled();
  }, text);
  const taken = [];
  let task = 0;
  for (let key = 0; key < keys; key += 1) {
    await page.evaluate(() => {
      globalThis.tasks = [];
      globalThis.next = new Promise((resolve) => (globalThis.taken = resolve));
    });
    await page.keyboard.press("a");
    taken.push(await page.evaluate(() => globalThis.next));
    task = Math.max(task, await page.evaluate(async () => {
      await settled();
      return Math.max(0, ...globalThis.tasks);
    }));
  }
  return { key: taken.toSorted((a, b) => a - b)[taken.length >> 1], task };
}
