// Every page, in both themes, narrow and wide: accessible, and nowhere wider than the window.

import type { Page } from "@playwright/test";
import { violations } from "./accessibility";
import { expect, test } from "./fixtures";
import { TOPIC, enter, message, person } from "./people";

const PAGES: [string, string][] = [
  ["the forums", "/"],
  ["a forum", "/f/table"],
  ["a thread with every element of the markup", `/t/${TOPIC.welcome}`],
  ["a long thread", `/t/${TOPIC.bread}?page=7`],
  ["a locked thread", `/t/${TOPIC.locked}`],
  ["the reply page", `/t/${TOPIC.clock}/reply`],
  ["signing in", "/sign-in"],
  ["signing up", "/sign-up"],
  ["a lost password", "/lost-password"],
  ["a new password", "/reset-password?token=0"],
  ["confirming", "/confirm?token=0"],
  ["preferences", "/preferences"],
  ["a page for those who are signed in", "/new-forum"],
  ["nothing", "/nulle-part"],
];

/** Pages that only somebody signed in gets to see; Eulalie administers the whole site. */
const PAGES_WITHIN: [string, string][] = [
  ["the account", "/account"],
  ["another address", "/change-email"],
  ["another password", "/change-password"],
  ["leaving", "/leave"],
  ["a new forum", "/new-forum"],
  ["a forum's settings", "/f/potager/settings"],
  ["a forum's smilies", "/f/table/smilies"],
  ["a forum on other sites", "/f/table/embed"],
  ["a forum's log", "/f/table/log"],
  ["a forum with a colour of its own", "/f/potager"],
  ["a new topic", "/f/table/new"],
  ["changing a post", "/p/1/edit"],
  ["a thread to keep order in", `/t/${TOPIC.eggs}`],
];

const look = async (page: Page, path: string) => {
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
    test(`${name}, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await look(page, path);
    });
  }
  for (const [name, path] of PAGES_WITHIN) {
    test(`${name}, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await enter(page, person("Eulalie"));
      await look(page, path);
    });
  }
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`a form full of faults, ${colorScheme}`, async ({ page }) => {
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
