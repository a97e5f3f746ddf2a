// Every page, in both themes, narrow and wide: accessible, and nowhere wider than the window.

import { violations } from "./accessibility";
import { expect, test } from "./fixtures";
import { TOPIC, message } from "./people";

const PAGES: [string, string][] = [
  ["the forums", "/"],
  ["a forum", "/f/table"],
  ["a thread with every element of the markup", `/t/${TOPIC.welcome}`],
  ["a long thread", `/t/${TOPIC.bread}?page=7`],
  ["a locked thread", `/t/${TOPIC.locked}`],
  ["the reply page", `/t/${TOPIC.clock}/reply`],
  ["signing in", "/sign-in"],
  ["signing up", "/sign-up"],
  ["nothing", "/nulle-part"],
];

for (const [name, path] of PAGES) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`${name}, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        await page.goto(path);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        expect(await violations(page), `${width} px`).toEqual([]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(overflow, `wider than ${width} px`).toBeLessThanOrEqual(0);
      }
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
