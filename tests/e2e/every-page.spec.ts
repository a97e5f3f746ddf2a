// Every page is accessible and fits the window, in both themes, at 320 and 1280 pixels.

import type { Page } from "@playwright/test";
import { violations } from "./accessibility";
import { expect, test } from "./fixtures";
import { TOPIC, message, person, signInByApi } from "./people";

const PAGES: [string, string][] = [
  ["the list of forums", "/"],
  ["a forum", "/f/table"],
  ["a thread with every element of the markup", `/t/${TOPIC.welcome}`],
  ["a long thread", `/t/${TOPIC.bread}?page=7`],
  ["a locked thread", `/t/${TOPIC.locked}`],
  ["the reply page", `/t/${TOPIC.clock}/reply`],
  ["sign-in", "/sign-in"],
  ["sign-up", "/sign-up"],
  ["the password reset request", "/lost-password"],
  ["the password reset", "/reset-password?token=0"],
  ["the confirmation of an account", "/confirm?token=0"],
  ["preferences", "/preferences"],
  ["a page that requires signing in", "/new-forum"],
  ["a missing page", "/nulle-part"],
];

/** Pages that need an account. Eulalie is an administrator of the whole site. */
const SIGNED_IN_PAGES: [string, string][] = [
  ["the account", "/account"],
  ["changing the email address", "/change-email"],
  ["changing the password", "/change-password"],
  ["deleting the account", "/leave"],
  ["a new forum", "/new-forum"],
  ["a forum's settings", "/f/potager/settings"],
  ["a forum's smilies", "/f/table/smilies"],
  ["a forum's embedding settings", "/f/table/embed"],
  ["a forum's audit log", "/f/table/log"],
  ["a forum with a colour of its own", "/f/potager"],
  ["a new topic", "/f/table/new"],
  ["changing a post", "/p/1/edit"],
  ["a thread with moderation", `/t/${TOPIC.eggs}`],
];

const checkPage = async (page: Page, path: string) => {
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
    expect(await violations(page), `${width} px`).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow, `wider than ${width} px`).toBeLessThanOrEqual(0);
  }
};

for (const colorScheme of ["light", "dark"] as const) {
  for (const [name, path] of PAGES) {
    test(`${name} is accessible and fits the window (${colorScheme})`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await checkPage(page, path);
    });
  }
  for (const [name, path] of SIGNED_IN_PAGES) {
    test(`${name} is accessible and fits the window (${colorScheme})`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await signInByApi(page, person("Eulalie"));
      await checkPage(page, path);
    });
  }
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`a reply form with errors is accessible (${colorScheme})`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width: 320, height: 800 });
    await page.goto(`/t/${TOPIC.eggs}/reply`);
    await page.getByRole("button", { name: "Plus de smilies" }).click();
    await page.getByRole("button", { name: "Smilies personnalisés" }).click();
    await expect(page.getByRole("toolbar", { name: "Smilies personnalisés" })).toBeVisible();
    await page.getByRole("button", { name: "Envoyer la réponse" }).click();
    await expect(page.getByText("Indiquez votre pseudo.")).toBeVisible();
    await message(page).fill("[quote=Anaïs]Un aperçu[/quote] [color=yellow]pâle[/color] [color=navy]sombre[/color] :)");
    expect(await violations(page)).toEqual([]);
  });
}
