// Toolbar, smilies, quotes and preview.

import { violations } from "./accessibility";
import { expect, test } from "./fixtures";
import { TOPIC, message } from "./people";

test.beforeEach(async ({ page }) => {
  await page.goto(`/t/${TOPIC.eggs}/reply`);
  await expect(message(page)).toBeVisible();
});

/** Selects a word of the message. */
const select = (page, word: string) =>
  message(page).evaluate((area: HTMLTextAreaElement, word) => {
    area.focus();
    area.setSelectionRange(area.value.indexOf(word), area.value.indexOf(word) + word.length);
  }, word);

test("a button wraps the selection, and again takes it back", async ({ page }) => {
  await message(page).fill("un mot gras");
  await select(page, "mot");
  await page.getByRole("button", { name: "Gras", exact: true }).click();
  await expect(message(page)).toHaveValue("un [b]mot[/b] gras");
  await page.getByRole("button", { name: "Gras", exact: true }).click();
  await expect(message(page)).toHaveValue("un mot gras");
});

test("an edit is undone by the browser's own undo", async ({ page }) => {
  await message(page).pressSequentially("un mot");
  await select(page, "mot");
  await page.getByRole("button", { name: "Italique" }).click();
  await expect(message(page)).toHaveValue("un [i]mot[/i]");
  await page.keyboard.press("Control+z");
  await expect(message(page)).toHaveValue("un mot");
});

test("keys do what the buttons do", async ({ page }) => {
  for (const [key, tag] of [["b", "b"], ["i", "i"], ["u", "u"]]) {
    await message(page).fill("mot");
    await select(page, "mot");
    await page.keyboard.press(`Control+${key}`);
    await expect(message(page)).toHaveValue(`[${tag}]mot[/${tag}]`);
  }
  await message(page).fill("https://example.org/");
  await select(page, "https://example.org/");
  await page.keyboard.press("Control+k");
  await expect(message(page)).toHaveValue(/\[url/);
});

test("a selection beyond the basic plane is wrapped where it stands", async ({ page }) => {
  await message(page).fill("🥚🍳 œufs à l’œil");
  await select(page, "à l’œil");
  await page.keyboard.press("Control+b");
  await expect(message(page)).toHaveValue("🥚🍳 œufs [b]à l’œil[/b]");
});

test("a smiley is inserted with the spaces that it needs", async ({ page }) => {
  await message(page).fill("Bien");
  await page.keyboard.press("End");
  await page.getByRole("button", { name: "sourire", exact: true }).click();
  const preview = page.getByRole("region", { name: "Aperçu" });
  await expect(preview.getByRole("img", { name: "sourire", exact: true })).toBeVisible();
});

test("the other smilies are one click away", async ({ page }) => {
  const party = page.getByRole("button", { name: "fait la fête" });
  await expect(party).toBeHidden();
  await page.getByRole("button", { name: "Plus de smilies" }).click();
  await party.click();
  await expect(message(page)).toHaveValue(/:party:/);
});

test("a custom smiley is found by its name and shown in the preview", async ({ page }) => {
  await page.getByRole("button", { name: "Smilies personnalisés" }).click();
  const panel = page.getByRole("toolbar", { name: "Smilies personnalisés" });
  await expect(panel.getByRole("button")).toHaveCount(12);
  await page.getByLabel("Chercher un smiley").fill("pluie");
  await expect(panel.getByRole("button")).toHaveCount(1);
  await panel.getByRole("button").click();
  await expect(message(page)).toHaveValue(/\[:jour de pluie\]/);
  await expect(page.getByRole("region", { name: "Aperçu" }).getByRole("img", { name: "jour de pluie" })).toBeVisible();
  await page.getByLabel("Chercher un smiley").fill("xyz");
  await expect(page.getByText("Aucun smiley ne porte ce nom.")).toBeVisible();
});

test("a custom smiley that is typed is shown as soon as its picture is known", async ({ page }) => {
  await message(page).fill("Un [:cafe] ?");
  const picture = page.getByRole("region", { name: "Aperçu" }).getByRole("img", { name: "cafe" });
  await expect(picture).toBeVisible();
  // As large as its forum says, whatever the file's own size is.
  expect(await picture.boundingBox()).toMatchObject({ width: 48, height: 40 });
});

test("an unknown custom smiley stays the text it is", async ({ page }) => {
  await message(page).fill("Un [:inconnu au bataillon] ?");
  await expect(page.getByRole("region", { name: "Aperçu" })).toContainText("Un [:inconnu au bataillon] ?");
});

test("hostile text stays text in the preview", async ({ page }) => {
  const hostile = `<img src=x onerror="document.title='lu'"> [url=javascript:alert(1)]x[/url] [img]javascript:alert(1)[/img]`;
  await message(page).fill(hostile);
  const preview = page.getByRole("region", { name: "Aperçu" });
  await expect(preview).toContainText("<img src=x onerror=");
  await expect(preview.getByRole("link")).toHaveCount(0);
  await expect(preview.locator("img")).toHaveCount(0);
});

test("a key draws nothing but its letter; the preview follows beside the keys", async ({ page }) => {
  await message(page).fill("Bien :) et [b]gras[/b]");
  const preview = page.getByRole("region", { name: "Aperçu" });
  await expect(preview.getByText("gras")).toBeVisible();
  // Everything that the event leads to before the browser can paint: its listeners, and their microtasks.
  const changes = await message(page).evaluate(async (area: HTMLTextAreaElement, preview) => {
    let changes = 0;
    const watch = new MutationObserver((records) => (changes += records.length));
    watch.observe(preview!, { attributes: true, characterData: true, childList: true, subtree: true });
    area.value += " puis :D";
    area.dispatchEvent(new Event("input", { bubbles: true }));
    for (let turn = 0; turn < 200; turn += 1) await null;
    return changes + watch.takeRecords().length;
  }, await preview.elementHandle());
  expect(changes).toBe(0);
  await expect(preview).toContainText("puis");
  await expect(preview.getByText("2 reconnus")).toBeVisible();
});

test("the last of many quick keys is drawn, and nothing of the others stays", async ({ page }) => {
  await message(page).pressSequentially("[b]un[/b] deux");
  await message(page).evaluate((area: HTMLTextAreaElement) => {
    for (const text of ["trois", "[quote]quatre[/quote]", "cinq\n\nsix"]) {
      area.value = text;
      area.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });
  const paragraphs = page.getByRole("region", { name: "Aperçu" }).getByRole("paragraph");
  await expect(paragraphs).toHaveText(["cinq", "six"]);
});

test("a message at its limits stays text: marks, smilies, elements, an endless word", async ({ page }) => {
  const preview = page.getByRole("region", { name: "Aperçu" });
  await message(page).fill(`a${"\u0301".repeat(2_000)}b`);
  await expect(preview.getByRole("paragraph")).toHaveText(`a${"\u0301".repeat(8)}b`);
  await message(page).fill(":) ".repeat(700));
  await expect(preview.getByRole("paragraph").getByRole("img")).toHaveCount(500);
  await message(page).fill("[b]a[/b]".repeat(7_000));
  await expect(preview.locator("pre")).toHaveText("[b]a[/b]".repeat(3_000));
  const word = "AV".repeat(20_000);
  await message(page).fill(word);
  await expect(preview.getByRole("paragraph")).toHaveText(word);
});

test("the quote button of the latest replies writes who said what", async ({ page }) => {
  const review = page.getByRole("region", { name: "Dernières réponses" }).getByRole("listitem").first();
  await review.getByRole("button", { name: /^Citer/ }).click();
  await expect(message(page)).toBeFocused();
  await expect(message(page)).toHaveValue(/^\[quote=[^\]]+ post_id=\d+[^\]]*\]/);
  await expect(page.getByRole("region", { name: "Aperçu" }).getByRole("blockquote")).toContainText("a écrit");
});

test("where the window is wide enough the preview stands beside the text", async ({ page }) => {
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.goto(`/t/${TOPIC.eggs}/reply`);
  await message(page).fill("Une ligne.\n\n".repeat(80));
  const preview = page.getByRole("region", { name: "Aperçu" });
  await expect(preview.getByText("Une ligne.").first()).toBeVisible();
  const [text, shown] = [await message(page).boundingBox(), await preview.boundingBox()];
  expect(shown!.x).toBeGreaterThan(text!.x + text!.width);
  expect(shown!.x + shown!.width).toBeLessThan(1920);
  expect(await violations(page)).toEqual([]);
});
