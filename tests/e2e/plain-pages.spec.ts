// The lists and the page for unknown addresses, before the app has loaded, and without it.

import { violations } from "./accessibility";
import { expect, test } from "./fixtures";
import { TOPIC, person, signInByApi } from "./people";

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("home, forum, topic and post are linked pages", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("heading", { level: 2 }).getByRole("link", { name: "La table", exact: true }).click();
    await expect(page).toHaveURL("/f/table");
    await page.getByRole("link", { name: "Le pain au levain : carnet d’un débutant" }).click();
    await expect(page.getByRole("article")).toHaveCount(20);
    await page.goto("/");
    await page.getByRole("main").getByRole("listitem").first().getByRole("paragraph").getByRole("link").first().click();
    await expect(page).toHaveURL(/\/t\/\d+(\?page=\d+)?#p\d+$/);
    await expect(page.getByRole("article").first()).toBeVisible();
  });

  test("who is signed in is shown, and can sign out", async ({ page }) => {
    await signInByApi(page, person("Kofi"));
    await page.goto(`/t/${TOPIC.eggs}`);
    const tools = page.getByRole("navigation", { name: "Site" });
    await expect(tools.getByRole("link", { name: "Kofi" })).toBeVisible();
    await tools.getByRole("button", { name: "Se déconnecter" }).click();
    await expect(page).toHaveURL(`/t/${TOPIC.eggs}`);
    await expect(tools.getByRole("link", { name: "Se connecter" })).toBeVisible();
  });
});

for (const width of [320, 1280]) {
  test(`lists and the page for unknown addresses are accessible at ${width} pixels`, async ({ page }) => {
    await page.route("**/*.wasm", (route) => route.abort());
    await page.setViewportSize({ width, height: 800 });
    for (const address of ["/", "/f/table", "/zzz"]) {
      await page.goto(address);
      await expect(page.getByText("La page n’a pas pu se charger")).toBeVisible();
      expect(await violations(page), address).toEqual([]);
    }
  });

  test(`nothing moves when the app replaces a list at ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    for (const address of ["/", "/f/table"]) {
      let release: () => void = () => {};
      const held = new Promise<void>((resolve) => (release = resolve));
      await page.route("**/*.wasm", async (route) => {
        await held;
        await route.continue();
      });
      const tops = () =>
        page.evaluate(() => {
          const selector = ".site-header a, h1, .list__entry, .list__latest, .page__acts, .site-footer";
          return [...document.querySelectorAll(selector)].map((element) => {
            const { left, top, height } = element.getBoundingClientRect();
            return [element.className || element.tagName, ...[left, top, height].map(Math.round)].join(" ");
          });
        });
      await page.goto(address, { waitUntil: "domcontentloaded" });
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await page.evaluate(() => document.fonts.ready);
      const before = await tops();
      release();
      await page.locator("#boot").waitFor({ state: "detached" });
      expect(await tops(), address).toEqual(before);
      await page.unroute("**/*.wasm");
    }
  });
}
