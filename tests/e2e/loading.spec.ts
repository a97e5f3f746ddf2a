// Parts of the bundles are loaded when they are needed. If a part cannot be loaded, a notice with a retry button is shown
// instead, and the rest of the page works.

import { cp, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { hostPage, recordShifts, test as elements } from "./embedding";
import { expect, test } from "./fixtures";
import { TOPIC, message, person, posts, send, signInByApi, unique } from "./people";
import { startServer } from "./server.mjs";

const notice = (page: Page) => page.getByRole("alert").filter({ hasText: "Une partie de la page" });
const retry = (page: Page) => page.getByRole("button", { name: "Réessayer" });

/** Blocks the files of a part, as a failing network does, until the returned function is called. */
const block = async (page: Page, part: string) => {
  const files = `**/${part}-*.wasm`;
  await page.route(files, (route) => route.abort());
  return () => page.unroute(files);
};

test("a rare page that cannot be loaded shows a notice, other pages work, and trying again loads it", async ({ page }) => {
  const unblock = await block(page, "part-rare");
  await page.goto("/sign-in");
  await expect(notice(page)).toBeVisible();
  await page.getByRole("navigation", { name: "Site" }).getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.goBack();
  await expect(notice(page)).toBeVisible();
  await unblock();
  await retry(page).click();
  await expect(page.getByLabel("Pseudo")).toBeVisible();
  await expect(notice(page)).toHaveCount(0);
});

test("a page that was open during a deployment loads the part of its release", async ({ page }) => {
  const directory = await mkdtemp(join(tmpdir(), "palabre-deployment-"));
  const app = join(directory, "app");
  await cp(process.env.PALABRE_DIST ?? fileURLToPath(new URL("../../dist", import.meta.url)), app, { recursive: true });
  const settings = { PALABRE_APP_DIR: app, PALABRE_DATABASE: join(directory, "palabre.sqlite") };
  let server = await startServer(settings);
  try {
    await page.goto(`${server.url}/t/${TOPIC.eggs}`);
    await expect(message(page)).toBeVisible();
    await server.stop();
    for (const file of await readdir(app)) {
      if (file.startsWith("part-rare-")) await rename(join(app, file), join(app, file.replace(/-[0-9a-f]{16}/, "-0123456789abcdef")));
    }
    server = await startServer({ ...settings, PALABRE_LISTEN: new URL(server.url).host });
    const part = page.waitForResponse("**/part-rare-*.wasm");
    await page.getByRole("navigation", { name: "Site" }).getByRole("link", { name: "Se connecter" }).click();
    await expect(page.getByLabel("Pseudo")).toBeVisible();
    expect((await part).url()).not.toContain("0123456789abcdef");
    await expect(notice(page)).toHaveCount(0);
  } finally {
    await server.stop();
    await rm(directory, { recursive: true });
  }
});

test("a part that is no longer served is loaded after a reload of the page", async ({ page }) => {
  await page.goto(`/t/${TOPIC.eggs}`);
  await page.route("**/part-rare-*.wasm", (route) => route.fulfill({ status: 404, body: "" }));
  await page.getByRole("navigation", { name: "Site" }).getByRole("link", { name: "Se connecter" }).click();
  await expect(notice(page)).toBeVisible();
  await page.unroute("**/part-rare-*.wasm");
  await page.reload();
  await expect(page.getByLabel("Pseudo")).toBeVisible();
});

test("without the smiley panel the form works, and trying again loads the panel", async ({ page }) => {
  const unblock = await block(page, "part-extras");
  await signInByApi(page, person("Honorine"));
  await page.goto(`/t/${TOPIC.eggs}/reply`);
  await page.getByRole("button", { name: "Smilies personnalisés" }).click();
  await expect(notice(page)).toHaveCount(1);
  const text = unique("Sans panneau");
  await message(page).fill(`${text} :)`);
  await expect(page.getByRole("region", { name: "Aperçu" }).getByRole("img", { name: "sourire" })).toBeVisible();
  // The overview of the codes is in the same part.
  await expect(notice(page)).toHaveCount(2);
  await unblock();
  await retry(page).first().click();
  await expect(page.getByRole("toolbar", { name: "Smilies personnalisés" })).toBeVisible();
  await retry(page).click();
  await expect(page.getByText(/^Smilies\s: /)).toBeVisible();
  await expect(message(page)).toHaveValue(`${text} :)`);
  await send(page).click();
  await expect(posts(page, text)).toHaveCount(1);
});

test("without the moderation part the thread is readable, and trying again loads it", async ({ page }) => {
  const unblock = await block(page, "part-moderation");
  await signInByApi(page, person("Eulalie"));
  await page.goto(`/t/${TOPIC.eggs}`);
  await page.getByText("Modérer").click();
  await expect(notice(page)).toBeVisible();
  await expect(page.getByRole("article").first()).toBeVisible();
  await unblock();
  await retry(page).click();
  await expect(page.getByRole("button", { name: "Verrouiller" })).toBeVisible();
});

test("a thread page loads no part, and rare pages load theirs once", async ({ page }) => {
  const loaded: string[] = [];
  page.on("request", (request) => loaded.push(new URL(request.url()).pathname));
  const parts = () => loaded.filter((path) => /\/part-.*\.wasm$/.test(path)).map((path) => path.replace(/-[0-9a-f]{16}\.wasm$/, ""));
  await page.goto(`/t/${TOPIC.eggs}`);
  await expect(message(page)).toBeVisible();
  await page.waitForLoadState("networkidle");
  expect(parts()).toEqual([]);
  await page.goto("/sign-in");
  await expect(page.getByLabel("Pseudo")).toBeVisible();
  await page.getByRole("link", { name: "Mot de passe perdu ?" }).click();
  await expect(page.getByLabel("Adresse email :")).toBeVisible();
  expect(parts().filter((part) => part === "/part-rare")).toHaveLength(1);
});

elements("an element whose form cannot be loaded is readable, and trying again loads the form", async ({ host, page }) => {
  host.serve("/no-form", hostPage(`<palabre-thread topic="${TOPIC.eggs}"></palabre-thread>`));
  const unblock = await block(page, "embed-part-writing");
  await page.goto(`${host.url}/no-form`);
  await expect(page.getByRole("article").first()).toBeVisible();
  await expect(notice(page)).toBeVisible();
  await expect(message(page)).toHaveCount(0);
  await unblock();
  await retry(page).click();
  await expect(message(page)).toBeVisible();
  await expect(notice(page)).toHaveCount(0);
});

elements("with order=newest the posts appear with the form above them, and nothing shifts", async ({ host, page }) => {
  const style = "<style>palabre-thread:not(:defined) { display: block; min-height: 100vh }</style>";
  host.serve("/newest", hostPage(`<palabre-thread topic="${TOPIC.eggs}" order="newest"></palabre-thread>`, style));
  const shifts = await recordShifts(page);
  // The form arrives after the thread data.
  const thread = page.waitForResponse((response) => response.url().includes("/posts"));
  await page.route("**/embed-part-writing-*.wasm", async (route) => {
    const response = await route.fetch();
    await thread;
    await route.fulfill({ response });
  });
  await page.goto(`${host.url}/newest`);
  await expect(message(page)).toBeVisible();
  await expect(page.getByRole("article").first()).toBeVisible();
  const shifted = (await shifts()).reduce((sum, { value }) => sum + value, 0);
  expect(shifted).toBeLessThan(0.01);
});

elements("an element offers the forum's smilies and the overview of codes", async ({ host, page }) => {
  host.serve("/extras", hostPage(`<palabre-thread topic="${TOPIC.eggs}"></palabre-thread>`));
  await page.goto(`${host.url}/extras`);
  await page.getByRole("button", { name: "Smilies personnalisés" }).click();
  const panel = page.getByRole("toolbar", { name: "Smilies personnalisés" });
  await panel.getByRole("button").first().click();
  await expect(message(page)).toHaveValue(/\[:[^\]]+\]/);
  await expect(page.getByText(/^Smilies\s: /)).toBeVisible();
  await expect(page.locator("palabre-thread").locator(".custom-smilies img").first()).toHaveJSProperty("complete", true);
});
