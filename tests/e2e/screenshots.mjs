// Takes the screenshots of docs/screenshots, which the README shows: `cargo xtask screenshots`.
//
// The server's clock and the browser's clock are fixed, so that dates and ages are the same every time.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { startHost } from "./host.mjs";
import { startServer } from "./server.mjs";

const DIRECTORY = fileURLToPath(new URL("../../docs/screenshots/", import.meta.url));
const NOW = Date.UTC(2026, 10, 24, 20, 30);
const BREAD = 4;
const CLOCK = 6;

const WIDE = { width: 1280, height: 900 };
const TALL = { width: 1280, height: 1200 };
const PHONE = { width: 390, height: 844 };

const DRAFT = `[quote="Bastien"]C'est normal ?[/quote]
Tout à fait normal. Le levain prend [b]cinq à sept jours[/b] avant de lever pour de bon :D

[list]
[*]farine complète les premiers jours
[*]eau tiède, jamais chaude
[/list]`;

const server = await startServer({ PALABRE_CLOCK: String(NOW) });
const host = await startHost(server.url);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--hide-scrollbars"],
});

/** Opens an address, prepares the page and stores what the window shows. */
async function take(name, address, viewport, colorScheme, prepare = async () => {}) {
  const context = await browser.newContext({
    viewport,
    colorScheme,
    locale: "fr-FR",
    timezoneId: "Europe/Paris",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  await page.clock.setFixedTime(NOW);
  await page.goto(address);
  await prepare(page);
  await page.screenshot({ path: `${DIRECTORY}${name}.png`, animations: "disabled" });
  await context.close();
  console.log(`docs/screenshots/${name}.png`);
}

const shown = (page) => page.getByRole("article").first().waitFor();

const embedded = async (page) => {
  await page.locator("palabre-thread").getByRole("article").first().waitFor();
  await page.locator("palabre-latest").getByRole("listitem").first().waitFor();
};

/** Writes into the reply form, then leaves the field, so that no cursor is in the picture. */
async function write(page) {
  const message = page.getByRole("textbox", { name: "Message" });
  await message.fill(DRAFT);
  await page.getByRole("region", { name: "Aperçu" }).getByText("cinq à sept jours").waitFor();
  await message.blur();
  await page.evaluate(() => window.scrollTo(0, 0));
}

/** Allows the host to embed the forum. */
async function prepareHost() {
  const json = { "content-type": "application/json" };
  const credentials = JSON.stringify({ pseudo: "Eulalie", password: "palabre-eulalie" });
  const session = await fetch(`${server.url}/api/session`, { method: "POST", headers: json, body: credentials });
  const cookie = session.headers.get("set-cookie").split(";")[0];
  const body = JSON.stringify({ hosts: [host.url] });
  await fetch(`${server.url}/api/forums/atelier/embedding`, { method: "PUT", headers: { ...json, cookie }, body });
}

try {
  for (const theme of ["light", "dark"]) {
    await take(`thread-${theme}`, `${server.url}/t/${BREAD}`, WIDE, theme, shown);
    await take(`reply-${theme}`, `${server.url}/t/${BREAD}/reply`, TALL, theme, write);
  }
  await take("thread-phone", `${server.url}/t/${BREAD}`, PHONE, "light", shown);
  await prepareHost();
  const example = readFileSync(new URL("../../embed/examples/plain.html", import.meta.url), "utf8");
  host.serve("/screenshot", example.replace(`forum="atelier" page`, `topic="${CLOCK}"`));
  await take("embed", `${host.url}/screenshot`, { width: 1280, height: 1000 }, "light", embedded);
} finally {
  await browser.close();
  await host.stop();
  await server.stop();
}
