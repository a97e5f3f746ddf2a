// The pages in embed/examples, unchanged, on an origin other than the forum's.

import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { violations } from "./accessibility";
import { expect, allowHosts, signInByWindow, test } from "./embedding";
import { message, person, posts, send, unique } from "./people";

const example = (name: string) => fileURLToPath(new URL(`../../embed/examples/${name}`, import.meta.url));

/** Records violations of the page's content security policy. Returns a function that reads them. */
const recordViolations = async (page: Page) => {
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

test("plain.html shows a thread and the latest replies, and a reader can reply", async ({ host, page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`${host.url}/plain.html`);
  await expect(page.locator("palabre-latest").getByRole("listitem").first()).toBeVisible();
  const thread = page.locator("palabre-thread");
  await expect(thread.getByRole("button", { name: "Se connecter" })).toBeVisible();
  // The content of the tag is only for browsers without JavaScript.
  await expect(page.getByText("Lire et répondre sur le forum")).not.toBeVisible();
  await signInByWindow(page, thread, "Ismaël");
  await reply(page, unique("Sous la chaise"));
  expect(await violations(page)).toEqual([]);
});

test("strict-csp.html works without a policy violation", async ({ host, page }) => {
  const violated = await recordViolations(page);
  await page.goto(`${host.url}/strict-csp.html`);
  const thread = page.locator("palabre-thread");
  await signInByWindow(page, thread, "Ismaël");
  await reply(page, unique("Sous une politique stricte"));
  // The style sheet of the form is applied.
  await expect(thread.getByRole("button", { name: "Envoyer la réponse" })).toHaveCSS("cursor", "pointer");
  expect(await violated()).toEqual([]);
});

for (const [name, reason] of [["no-wasm", "wasm"], ["trusted-types", "trusted-types"]]) {
  test(`where ${reason} prevents loading, the element shows a link and dispatches an error event`, async ({ host, page }) => {
    await page.addInitScript(() => {
      (window as any).errors = [];
      document.addEventListener("error", (event: any) => event.detail && (window as any).errors.push(event.detail.reason), true);
    });
    await page.goto(`${host.url}/${name}.html`);
    const link = page.locator("palabre-thread").getByRole("link", { name: "Lire et répondre sur le forum" }).first();
    await expect(link).toBeVisible();
    expect(await link.getAttribute("href")).toMatch(/\/[tf]\/[a-z0-9]+$/);
    expect(await page.evaluate(() => (window as any).errors)).toContain(reason);
    expect(await violations(page)).toEqual([]);
  });
}

test("iframe.html works with a policy that allows only the script and the frame", async ({ host, page }) => {
  const violated = await recordViolations(page);
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

test("themed.html applies its colours and sizes to the elements", async ({ host, page }) => {
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
  await expect(thread.getByRole("link", { name: /^Voir dans/ })).toHaveCSS("color", wanted.accent);
  if (wanted.size) {
    const size = await thread.evaluate((element) => getComputedStyle(element.shadowRoot!.querySelector(".embed")!).fontSize);
    expect(size).toBe(wanted.size);
  }
  expect(await violations(page)).toEqual([]);
});

test("each page of the static site has its own thread", async ({ host, page }) => {
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

test("a reader signed in by the host's token replies without signing in to the forum", async ({ page, server, host }) => {
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const site = `http://localhost:${port}`;
  const cookie = await allowHosts(server.url, [host.url, site], ["atelier"]);
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

test("ten.html loads the WebAssembly once", async ({ host, page }) => {
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
