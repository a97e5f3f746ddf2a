// The reply page, part by part, as the hosted forums have it: each does what it says.

import { type Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { TOPIC, enter, introduce, message, person, posts, send, unique } from "./people";

const open = async (page: Page, topic = TOPIC.eggs) => {
  await page.goto(`/t/${topic}/reply`);
  await expect(message(page)).toBeVisible();
};

test("forum title: the forum's name stands above the form", async ({ page }) => {
  await open(page);
  await expect(page.getByRole("main").getByText("La table", { exact: true })).toBeVisible();
});

test("“Retour au forum”, above and below, leads to the forum", async ({ page }) => {
  for (const at of [0, 1]) {
    await open(page);
    await page.getByRole("link", { name: "Retour au forum" }).nth(at).click();
    await expect(page.getByRole("heading", { level: 1, name: "La table" })).toBeVisible();
  }
});

test("“Ajouter une réponse” is the heading, and the topic stands under it", async ({ page }) => {
  await open(page);
  await expect(page.getByRole("heading", { level: 1, name: "Ajouter une réponse" })).toBeVisible();
  await page.getByRole("link", { name: /quarante œufs/ }).first().click();
  await expect(page.getByRole("article").first()).toBeVisible();
});

test("“Pseudo :” and “Mot de passe :” sign in along with the reply", async ({ page }) => {
  await open(page);
  await introduce(page, person("Lucienne"));
  const text = unique("Signé en même temps");
  await message(page).fill(text);
  await send(page).click();
  await expect(posts(page, text)).toHaveCount(1);
  await expect(page.getByRole("navigation", { name: "Site" })).toContainText("Lucienne");
});

test("“S’inscrire ?” leads to the form for an account, and the text is there on the way back", async ({ page }) => {
  await open(page);
  const text = unique("Pas encore inscrite");
  await message(page).fill(text);
  await page.getByRole("link", { name: "S’inscrire ?" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "S’inscrire" })).toBeVisible();
  const strength = page.getByRole("status");
  await page.getByLabel("Mot de passe :").fill("azertyuiop");
  await expect(strength.filter({ hasText: "Refusé" })).toBeVisible();
  await page.getByLabel("Mot de passe :").fill("quatre corbeaux sur le toit");
  await expect(strength.filter({ hasText: "Solide" })).toBeVisible();
  await page.goBack();
  await expect(message(page)).toHaveValue(text);
});

test("“Mot de passe perdu ?” leads to where a link is asked for", async ({ page }) => {
  await open(page);
  await page.getByRole("link", { name: "Mot de passe perdu ?" }).click();
  await page.getByLabel("Adresse e‑mail :").fill("nulle-part");
  await page.getByRole("button", { name: "Recevoir le lien" }).click();
  await expect(page.getByLabel("Adresse e‑mail :")).toHaveAccessibleDescription(/n’a pas la forme d’une adresse/);
  await expect(page.getByLabel("Adresse e‑mail :")).toBeFocused();
});

test("“Icône :” the icon that is picked stands in the thread and in the list of topics", async ({ page }) => {
  await enter(page, person("Tiphaine"));
  await page.goto("/f/banc/new");
  const title = unique("Avec une étoile");
  await page.getByLabel("Titre :").fill(title);
  await page.getByRole("radio", { name: "Étoile" }).check({ force: true });
  await message(page).fill("Le sujet porte une étoile.");
  await page.getByRole("button", { name: "Ouvrir le sujet" }).click();
  await expect(page.getByRole("article").getByRole("img", { name: "Étoile" })).toBeVisible();
  await page.getByRole("link", { name: "Retour au forum" }).first().click();
  const entry = page.getByRole("listitem").filter({ hasText: title });
  await expect(entry.getByRole("img", { name: "Étoile" })).toBeVisible();
});

test("“Message :” the toolbar formats the selection, the smilies go in at the caret", async ({ page }) => {
  await open(page);
  await message(page).fill("mot");
  await message(page).selectText();
  await page.getByRole("toolbar", { name: "Mise en forme" }).getByRole("button", { name: "Gras" }).click();
  await expect(message(page)).toHaveValue("[b]mot[/b]");
  await message(page).press("Control+End");
  await page.getByRole("toolbar", { name: "Smilies", exact: true }).getByRole("button", { name: "clin d’œil" }).click();
  await expect(message(page)).toHaveValue("[b]mot[/b] ;) ");
});

test("“Smilies personnalisés” opens the forum's own, and one goes into the text", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Smilies personnalisés" }).click();
  const panel = page.getByRole("toolbar", { name: "Smilies personnalisés" });
  await panel.getByRole("button").first().click();
  await expect(message(page)).toHaveValue(/\[:[^\]]+\]/);
});

test("“Notification par email” is ticked again where the topic is watched, and unticking ends it", async ({ page }) => {
  await enter(page, person("Winifred"));
  const box = page.getByLabel(/Notification par email en cas de réponse/);
  await open(page, TOPIC.clock);
  await expect(box).not.toBeChecked();
  await box.check();
  await message(page).fill(unique("À suivre"));
  await send(page).click();
  await expect(page.getByRole("article").last()).toBeFocused();
  await open(page, TOPIC.clock);
  await expect(box).toBeChecked();
  await box.uncheck();
  await message(page).fill(unique("Plus à suivre"));
  await send(page).click();
  await expect(page.getByRole("article").last()).toBeFocused();
  await open(page, TOPIC.clock);
  await expect(box).not.toBeChecked();
});

test("“Désactiver les smilies” leaves the codes of this post as they were typed", async ({ page }) => {
  await enter(page, person("Marlow"));
  await open(page);
  await page.getByLabel("Désactiver les smilies").check();
  const text = unique("Code nu");
  await message(page).fill(`${text} :)`);
  await send(page).click();
  await expect(posts(page, `${text} :)`)).toHaveCount(1);
});

test("“Activer votre signature” shows the one that the account's page holds", async ({ page }) => {
  await enter(page, person("Ismaël"));
  await page.goto("/account");
  const signature = unique("À l’ombre");
  await page.getByLabel("Signature :").fill(`[i]${signature}[/i]`);
  await expect(page.locator("em", { hasText: signature })).toBeVisible();
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByText("C’est enregistré.")).toBeVisible();
  await open(page);
  await page.getByLabel(/Activer votre signature/).check();
  const text = unique("Avec signature");
  await message(page).fill(text);
  await send(page).click();
  await expect(posts(page, text).getByRole("note")).toContainText(signature);
});

test("“Envoyer la réponse” sends it once, by button and by Ctrl + Enter", async ({ page }) => {
  await enter(page, person("Honorine"));
  await open(page);
  const text = unique("Au clavier");
  await message(page).fill(text);
  await message(page).press("Control+Enter");
  await expect(posts(page, text)).toHaveCount(1);
});

test("“Dernières réponses” holds the newest posts in full, newest first, each to be quoted", async ({ page }) => {
  await open(page);
  const review = page.getByRole("region", { name: "Dernières réponses" });
  const newest = await page.request.get(`/api/topics/${TOPIC.eggs}/review`);
  const [first] = (await newest.json()).posts;
  await expect(review.getByRole("listitem").first()).toContainText(first.author.pseudo);
  await review.getByRole("button", { name: /^Citer/ }).first().click();
  await expect(message(page)).toHaveValue(new RegExp(`^\\[quote=`));
});

test("“créer forum” leads to the form for one, and there from signing in", async ({ page }) => {
  await open(page);
  await page.getByRole("link", { name: "créer forum" }).click();
  await expect(page.getByText("Cette page demande d’être connecté.")).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "Se connecter" }).click();
  await introduce(page, person("Kofi"));
  await page.getByRole("main").getByRole("button", { name: "Se connecter" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Créer un forum" })).toBeVisible();
});
