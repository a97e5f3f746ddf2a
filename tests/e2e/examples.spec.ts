// The examples of embed/examples, each as somebody would copy it, on another origin than the forum's.

import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { violations } from "./accessibility";
import { expect, letIn, signInByWindow, test } from "./embedding";
import { message, person, posts, send, unique } from "./people";

const example = (name: string) => fileURLToPath(new URL(`../../embed/examples/${name}`, import.meta.url));

/** What the policy of the page refused. */
const refused = async (page: Page) => {
  await page.addInitScript(() => {
    (window as any).refused = [];
    document.addEventListener("securitypolicyviolation", (event) =>
      (window as any).refused.push(`${event.violatedDirective} ${event.blockedURI}`));
  });
  return () => page.evaluate(() => (window as any).refused as string[]);
};

const reply = async (page: Page, text: string) => {
  await message(page).fill(text);
  await send(page).click();
  await expect(posts(page, text)).toHaveCount(1);
};

test("a plain page has a thread under its article and the newest replies beside it", async ({ host, page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`${host.url}/plain.html`);
  await expect(page.locator("palabre-latest").getByRole("listitem").first()).toBeVisible();
  const thread = page.locator("palabre-thread");
  await expect(thread.getByRole("button", { name: "Se connecter" })).toBeVisible();
  // What stands in the tag is for those without scripts.
  await expect(page.getByText("Lire et répondre sur le forum")).not.toBeVisible();
  await signInByWindow(page, thread, "Ismaël");
  await reply(page, unique("Sous la chaise"));
  expect(await violations(page)).toEqual([]);
});

test("a strict policy refuses nothing of what the elements do", async ({ host, page }) => {
  const violated = await refused(page);
  await page.goto(`${host.url}/strict-csp.html`);
  const thread = page.locator("palabre-thread");
  await signInByWindow(page, thread, "Ismaël");
  await reply(page, unique("Sous une politique stricte"));
  // The forms are drawn in full: buttons have their icons, the sheet holds.
  await expect(thread.getByRole("button", { name: "Envoyer la réponse" })).toHaveCSS("cursor", "pointer");
  expect(await violated()).toEqual([]);
});

for (const [name, reason] of [["no-wasm", "wasm"], ["trusted-types", "trusted-types"]]) {
  test(`where the policy forbids ${reason} there is a plain link, and the page is told`, async ({ host, page }) => {
    await page.addInitScript(() => {
      (window as any).told = [];
      document.addEventListener("error", (event: any) => event.detail && (window as any).told.push(event.detail.reason), true);
    });
    await page.goto(`${host.url}/${name}.html`);
    const link = page.locator("palabre-thread").getByRole("link", { name: "Lire et répondre sur le forum" }).first();
    await expect(link).toBeVisible();
    expect(await link.getAttribute("href")).toMatch(/\/[tf]\/[a-z0-9]+$/);
    expect(await page.evaluate(() => (window as any).told)).toContain(reason);
    expect(await violations(page)).toEqual([]);
  });
}

test("in a frame the page needs no more than to let the frame in", async ({ host, page }) => {
  const violated = await refused(page);
  await page.goto(`${host.url}/iframe.html`);
  const frame = page.frameLocator("palabre-thread iframe");
  await frame.getByLabel("Pseudo").fill("Ismaël");
  await frame.getByLabel("Mot de passe", { exact: false }).first().fill(person("Ismaël").password);
  const text = unique("Dans le cadre de l’exemple");
  await frame.getByLabel("Message :").fill(text);
  await frame.getByRole("button", { name: "Envoyer la réponse" }).click();
  await expect(frame.getByRole("article").filter({ hasText: text })).toHaveCount(1);
  expect(await violated()).toEqual([]);
});

test("a host's colours and measures hold in the elements", async ({ host, page }) => {
  await page.goto(`${host.url}/themed.html`);
  const thread = page.locator("palabre-thread");
  await expect(thread.getByRole("button", { name: "Envoyer la réponse" })).toBeVisible();
  const wanted = await thread.evaluate((element) => {
    const probe = document.createElement("i");
    const style = getComputedStyle(element);
    probe.style.color = style.getPropertyValue("--palabre-accent");
    element.parentElement!.append(probe);
    return { accent: getComputedStyle(probe).color, size: style.getPropertyValue("--palabre-size").trim() };
  });
  await expect(thread.getByRole("link", { name: /^Sur le forum/ })).toHaveCSS("color", wanted.accent);
  if (wanted.size) {
    const size = await thread.evaluate((element) => getComputedStyle(element.shadowRoot!.querySelector(".embed")!).fontSize);
    expect(size).toBe(wanted.size);
  }
  expect(await violations(page)).toEqual([]);
});

test("a static site gives each of its pages a thread of its own", async ({ host, page }) => {
  const folder = mkdtempSync(join(tmpdir(), "palabre-static-"));
  execFileSync("node", [example("static-site/build.mjs"), folder]);
  for (const file of readdirSync(folder)) {
    const type = file.endsWith(".css") ? "text/css" : "text/html; charset=utf-8";
    host.serve(`/${file}`, { body: readFileSync(join(folder, file), "utf8"), headers: { "content-type": type } });
  }
  await page.goto(`${host.url}/levain.html`);
  await signInByWindow(page, page.locator("palabre-thread"), "Ismaël");
  const text = unique("Au levain");
  await reply(page, text);
  await page.goto(`${host.url}/volets.html`);
  await expect(page.locator("palabre-thread").getByText("Aucune réponse pour l’instant.")).toBeVisible();
  await page.goto(`${host.url}/levain.html`);
  await expect(posts(page, text)).toHaveCount(1);
});

test("who is signed in on a site that vouches for them writes without signing in", async ({ page, server, host }) => {
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const site = `http://localhost:${port}`;
  const cookie = await letIn(server.url, [host.url, site], ["atelier"]);
  const minted = await fetch(`${server.url}/api/forums/atelier/embedding/key`, { method: "POST", headers: { cookie, "content-type": "application/json" } });
  const { key } = (await minted.json()) as { key: string };
  const vouching = spawn("node", [example("host-login.mjs")], {
    env: { ...process.env, PALABRE_KEY: key, PALABRE_FORUM: server.url, PORT: String(port) },
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    await new Promise((resolve) => vouching.stdout.once("data", resolve));
    await page.goto(`${site}/host-login.html`);
    const thread = page.locator("palabre-thread");
    await expect(thread.getByRole("button", { name: "Se déconnecter" })).toBeVisible();
    const text = unique("Connue d’ailleurs");
    await reply(page, text);
    await expect(posts(page, text)).toContainText("Odile du carnet");
  } finally {
    vouching.kill();
  }
});

test("the example of ten loads the WebAssembly once", async ({ host, page }) => {
  const loaded: string[] = [];
  page.on("request", (request) => loaded.push(new URL(request.url()).pathname));
  await page.goto(`${host.url}/ten.html`);
  const elements = page.locator("palabre-thread, palabre-latest");
  expect(await elements.count()).toBe(10);
  for (const element of await elements.all()) {
    await element.scrollIntoViewIfNeeded();
    // Ten threads are fetched and drawn on the cores that also run the servers.
    await expect(element.locator("article, li").first()).toBeVisible({ timeout: 15_000 });
  }
  const wasm = loaded.filter((path) => path.endsWith(".wasm"));
  expect(wasm.length).toBeGreaterThan(0);
  expect(new Set(wasm).size).toBe(wasm.length);
});
