// The time from a key to the drawn result in a panel of 30,000 custom smilies, compared with the minimum that a page
// can do: filter the same names in plain JavaScript and set the text of one element.
//
// Both are typed into letter by letter, in the same browser and run. A measurement starts in the `keydown` listener and
// ends in the first task after the frame that shows the result. The frame rate is unlimited; otherwise most of each time
// would be the wait for a frame.

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

const ask = async (path) => (await fetch(`${server.url}/api/${path}`)).json();
const { forums: [{ slug }] } = await ask("forums");
const { topics } = await ask(`forums/${slug}/topics`);
const topic = topics.find((topic) => !topic.locked);
const names = (await ask(`forums/${slug}/smilies`)).custom.map((smiley) => smiley.name);
if (names.length < SMILIES) throw new Error(`${slug} has ${names.length} smilies instead of ${SMILIES}`);
const folded = names.map((name) => name.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, ""));

// From a text in nearly all names to a text in none.
const questions = ["e", "an", commonWord(folded), folded[12_345], folded[29_999].split(" ").reverse().join(" "), "wxyzw"];

const app = await openPanel();
const plain = await openReference();
const times = { panel: [], reference: [] };
for (const question of questions) {
  times.reference.push(...await type(plain, question));
  times.panel.push(...await type(app, question));
  const told = Number((await app.getByRole("status").filter({ hasText: /smil/ }).innerText()).replace(/\D/g, ""));
  const wanted = folded.filter((name) => question.split(" ").every((word) => name.includes(word))).length;
  if (told !== wanted) throw new Error(`"${question}": the panel tells of ${told} smilies, there are ${wanted}`);
}
await browser.close();
await server.stop();

const share = (values, part) => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))];
console.log(`A key in the search of ${names.length} smilies, ${times.panel.length} keys, against a plain filter and text:`);
for (const [what, part] of [["median", 0.5], ["p95", 0.95], ["max", 1]]) {
  const [panel, reference] = [share(times.panel, part), share(times.reference, part)];
  console.log(`  ${what.padEnd(12)} ${(panel / reference).toFixed(2)} times  (${panel.toFixed(1)} ms, reference ${reference.toFixed(1)} ms)`);
}
const late = times.panel.filter((time) => time > FRAME_MS).length;
console.log(late ? `  ${late} of ${times.panel.length} keys took more than ${FRAME_MS} ms` : `  every key within ${FRAME_MS} ms`);

/** The most frequent word of at least four letters. */
function commonWord(names) {
  const counts = new Map();
  for (const word of names.flatMap((name) => name.split(/[^\p{L}]+/u)).filter((word) => word.length > 3)) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].reduce((most, next) => (next[1] > most[1] ? next : most), ["smiley", 0])[0];
}

async function openPanel() {
  const page = await browser.newPage({ locale: "fr-FR" });
  await page.goto(`${server.url}/t/${topic.id}/reply`);
  await page.getByRole("button", { name: "Smilies personnalisés" }).click();
  await page.getByRole("toolbar", { name: "Smilies personnalisés" }).getByRole("button").first().waitFor();
  await watch(page, "#custom-smilies");
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
  await watch(page, "#found");
  return page;
}

/** Starts to measure each key. */
async function watch(page, selector) {
  await page.evaluate((selector) => {
    const after = new MessageChannel();
    let [began, changed, waited] = [0, false, 0];
    new MutationObserver(() => (changed = true)).observe(document.querySelector(selector), {
      childList: true, characterData: true, subtree: true,
    });
    addEventListener("keydown", () => ([began, changed, waited] = [performance.now(), false, 0]), true);
    // A key may not change the result: stop after a few frames.
    const frame = () => {
      if (waited === 0) globalThis.first = performance.now();
      waited += 1;
      if (changed) after.port2.postMessage("");
      else if (waited < 5) requestAnimationFrame(frame);
      else globalThis.taken(globalThis.first - began);
    };
    addEventListener("input", () => requestAnimationFrame(frame));
    after.port1.onmessage = () => globalThis.taken(performance.now() - began);
  }, selector);
}

/** Types a search text letter by letter into the empty field. Returns the milliseconds of each key. */
async function type(page, question) {
  await page.bringToFront();
  const field = page.getByRole("searchbox").first();
  await field.fill("");
  await field.focus();
  await pause(300);
  const taken = [];
  for (const letter of question) {
    await page.evaluate(() => { globalThis.next = new Promise((resolve) => (globalThis.taken = resolve)); });
    await page.keyboard.press(letter === " " ? "Space" : letter);
    taken.push(await page.evaluate(() => globalThis.next));
    // The pace of a fast typist. Images of the last result load meanwhile.
    await pause(60);
  }
  return taken;
}
