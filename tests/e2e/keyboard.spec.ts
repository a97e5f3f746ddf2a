// Everything works with the keyboard alone.

import { expect, test } from "./fixtures";
import { TOPIC, message, person, posts, signIn, unique } from "./people";

test("single keys move between posts, quote a post and start a reply", async ({ page }) => {
  await page.goto(`/t/${TOPIC.eggs}`);
  const articles = page.getByRole("article");
  await expect(articles.first()).toBeVisible();
  await page.keyboard.press("j");
  await expect(articles.nth(0)).toBeFocused();
  await page.keyboard.press("j");
  await expect(articles.nth(1)).toBeFocused();
  await page.keyboard.press("k");
  await expect(articles.nth(0)).toBeFocused();
  await page.keyboard.press("q");
  await expect(message(page)).toBeFocused();
  await expect(message(page)).toHaveValue(/^\[quote=/);
  // In the message, these keys type letters.
  await page.keyboard.type("jkq");
  await expect(message(page)).toHaveValue(/jkq/);
});

test("the list of shortcuts opens with ? and can turn them off", async ({ page }) => {
  await page.goto(`/t/${TOPIC.eggs}`);
  await expect(page.getByRole("article").first()).toBeVisible();
  await page.keyboard.press("?");
  const list = page.getByRole("dialog", { name: "Raccourcis clavier" });
  await expect(list).toBeVisible();
  await list.getByLabel("Activer les raccourcis à une touche").uncheck();
  await page.keyboard.press("Escape");
  await expect(list).toBeHidden();
  await page.keyboard.press("j");
  await expect(page.getByRole("article").first()).not.toBeFocused();
});

test("a reply is written and sent without a mouse", async ({ page }) => {
  await signIn(page, person("Anaïs"));
  await page.goto(`/t/${TOPIC.eggs}`);
  await expect(page.getByRole("article").first()).toBeVisible();
  await page.keyboard.press("r");
  await expect(message(page)).toBeFocused();
  const text = unique("Sans souris");
  await page.keyboard.type(text);
  await page.keyboard.press("Control+Enter");
  await expect(posts(page, text)).toBeFocused();
});

test("the first Tab reaches the link that skips to the content", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("link", { name: "La table" })).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Aller au contenu" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
});

test("following a link moves the focus to the new page", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("link", { name: "La table" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "La table" })).toBeVisible();
  await expect(page.getByRole("main")).toBeFocused();
});

test("a toolbar is one tab stop, and arrow keys move within it", async ({ page }) => {
  await page.goto(`/t/${TOPIC.eggs}/reply`);
  const tools = page.getByRole("toolbar", { name: "Mise en forme" }).getByRole("button");
  await tools.first().focus();
  await page.keyboard.press("ArrowRight");
  await expect(tools.nth(1)).toBeFocused();
  await page.keyboard.press("End");
  await expect(tools.last()).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(message(page)).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await expect(tools.last()).toBeFocused();

  const smilies = page.getByRole("toolbar", { name: "Smilies", exact: true }).getByRole("button");
  await smilies.first().focus();
  await page.keyboard.press("ArrowDown");
  const [above, below] = [await smilies.first().boundingBox(), await page.locator(":focus").boundingBox()];
  expect(below.y).toBeGreaterThan(above.y);
  expect(Math.abs(below.x - above.x)).toBeLessThan(2);
});
