// Replying to a topic, on the reply page and below the thread.

import { existsSync, readFileSync } from "node:fs";
import { expect, loseResponse, test } from "./fixtures";
import { TOPIC, fillCredentials, message, person, pickIcon, posts, send, signIn, unique } from "./people";

test("the reply page has every part of the original page", async ({ page }) => {
  await page.goto(`/t/${TOPIC.eggs}/reply`);
  const main = page.getByRole("main");
  await expect(main.getByText("La table", { exact: true })).toBeVisible();
  await expect(main.getByRole("link", { name: "Retour au forum" })).toHaveCount(2);
  await expect(main.getByRole("heading", { name: "Ajouter une réponse" })).toBeVisible();
  await expect(main.getByLabel("Pseudo :")).toBeVisible();
  await expect(main.getByRole("link", { name: "S’inscrire ?" })).toBeVisible();
  await expect(main.getByLabel("Mot de passe :")).toBeVisible();
  await expect(main.getByRole("link", { name: "Mot de passe perdu ?" })).toBeVisible();
  await expect(main.getByRole("radiogroup", { name: "Icône :" }).getByRole("radio")).toHaveCount(17);
  await expect(main.getByRole("toolbar", { name: "Mise en forme" }).getByRole("button")).toHaveCount(11);
  await expect(main.getByRole("toolbar", { name: "Smilies", exact: true }).getByRole("button")).toHaveCount(20);
  await expect(main.getByRole("button", { name: "Smilies personnalisés" })).toBeVisible();
  const options = main.getByRole("group", { name: "Options :" });
  await expect(options.getByLabel(/Notification par email en cas de réponse/)).not.toBeChecked();
  await expect(options.getByLabel("Désactiver les smilies")).not.toBeChecked();
  await expect(options.getByLabel(/Activer votre signature/)).toBeChecked();
  await expect(send(page)).toBeVisible();
  await expect(main.getByRole("region", { name: "Dernières réponses" }).getByRole("listitem").first()).toBeVisible();
  await expect(page.getByRole("link", { name: "créer forum" })).toBeVisible();
});

test("the icons are in two rows of eight", async ({ page }) => {
  await page.goto(`/t/${TOPIC.eggs}/reply`);
  const icons = page.getByRole("radiogroup").locator("label:not([data-none])");
  await expect(icons).toHaveCount(16);
  const tops = await icons.evaluateAll((labels) => labels.map((label) => label.getBoundingClientRect().top));
  expect(new Set(tops.slice(0, 8)).size).toBe(1);
  expect(new Set(tops.slice(8)).size).toBe(1);
  expect(tops[8]).toBeGreaterThan(tops[0]);
});

test("a reply with pseudo, password, icon, smilies, a quote and a list is posted once", async ({ page }) => {
  await page.goto("/f/table");
  await page.getByRole("link", { name: /Le pain au levain/ }).click();
  await page.getByRole("link", { name: "Page 13" }).first().click();
  await expect(page.getByRole("article")).toHaveCount(10);
  await page.getByRole("link", { name: "Répondre" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Ajouter une réponse" })).toBeVisible();

  await fillCredentials(page, person("Colette"));
  await pickIcon(page, "Idée");
  await page.getByRole("button", { name: /^Citer le message de/ }).first().click();
  const quoted = await message(page).inputValue();
  expect(quoted).toMatch(/^\[quote=/);
  await message(page).press("Control+End");
  const text = unique("Trois choses à retenir");
  await page.keyboard.type(`${text} `);
  await page.getByRole("button", { name: "clin d’œil" }).click();
  await page.getByRole("button", { name: "grand sourire", exact: true }).click();
  await page.keyboard.type("\n\nla farine\nl’eau\nle temps");
  await message(page).evaluate((area: HTMLTextAreaElement) => {
    area.setSelectionRange(area.value.indexOf("la farine"), area.value.length);
  });
  await page.getByRole("button", { name: "Liste", exact: true }).click();
  await send(page).click();

  const mine = posts(page, text);
  await expect(page).toHaveURL(/\?page=13#p\d+$/);
  await expect(mine).toBeFocused();
  await page.reload();
  await expect(mine).toHaveCount(1);
  await expect(mine.getByRole("blockquote")).toBeVisible();
  await expect(mine.getByRole("img", { name: "Idée" })).toBeVisible();
  await expect(mine.getByRole("img", { name: "clin d’œil" })).toBeVisible();
  await expect(mine.getByRole("img", { name: "grand sourire" })).toBeVisible();
  await expect(mine.getByRole("list").last().getByRole("listitem")).toHaveText(["la farine", "l’eau", "le temps"]);
  // Pseudo and password also signed Colette in.
  await expect(page.getByRole("navigation", { name: "Site" })).toContainText("Colette");
});

test("a reply below the thread is added without loading a new page", async ({ page }) => {
  await signIn(page, person("Driss"));
  await page.goto(`/t/${TOPIC.eggs}`);
  const text = unique("Une omelette, et vite.");
  await message(page).fill(text);
  await page.evaluate(() => Object.assign(window, { stillHere: true }));
  await send(page).click();
  await expect(posts(page, text)).toBeFocused();
  await expect(posts(page, text)).toHaveCount(1);
  await expect(message(page)).toHaveValue("");
  expect(await page.evaluate(() => "stillHere" in window)).toBe(true);
});

test("after a reply, posts that others wrote meanwhile are shown too", async ({ page, request }) => {
  await signIn(page, person("Félix"));
  await page.goto(`/t/${TOPIC.eggs}`);
  await expect(message(page)).toBeVisible();
  const other = unique("Avec des herbes.");
  const answer = await request.post(`/api/topics/${TOPIC.eggs}/posts`, {
    headers: { "idempotency-key": crypto.randomUUID() },
    data: { body: other, credentials: { pseudo: "Jeanne", password: "palabre-jeanne" } },
  });
  expect(answer.status()).toBe(201);
  const mine = unique("Ou en neige.");
  await message(page).fill(mine);
  await send(page).click();
  await expect(posts(page, mine)).toHaveCount(1);
  await expect(posts(page, other)).toHaveCount(1);
});

test("a double click on send posts once", async ({ page }) => {
  await signIn(page, person("Gwenaëlle"));
  await page.goto(`/t/${TOPIC.eggs}/reply`);
  const text = unique("Une seule fois.");
  await message(page).fill(text);
  await send(page).dblclick();
  await expect(posts(page, text)).toHaveCount(1);
  await page.reload();
  await expect(posts(page, text)).toHaveCount(1);
});

test("a lost response and a second attempt result in one post", async ({ page }) => {
  await signIn(page, person("Honorine"));
  await page.goto(`/t/${TOPIC.eggs}/reply`);
  const text = unique("Le facteur est passé deux fois.");
  await message(page).fill(text);
  await page.route("**/api/topics/*/posts", loseResponse);
  await send(page).click();
  await expect(page.getByRole("alert").filter({ hasText: "Votre texte est intact" })).toBeVisible();
  await expect(message(page)).toHaveValue(text);
  await page.unroute("**/api/topics/*/posts");
  await send(page).click();
  await expect(posts(page, text)).toHaveCount(1);
  await page.reload();
  await expect(posts(page, text)).toHaveCount(1);
});

test("a draft survives a reload and belongs to its topic", async ({ page }) => {
  await page.goto(`/t/${TOPIC.eggs}/reply`);
  await message(page).fill("À moitié écrit");
  await expect(page.getByText("Brouillon enregistré dans ce navigateur")).toBeVisible();
  await page.reload();
  await expect(message(page)).toHaveValue("À moitié écrit");
  await page.goto(`/t/${TOPIC.clock}/reply`);
  await expect(message(page)).toHaveValue("");
});

test("with smilies turned off, codes stay text", async ({ page }) => {
  await signIn(page, person("Kofi"));
  await page.goto(`/t/${TOPIC.eggs}/reply`);
  const text = unique("Tel quel");
  await message(page).fill(`${text} :) et :lol:`);
  const preview = page.getByRole("region", { name: "Aperçu" });
  await expect(preview.getByRole("img", { name: "sourire" })).toBeVisible();
  await page.getByLabel("Désactiver les smilies").check();
  await expect(preview.getByRole("img")).toHaveCount(0);
  await send(page).click();
  await expect(posts(page, `${text} :) et :lol:`)).toHaveCount(1);
});

test("the signature is shown only under posts with the signature option", async ({ page }) => {
  await signIn(page, person("Bastien"));
  for (const asked of [true, false]) {
    await page.goto(`/t/${TOPIC.eggs}/reply`);
    const text = unique(asked ? "Signé" : "Sans signature");
    await message(page).fill(text);
    await page.getByLabel(/Activer votre signature/).setChecked(asked);
    await send(page).click();
    const signature = posts(page, text).getByRole("note", { name: "Signature de Bastien" });
    await expect(posts(page, text)).toBeFocused();
    await expect(signature).toHaveCount(asked ? 1 : 0);
  }
});

const LONG_POST = readFileSync(new URL("bench/long-post.txt", import.meta.url), "utf8").trim();

/** A post copied from a real forum. Not part of the repository. */
const copied = new URL("../../../shared/real/reply-page.txt", import.meta.url);
const realPost = () => {
  const page = readFileSync(copied, "utf8");
  return page.slice(page.indexOf("La Chine et la Russie publient"), page.indexOf("créer forum")).trim();
};

const longPosts: [string, string][] = [["a long post", LONG_POST]];
if (existsSync(copied)) longPosts.push(["a post copied from a real forum", realPost()]);

for (const [name, body] of longPosts) {
  test(`${name} is shown completely in the thread and in the latest replies`, async ({ page }) => {
    await signIn(page, person("Lucienne"));
    await page.goto(`/t/${TOPIC.clock}/reply`);
    await message(page).fill(body);
    await send(page).click();
    const mine = posts(page, body.slice(0, 30));
    await expect(mine).toBeFocused();
    const squeezed = (text: string) => text.replace(/\s+/g, " ").trim();
    const wanted = squeezed(body);
    expect(squeezed(await mine.innerText())).toContain(wanted);

    await page.goto(`/t/${TOPIC.clock}/reply`);
    const review = page.getByRole("region", { name: "Dernières réponses" }).getByRole("listitem").first();
    expect(squeezed(await review.innerText())).toContain(wanted);
    await review.getByRole("button", { name: "Tout afficher" }).click();
    await expect(review.getByRole("button", { name: "Replier" })).toBeVisible();
  });
}
