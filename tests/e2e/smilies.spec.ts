// Custom smilies: search, keyboard navigation, favourites and animation. Also the overview of the codes in a message.

import { violations } from "./accessibility";
import type { Locator } from "@playwright/test";
import { PNG, expect, test } from "./fixtures";
import { TOPIC, message, person, signInByApi } from "./people";

const opener = (page) => page.getByRole("button", { name: "Smilies personnalisés" });
const panel = (page) => page.getByRole("toolbar", { name: "Smilies personnalisés" });
const search = (page) => page.getByRole("searchbox", { name: "Chercher un smiley" });
const smiley = (page, name: string) => panel(page).getByRole("button", { name, exact: true });
const preview = (page) => page.getByRole("region", { name: "Aperçu" });
const overview = (page) => preview(page).getByText(/^Smilies\s: /);

const visit = async (page) => {
  await page.goto(`/t/${TOPIC.eggs}/reply`);
  await expect(message(page)).toBeVisible();
};

/** Mocks a forum with `count` smilies. Every tenth is animated. */
const mockSmilies = (page, count: number) =>
  page.route("**/api/forums/*/smilies", (route) =>
    route.fulfill({
      json: {
        custom: Array.from({ length: count }, (_, n) => ({
          id: n + 1,
          name: n === 0 ? "Été doré" : `numéro ${n}`,
          variant: null,
          src: "/smilies/custom/cafe.svg",
          width: 48,
          height: 40,
          animated: n % 10 === 0,
        })),
      },
    }));

const open = async (page) => {
  await opener(page).click();
  await expect(panel(page)).toBeVisible();
};

test("the search ignores case, accents and word order", async ({ page }) => {
  await mockSmilies(page, 500);
  await visit(page);
  await open(page);
  const status = page.getByRole("status").filter({ hasText: /smil/ });
  await expect(status).toHaveText("500 smilies");
  await search(page).fill("DORE ete");
  await expect(status).toHaveText("1 smiley");
  await expect(panel(page).getByRole("button")).toHaveCount(1);
  await expect(smiley(page, "Été doré")).toBeVisible();
  await search(page).fill("12");
  await expect(status).toHaveText("15 smilies");
});

test("names that start with the search text come before names that contain it", async ({ page }) => {
  await visit(page);
  await open(page);
  await search(page).pressSequentially("p");
  const names = await panel(page).getByRole("button").evaluateAll((all) => all.map((one: HTMLElement) => one.title.slice(2)));
  const begins = names.map((name) => name.startsWith("p"));
  expect(begins).toContain(true);
  expect(begins).toContain(false);
  expect(begins).toEqual(begins.toSorted((a, b) => Number(b) - Number(a)));
});

test("changing the search text updates the result", async ({ page }) => {
  await visit(page);
  await open(page);
  await search(page).pressSequentially("pluie");
  await expect(panel(page).getByRole("button")).toHaveCount(1);
  for (let letter = 0; letter < 5; letter += 1) await page.keyboard.press("Backspace");
  await expect(panel(page).getByRole("button")).toHaveCount(12);
  await page.keyboard.type("cafe");
  await expect(smiley(page, "cafe")).toBeVisible();
});

test("arrow keys move through the panel, and Escape returns the focus to its button", async ({ page }) => {
  await mockSmilies(page, 60);
  await visit(page);
  await opener(page).focus();
  await page.keyboard.press("Enter");
  // The panel is loaded when it is opened for the first time.
  await expect(panel(page)).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(search(page)).toBeFocused();
  await page.keyboard.press("ArrowDown");
  const all = panel(page).getByRole("button");
  await expect(all.first()).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(all.nth(1)).toBeFocused();
  const above = await all.nth(1).boundingBox();
  await page.keyboard.press("ArrowDown");
  const below = await panel(page).locator(":focus").boundingBox();
  expect(below.x).toBe(above.x);
  expect(below.y).toBeGreaterThan(above.y);
  await page.keyboard.press("End");
  await expect(all.last()).toBeFocused();
  await page.keyboard.press("Home");
  await expect(all.first()).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(search(page)).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(all.first()).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(panel(page)).toBeHidden();
  await expect(opener(page)).toBeFocused();
});

test("Enter inserts the focused smiley, or from the search field the first result", async ({ page }) => {
  await visit(page);
  await open(page);
  await search(page).fill("pluie");
  await page.keyboard.press("Enter");
  await expect(message(page)).toHaveValue("[:jour de pluie] ");
  await search(page).fill("cafe");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(message(page)).toHaveValue("[:jour de pluie] [:cafe] ");
  await expect(preview(page).getByRole("img", { name: "cafe" })).toBeVisible();
});

test("moving to the end of thousands of smilies draws more and keeps the position", async ({ page }) => {
  await mockSmilies(page, 3000);
  await visit(page);
  await open(page);
  const all = panel(page).getByRole("button");
  const before = await all.count();
  expect(before).toBeLessThan(100);
  await all.first().focus();
  await page.keyboard.press("End");
  await expect.poll(() => all.count()).toBeGreaterThan(before);
  // The next smiley has taken the position of the "Afficher plus" button.
  await expect(all.nth(before - 1)).toBeFocused();
  expect(await all.nth(before - 1).getAttribute("title")).toBe(`[:numéro ${before - 1}]`);
});

test("scrolling to the end of the panel draws more smilies", async ({ page }) => {
  await mockSmilies(page, 3000);
  await visit(page);
  await open(page);
  const all = panel(page).getByRole("button");
  const before = await all.count();
  await panel(page).hover();
  await page.mouse.wheel(0, 5000);
  await expect.poll(() => all.count()).toBeGreaterThan(before);
});

test("favourites are listed first and survive a reload", async ({ page }) => {
  await visit(page);
  await open(page);
  await smiley(page, "cafe").focus();
  await page.keyboard.press("f");
  await expect(page.getByText("[:cafe] ajouté aux favoris.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Favori [:cafe]" })).toHaveAttribute("aria-pressed", "true");
  await page.reload();
  await open(page);
  await expect(panel(page).getByText("Favoris")).toBeVisible();
  await expect(panel(page).getByRole("button").first()).toHaveAccessibleName("cafe");
  await panel(page).getByRole("button").first().focus();
  await page.getByRole("button", { name: "Favori [:cafe]" }).click();
  await expect(page.getByText("[:cafe] retiré des favoris.")).toBeVisible();
  await page.reload();
  await open(page);
  await expect(panel(page).getByText("Favoris")).toHaveCount(0);
});

test("recently used smilies are listed first after a reload, the latest first", async ({ page }) => {
  await visit(page);
  await open(page);
  await smiley(page, "cafe").click();
  await smiley(page, "jour de pluie").click();
  await page.reload();
  await open(page);
  await expect(panel(page).getByText("Utilisés récemment")).toBeVisible();
  const first = panel(page).getByRole("button");
  await expect(first.nth(0)).toHaveAccessibleName("jour de pluie");
  await expect(first.nth(1)).toHaveAccessibleName("cafe");
});

test("an animated smiley is shown as a still image with reduced motion", async ({ page }) => {
  await mockSmilies(page, 20);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await visit(page);
  await open(page);
  // `currentSrc` is empty until the browser has chosen a source.
  const shown = (image: Locator) =>
    image.evaluate((image: HTMLImageElement) => image.currentSrc && (image.currentSrc.split("?")[1] ?? "whole"));
  const moving = smiley(page, "Été doré").getByRole("img");
  await expect.poll(() => shown(moving)).toBe("still");
  await expect.poll(() => shown(smiley(page, "numéro 1").getByRole("img"))).toBe("whole");
  await smiley(page, "Été doré").click();
  await expect.poll(() => shown(preview(page).getByRole("img", { name: "Été doré" }))).toBe("still");
  await page.emulateMedia({ reducedMotion: "no-preference" });
  await expect.poll(() => shown(moving)).toBe("whole");
});

test("the accessible name of a custom smiley follows the preference", async ({ page }) => {
  const speak = (speech: string) =>
    page.addInitScript((speech) => localStorage.setItem("palabre:preferences", JSON.stringify({ speech })), speech);
  await speak("code");
  await visit(page);
  await message(page).fill("Un [:cafe] ?");
  await expect(preview(page).getByRole("img", { name: "[:cafe]" })).toBeVisible();
  await speak("silent");
  await page.reload();
  await expect(preview(page).getByTitle("[:cafe]")).toBeVisible();
  await expect(preview(page).getByRole("img")).toHaveCount(0);
  // A button always has a name.
  await open(page);
  await expect(smiley(page, "[:cafe]")).toBeVisible();
});

test("smilies that could not be loaded can be requested again", async ({ page }) => {
  await page.route("**/api/forums/*/smilies", (route) => route.abort());
  await visit(page);
  await opener(page).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await page.unroute("**/api/forums/*/smilies");
  await page.getByRole("button", { name: "Réessayer" }).click();
  await expect(panel(page).getByRole("button")).toHaveCount(12);
});

test("a text without codes has no overview", async ({ page }) => {
  await visit(page);
  await message(page).fill("Rien : vraiment rien.");
  await expect(preview(page)).toContainText("Rien : vraiment rien.");
  await expect(overview(page)).toHaveCount(0);
});

test("the overview explains for each code whether it is a smiley and why", async ({ page }) => {
  await visit(page);
  await message(page).fill(
    "Oui :) mot:) :pmot [code]:)[/code] http://example.org/:p [quote=\":)\"]x[/quote] [:cafe] [:inconnu]",
  );
  await expect(overview(page)).toHaveText("Smilies : 2 reconnus, 6 laissés en texte");
  await overview(page).click();
  const rows = preview(page).getByRole("group").getByRole("listitem");
  await expect(rows).toHaveCount(8);
  await expect(rows.nth(0).getByRole("img", { name: "sourire" })).toBeVisible();
  await expect(rows.nth(1)).toContainText("Il manque une espace avant.");
  await expect(rows.nth(2)).toContainText("Il manque une espace après.");
  await expect(rows.nth(3)).toContainText("Dans du texte code, fixed ou noparse.");
  // Not the code ":/" of "http://".
  await expect(rows.nth(4)).toContainText("Dans un lien.");
  await expect(rows.nth(5)).toContainText("Dans une balise.");
  await expect(rows.nth(6).getByRole("img", { name: "cafe" })).toBeVisible();
  await expect(rows.nth(7)).toContainText("Ce forum n’a pas de smiley de ce nom.");
  expect(await violations(page)).toEqual([]);
  await page.getByLabel("Désactiver les smilies").check();
  await expect(overview(page)).toHaveText("Smilies : 0 reconnu, 8 laissés en texte");
  await expect(rows.nth(0)).toContainText("Les smilies sont désactivés pour ce message.");
});

test("one smiley can be kept as text, and the browser's undo reverts that", async ({ page }) => {
  await visit(page);
  await message(page).fill("Un :) et un autre :) là");
  await overview(page).click();
  await preview(page).getByRole("button", { name: "Laisser en texte :)" }).last().click();
  await expect(message(page)).toHaveValue("Un :) et un autre [noparse]:)[/noparse] là");
  await expect(preview(page)).toContainText("et un autre :) là");
  await expect(overview(page)).toHaveText("Smilies : 1 reconnu, 1 laissé en texte");
  await page.keyboard.press("Control+z");
  await expect(message(page)).toHaveValue("Un :) et un autre :) là");
});

test("a button separates a code from the word that it touches", async ({ page }) => {
  await visit(page);
  await message(page).fill("Bien:) et :pmal");
  await overview(page).click();
  await page.getByRole("button", { name: "Ajouter une espace :)" }).click();
  await page.getByRole("button", { name: "Ajouter une espace :p" }).click();
  await expect(message(page)).toHaveValue("Bien :) et :p mal");
  await expect(overview(page)).toHaveText("Smilies : 2 reconnus, 0 laissé en texte");
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`the panel and the overview are accessible and fit 320 pixels (${colorScheme})`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 320, height: 800 });
    await visit(page);
    await open(page);
    await smiley(page, "cafe").focus();
    await page.keyboard.press("f");
    await message(page).fill("Oui :) mot:) [:cafe]");
    await overview(page).click();
    await expect(page.getByRole("button", { name: "Ajouter une espace :)" })).toBeVisible();
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });
}

test("a moderator adds several pictures at once, chosen or dropped; one that is refused does not stop the others", async ({ page }) => {
  await signInByApi(page, person("Eulalie"));
  await page.goto("/f/atelier/smilies");
  const id = Math.random().toString(36).slice(2, 8);
  const picture = (name: string, buffer = PNG) => ({ name: `${name}${id}.png`, mimeType: "image/png", buffer });
  const field = page.getByLabel("Ajouter des images :");
  await field.setInputFiles([picture("un"), picture("casse", Buffer.from("?")), picture("deux")]);
  await expect(page.getByLabel(`Nom de [:un${id}]`)).toBeVisible();
  await expect(page.getByLabel(`Nom de [:deux${id}]`)).toBeVisible();
  await expect(page.getByRole("alert").filter({ hasText: `casse${id}` })).toBeVisible();

  const data = await page.evaluateHandle(([bytes, id]) => {
    const transfer = new DataTransfer();
    for (const name of ["trois", "quatre"]) {
      transfer.items.add(new File([new Uint8Array(bytes as number[])], `${name}${id}.png`, { type: "image/png" }));
    }
    return transfer;
  }, [[...PNG], id]);
  await field.dispatchEvent("drop", { dataTransfer: data });
  await expect(page.getByLabel(`Nom de [:trois${id}]`)).toBeVisible();
  await expect(page.getByLabel(`Nom de [:quatre${id}]`)).toBeVisible();
});
