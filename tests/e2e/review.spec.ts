// "Dernières réponses": searching, and quoting several posts or a passage.

import { type Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { TOPIC, message } from "./people";

const review = (page: Page) => page.getByRole("region", { name: "Dernières réponses" });

test("searching shows the replies that contain every word, ignoring case and accents", async ({ page }) => {
  await page.goto(`/t/${TOPIC.eggs}/reply`);
  const entries = review(page).getByRole("listitem");
  const all = await entries.count();
  await review(page).getByRole("searchbox").fill("COQUILLE limaces");
  await expect(entries.filter({ visible: true })).toHaveCount(1);
  await review(page).getByRole("searchbox").fill("kofi");
  await expect(entries.filter({ visible: true }).first()).toContainText("Kofi");
  await review(page).getByRole("searchbox").fill("zzzz");
  await expect(review(page).getByText("Aucune réponse ne correspond.")).toBeVisible();
  await review(page).getByRole("searchbox").fill("");
  await expect(entries.filter({ visible: true })).toHaveCount(all);
});

test("several selected replies are quoted together, oldest first", async ({ page }) => {
  await page.goto(`/t/${TOPIC.eggs}/reply`);
  const picks = review(page).getByRole("checkbox");
  const names = await picks.evaluateAll((boxes) => boxes.map((box) => box.getAttribute("aria-label")!));
  await picks.nth(0).check();
  await picks.nth(2).check();
  await review(page).getByRole("button", { name: "Citer 2 messages" }).click();
  await expect(message(page)).toBeFocused();
  const quoted = [...(await message(page).inputValue()).matchAll(/\[quote=(?:"([^"]+)"|([^\s\]]+))/g)].map((m) => m[1] ?? m[2]);
  const author = (label: string) => label.replace("Sélectionner le message de ", "");
  expect(quoted.filter((_, at) => at === 0 || at === quoted.length - 1).length).toBeGreaterThan(1);
  expect(quoted[0]).toBe(author(names[2]));
  expect(quoted).toContain(author(names[0]));
  await expect(picks.nth(0)).not.toBeChecked();
});

test("quoting with a selection quotes only the selected passage, with its formats", async ({ page }) => {
  await page.goto(`/t/${TOPIC.welcome}`);
  const article = page.getByRole("article").filter({ has: page.locator("strong") }).first();
  // The app replaces the server's posts, and a selection in them is lost.
  await expect(article.getByRole("button", { name: /^Citer/ })).toBeVisible();
  const word = await article.evaluate((post) => {
    const strong = post.querySelector(".prose strong")!;
    getSelection()!.selectAllChildren(strong.parentElement!);
    return strong.textContent!;
  });
  await article.getByRole("button", { name: /^Citer/ }).click();
  const written = await message(page).inputValue();
  expect(written).toContain(`[b]${word}[/b]`);
  const whole = await article.locator(".prose").first().innerText();
  expect(written.length).toBeLessThan(whole.length);
});
