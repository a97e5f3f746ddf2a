// Writing a message: toolbar, smilies, quotes and preview.

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

test("a format button wraps the selection, and a second click unwraps it", async ({ page }) => {
  await message(page).fill("un mot gras");
  await select(page, "mot");
  await page.getByRole("button", { name: "Gras", exact: true }).click();
  await expect(message(page)).toHaveValue("un [b]mot[/b] gras");
  await page.getByRole("button", { name: "Gras", exact: true }).click();
  await expect(message(page)).toHaveValue("un mot gras");
});

test("the browser's undo reverts an edit by a button", async ({ page }) => {
  await message(page).pressSequentially("un mot");
  await select(page, "mot");
  await page.getByRole("button", { name: "Italique" }).click();
  await expect(message(page)).toHaveValue("un [i]mot[/i]");
  await page.keyboard.press("Control+z");
  await expect(message(page)).toHaveValue("un mot");
});

test("keyboard shortcuts format like the buttons", async ({ page }) => {
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

test("a selection after emoji is wrapped at the right position", async ({ page }) => {
  await message(page).fill("🥚🍳 œufs à l’œil");
  await select(page, "à l’œil");
  await page.keyboard.press("Control+b");
  await expect(message(page)).toHaveValue("🥚🍳 œufs [b]à l’œil[/b]");
});

test("a smiley is inserted with the spaces it needs", async ({ page }) => {
  await message(page).fill("Bien");
  await page.keyboard.press("End");
  await page.getByRole("button", { name: "sourire", exact: true }).click();
  const preview = page.getByRole("region", { name: "Aperçu" });
  await expect(preview.getByRole("img", { name: "sourire", exact: true })).toBeVisible();
});

test("the second set of smilies opens with one click", async ({ page }) => {
  const party = page.getByRole("button", { name: "fait la fête" });
  await expect(party).toBeHidden();
  await page.getByRole("button", { name: "Plus de smilies" }).click();
  await party.click();
  await expect(message(page)).toHaveValue(/:party:/);
});

test("searching finds a custom smiley by name, and the preview shows it", async ({ page }) => {
  await page.getByRole("button", { name: "Smilies personnalisés" }).click();
  const panel = page.getByRole("toolbar", { name: "Smilies personnalisés" });
  await expect(panel.getByRole("button")).toHaveCount(12);
  await page.getByLabel("Chercher un smiley").fill("pluie");
  await expect(panel.getByRole("button")).toHaveCount(1);
  await panel.getByRole("button").click();
  await expect(message(page)).toHaveValue(/\[:jour de pluie\]/);
  await expect(page.getByRole("region", { name: "Aperçu" }).getByRole("img", { name: "jour de pluie" })).toBeVisible();
  await page.getByLabel("Chercher un smiley").fill("xyz");
  await expect(page.getByText("Aucun smiley trouvé.")).toBeVisible();
});

test("the preview shows a typed custom smiley in the size given by its forum", async ({ page }) => {
  await message(page).fill("Un [:cafe] ?");
  const picture = page.getByRole("region", { name: "Aperçu" }).getByRole("img", { name: "cafe" });
  await expect(picture).toBeVisible();
  // The size comes from the API, not from the file.
  expect(await picture.boundingBox()).toMatchObject({ width: 48, height: 40 });
});

test("an unknown custom smiley stays text", async ({ page }) => {
  await message(page).fill("Un [:inconnu au bataillon] ?");
  await expect(page.getByRole("region", { name: "Aperçu" })).toContainText("Un [:inconnu au bataillon] ?");
});

test("HTML and javascript: addresses stay text in the preview", async ({ page }) => {
  const hostile = `<img src=x onerror="document.title='lu'"> [url=javascript:alert(1)]x[/url] [img]javascript:alert(1)[/img]`;
  await message(page).fill(hostile);
  const preview = page.getByRole("region", { name: "Aperçu" });
  await expect(preview).toContainText("<img src=x onerror=");
  await expect(preview.getByRole("link")).toHaveCount(0);
  await expect(preview.locator("img")).toHaveCount(0);
});

test("typing does not change the preview synchronously; the preview follows later", async ({ page }) => {
  await message(page).fill("Bien :) et [b]gras[/b]");
  const preview = page.getByRole("region", { name: "Aperçu" });
  await expect(preview.getByText("gras")).toBeVisible();
  // Counts the changes before the browser can paint: those of event listeners and their microtasks.
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

test("after several quick changes the preview shows only the last text", async ({ page }) => {
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

test("marks, smilies, elements and long words above the limits stay text", async ({ page }) => {
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

// Twenty nested sizes of 200 % made letters of a million percent, which took a quarter of a second for each key.
test("nested text sizes do not multiply", async ({ page }) => {
  await message(page).fill(`petit ${"[size=200]".repeat(20)}grand${"[/size]".repeat(20)}`);
  const preview = page.getByRole("region", { name: "Aperçu" });
  const height = (text: string) =>
    preview.getByText(text, { exact: false }).last().evaluate((element) => parseFloat(getComputedStyle(element).fontSize));
  await expect(preview.getByText("grand")).toBeVisible();
  expect(await height("grand")).toBeLessThanOrEqual(2 * (await height("petit")));
});

test("the quote button in the latest replies inserts a quote with author and post", async ({ page }) => {
  const review = page.getByRole("region", { name: "Dernières réponses" }).getByRole("listitem").first();
  await review.getByRole("button", { name: /^Citer/ }).click();
  await expect(message(page)).toBeFocused();
  await expect(message(page)).toHaveValue(/^\[quote=[^\]]+ post_id=\d+[^\]]*\]/);
  await expect(page.getByRole("region", { name: "Aperçu" }).getByRole("blockquote")).toContainText("a écrit");
});

test("in a wide window the preview is beside the text", async ({ page }) => {
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
