// A thread before the app has loaded, and without it.

import { violations } from "./accessibility";
import { expect, test } from "./fixtures";
import { TOPIC } from "./people";

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a thread can be read page by page", async ({ page }) => {
    await page.goto(`/t/${TOPIC.bread}`);
    await expect(page).toHaveTitle("Le pain au levain : carnet d’un débutant · Sous le tilleul");
    await expect(page.getByRole("article")).toHaveCount(20);
    await expect(page.getByText("1–20 sur 250").first()).toBeVisible();
    await page.getByRole("link", { name: "Page suivante" }).first().click();
    await expect(page.getByText("21–40 sur 250").first()).toBeVisible();
    const pages = page.getByRole("navigation", { name: "Pages", exact: true });
    await expect(pages.getByRole("link", { name: "2", exact: true })).toHaveAttribute("aria-current", "page");
    await pages.getByRole("link", { name: "13", exact: true }).click();
    await expect(page.getByText("241–250 sur 250").first()).toBeVisible();
    await expect(page.locator("noscript")).toBeVisible();
  });

  test("other pages say that JavaScript is needed", async ({ page }) => {
    await page.goto("/");
    await expect(page.locator("noscript")).toBeVisible();
  });
});

test("if the app cannot be loaded, the page says so and the thread stays readable", async ({ page }) => {
  await page.route("**/*.wasm", (route) => route.abort());
  await page.goto(`/t/${TOPIC.bread}`);
  await expect(page.getByText("La page n’a pas pu se charger")).toBeVisible();
  await expect(page.getByRole("article")).toHaveCount(20);
});

test("the app takes over without moving the scroll position", async ({ page }) => {
  let release: () => void = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/*.wasm", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`/t/${TOPIC.bread}?page=3`, { waitUntil: "domcontentloaded" });
  const post = page.getByRole("article").nth(9);
  await expect(post).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await expect(page.getByText("La page n’a pas pu se charger")).toBeHidden();
  await post.evaluate((element) => element.scrollIntoView());
  const before = await post.evaluate((element) => element.getBoundingClientRect().top);
  release();
  await expect(page.getByRole("button", { name: "Envoyer la réponse" })).toBeAttached();
  await expect(page.getByRole("article")).toHaveCount(20);
  const after = await post.evaluate((element) => element.getBoundingClientRect().top);
  expect(Math.abs(after - before)).toBeLessThan(24);
});
