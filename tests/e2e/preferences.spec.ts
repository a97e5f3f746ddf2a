// Preferences are stored immediately, in the browser and in the account.

import { expect, test } from "./fixtures";
import { TOPIC, message, person, signInByApi } from "./people";

test("posts per page applies to every thread, and links to posts still work", async ({ page }) => {
  await page.goto("/preferences");
  await page.getByLabel("Messages par page :").selectOption("50");
  await page.goto(`/t/${TOPIC.bread}`);
  await expect(page.getByRole("article")).toHaveCount(50);
  await expect(page.getByText("1–50 sur 250").first()).toBeVisible();
  // A link made with 20 posts per page.
  const twentieth = await page.request.get(`/api/topics/${TOPIC.bread}/posts?page=3`);
  const { id } = (await twentieth.json()).posts[4];
  await page.goto(`/t/${TOPIC.bread}?page=3#p${id}`);
  await expect(page.locator(`#p${id}`)).toBeFocused();
  // The server redirects /p/ID to a page that this reader's thread does not have: it has five pages, not thirteen.
  const last = await page.request.get(`/api/topics/${TOPIC.bread}/posts?page=13`);
  const late = (await last.json()).posts[4].id;
  await page.goto(`/p/${late}`);
  await expect(page.locator(`#p${late}`)).toBeFocused();
});

test("theme and language are kept after a reload", async ({ page }) => {
  await page.goto("/preferences");
  await page.getByLabel("Thème :", { exact: true }).selectOption("dark");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.getByLabel("Langue :").selectOption("en");
  await expect(page.getByRole("heading", { level: 1, name: "Preferences" })).toBeVisible();
  await page.goto("/");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("a new reply starts with the preferred options", async ({ page }) => {
  await page.goto("/preferences");
  const group = page.getByRole("group", { name: "Options par défaut des nouveaux messages" });
  await group.getByLabel(/Notification par email/).check();
  await group.getByLabel("Désactiver les smilies").check();
  await group.getByLabel("Activer votre signature").uncheck();
  await page.goto(`/t/${TOPIC.clock}/reply`);
  await expect(page.getByLabel(/Notification par email/)).toBeChecked();
  await expect(page.getByLabel("Désactiver les smilies")).toBeChecked();
  await expect(page.getByLabel(/Activer votre signature/)).not.toBeChecked();
});

test("with smiley images turned off, posts show the codes", async ({ page }) => {
  await page.goto("/preferences");
  await page.getByLabel("Afficher les smilies en images").uncheck();
  await page.goto(`/t/${TOPIC.welcome}`);
  await expect(page.getByRole("article").first()).toBeVisible();
  await expect(page.getByRole("article").locator("svg.smiley, img.custom-smiley")).toHaveCount(0);
  await expect(page.getByRole("article").filter({ hasText: /:\)|:lol:|;\)/ }).first()).toBeVisible();
});

test("the accessible name of a smiley is a word, its code or absent, as chosen", async ({ page }) => {
  await page.goto(`/t/${TOPIC.eggs}/reply`);
  await message(page).fill("Bonsoir :)");
  const preview = page.getByRole("region", { name: "Aperçu" });
  await expect(preview.getByRole("img", { name: "sourire" })).toBeVisible();
  for (const [choice, images] of [["code", 1], ["silent", 0]] as const) {
    await page.goto("/preferences");
    await page.getByLabel("Smilies dans les lecteurs d’écran :").selectOption(choice);
    await page.goto(`/t/${TOPIC.eggs}/reply`);
    await expect(preview.getByText("Bonsoir")).toBeVisible();
    await expect(preview.getByRole("img", { name: ":)", exact: true })).toHaveCount(images);
    await expect(preview.getByRole("img", { name: "sourire" })).toHaveCount(0);
  }
});

test("preferences follow the account to another browser", async ({ page, browser, baseURL }) => {
  await signInByApi(page, person("Honorine"));
  await page.goto("/preferences");
  const saved = page.waitForResponse((answer) => answer.url().endsWith("/api/account/preferences"));
  await page.getByLabel("Messages par page :").selectOption("10");
  expect((await saved).status()).toBe(200);
  const elsewhere = await browser.newContext({ baseURL, locale: "fr-FR" });
  const other = await elsewhere.newPage();
  await signInByApi(other, person("Honorine"));
  await other.goto("/preferences");
  await expect(other.getByRole("link", { name: "Honorine" })).toBeVisible();
  await other.goto(`/t/${TOPIC.bread}`);
  await expect(other.getByRole("article")).toHaveCount(10);
  await elsewhere.close();
});
