// The time from pressing a key to the drawn search result in a panel of 30,000 custom smilies, compared with the least
// possible work: filtering the same names in plain JavaScript and setting the text of one element.
//
// Search texts are typed letter by letter into both, in the same browser and run. A measurement starts in the `keydown`
// listener and ends in the first task after the frame that shows the result. The frame rate is unlimited, because waiting
// for the next frame would dominate each time.

import { setTimeout as pause } from "node:timers/promises";
import { chromium } from "@playwright/test";
import { startServer } from "../server.mjs";

const SMILIES = 30_000;
const FRAME_MS = 16;

const server = await startServer({ PALABRE_LOG: "error", PALABRE_SAMPLE_SMILIES: String(SMILIES) });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-frame-rate-limit", "--disable-gpu-vsync"],
});

const getJson = async (path) => (await fetch(`${server.url}/api/${path}`)).json();
const { forums: [{ slug }] } = await getJson("forums");
const { topics } = await getJson(`forums/${slug}/topics`);
const topic = topics.find((topic) => !topic.locked);
const names = (await getJson(`forums/${slug}/smilies`)).custom.map((smiley) => smiley.name);
if (names.length < SMILIES) throw new Error(`${slug} has ${names.length} smilies instead of ${SMILIES}`);
const folded = names.map((name) => name.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, ""));

// The first occurs in nearly all names, the last in none.
const queries = ["e", "an", commonWord(folded), folded[12_345], folded[29_999].split(" ").reverse().join(" "), "wxyzw"];

const app = await openPanel();
const plain = await openReference();
const times = { panel: [], reference: [] };
for (const query of queries) {
  times.reference.push(...await type(plain, query));
  times.panel.push(...await type(app, query));
  const displayed = Number((await app.getByRole("status").filter({ hasText: /smil/ }).innerText()).replace(/\D/g, ""));
  const expected = folded.filter((name) => query.split(" ").every((word) => name.includes(word))).length;
  if (displayed !== expected) throw new Error(`"${query}": the panel shows ${displayed} as the number of smilies instead of ${expected}`);
}
await browser.close();
await server.stop();

const percentile = (values, part) => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))];
console.log(`A key in the search of ${names.length} smilies, ${times.panel.length} keys, compared with a plain filter:`);
for (const [what, part] of [["median", 0.5], ["p95", 0.95], ["max", 1]]) {
  const [panel, reference] = [percentile(times.panel, part), percentile(times.reference, part)];
  console.log(`  ${what.padEnd(12)} ${(panel / reference).toFixed(2)} times  (${panel.toFixed(1)} ms, reference ${reference.toFixed(1)} ms)`);
}
const slow = times.panel.filter((time) => time > FRAME_MS).length;
console.log(slow ? `  ${slow} of ${times.panel.length} keys took more than ${FRAME_MS} ms` : `  every key took at most ${FRAME_MS} ms`);

/** The most frequent word of at least four letters. */
function commonWord(names) {
  const counts = new Map();
  for (const word of names.flatMap((name) => name.split(/[^\p{L}]+/u)).filter((word) => word.length > 3)) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best), ["smiley", 0])[0];
}

async function openPanel() {
  const page = await browser.newPage({ locale: "fr-FR" });
  await page.goto(`${server.url}/t/${topic.id}/reply`);
  await page.getByRole("button", { name: "Smilies personnalisés" }).click();
  await page.getByRole("toolbar", { name: "Smilies personnalisés" }).getByRole("button").first().waitFor();
  await measureKeys(page, "#custom-smilies");
  return page;
}

async function openReference() {
  const page = await browser.newPage();
  await page.setContent("<input type=search><div id=found></div>");
  await page.evaluate((names) => {
    const [field, found] = [document.querySelector("input"), document.querySelector("#found")];
    field.addEventListener("input", () => {
      found.innerText = names.filter((name) => name.includes(field.value)).slice(0, 60).join("\n");
    });
  }, folded);
  await measureKeys(page, "#found");
  return page;
}

/** Measures each key from now on. `selector`: the element that shows the result. */
async function measureKeys(page, selector) {
  await page.evaluate((selector) => {
    const afterFrame = new MessageChannel();
    let [startedAt, changed, frames] = [0, false, 0];
    new MutationObserver(() => (changed = true)).observe(document.querySelector(selector), {
      childList: true, characterData: true, subtree: true,
    });
    addEventListener("keydown", () => ([startedAt, changed, frames] = [performance.now(), false, 0]), true);
    // If the key does not change the result, stop after five frames.
    const frame = () => {
      if (frames === 0) globalThis.firstFrame = performance.now();
      frames += 1;
      if (changed) afterFrame.port2.postMessage("");
      else if (frames < 5) requestAnimationFrame(frame);
      else globalThis.report(globalThis.firstFrame - startedAt);
    };
    addEventListener("input", () => requestAnimationFrame(frame));
    afterFrame.port1.onmessage = () => globalThis.report(performance.now() - startedAt);
  }, selector);
}

/** Types a search text letter by letter into the empty field. Returns the milliseconds of each key. */
async function type(page, query) {
  await page.bringToFront();
  const field = page.getByRole("searchbox").first();
  await field.fill("");
  await field.focus();
  await pause(300);
  const times = [];
  for (const letter of query) {
    await page.evaluate(() => { globalThis.next = new Promise((resolve) => (globalThis.report = resolve)); });
    await page.keyboard.press(letter === " " ? "Space" : letter);
    times.push(await page.evaluate(() => globalThis.next));
    // The pace of a fast typist. Images of the last result load meanwhile.
    await pause(60);
  }
  return times;
}
