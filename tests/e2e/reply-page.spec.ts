// The parts of the original reply page, by their French names: each exists and works.

import { type Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { TOPIC, fillCredentials, message, person, pickIcon, posts, send, signInByApi, unique } from "./people";

const open = async (page: Page, topic = TOPIC.eggs) => {
  await page.goto(`/t/${topic}/reply`);
  await expect(message(page)).toBeVisible();
};

test("the forum's name is shown above the form", async ({ page }) => {
  await open(page);
  await expect(page.getByRole("main").getByText("La table", { exact: true })).toBeVisible();
});

test("“Retour au forum” above and below the form leads to the forum", async ({ page }) => {
  for (const at of [0, 1]) {
    await open(page);
    await page.getByRole("link", { name: "Retour au forum" }).nth(at).click();
    await expect(page.getByRole("heading", { level: 1, name: "La table" })).toBeVisible();
  }
});

test("“Ajouter une réponse” is the heading, with a link to the topic below it", async ({ page }) => {
  await open(page);
  await expect(page.getByRole("heading", { level: 1, name: "Ajouter une réponse" })).toBeVisible();
  await page.getByRole("link", { name: /quarante œufs/ }).first().click();
  await expect(page.getByRole("article").first()).toBeVisible();
});

test("“Pseudo :” and “Mot de passe :” sign in while sending the reply", async ({ page }) => {
  await open(page);
  await fillCredentials(page, person("Lucienne"));
  const text = unique("Signé en même temps");
  await message(page).fill(text);
  await send(page).click();
  await expect(posts(page, text)).toHaveCount(1);
  await expect(page.getByRole("navigation", { name: "Site" })).toContainText("Lucienne");
});

test("“S’inscrire ?” leads to sign-up, and the text is kept when going back", async ({ page }) => {
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

test("“Mot de passe perdu ?” leads to the form that sends a reset link", async ({ page }) => {
  await open(page);
  await page.getByRole("link", { name: "Mot de passe perdu ?" }).click();
  await page.getByLabel("Adresse email :").fill("nulle-part");
  await page.getByRole("button", { name: "Recevoir le lien" }).click();
  await expect(page.getByLabel("Adresse email :")).toHaveAccessibleDescription(/adresse email valide/);
  await expect(page.getByLabel("Adresse email :")).toBeFocused();
});

test("“Icône :” sets the icon shown in the thread and in the list of topics", async ({ page }) => {
  await signInByApi(page, person("Tiphaine"));
  await page.goto("/f/banc/new");
  const title = unique("Avec une étoile");
  await page.getByLabel("Titre :").fill(title);
  await pickIcon(page, "Étoile");
  await message(page).fill("Le sujet porte une étoile.");
  await page.getByRole("button", { name: "Publier le sujet" }).click();
  await expect(page.getByRole("article").getByRole("img", { name: "Étoile" })).toBeVisible();
  await page.getByRole("link", { name: "Retour au forum" }).first().click();
  const entry = page.getByRole("listitem").filter({ hasText: title });
  await expect(entry.getByRole("img", { name: "Étoile" })).toBeVisible();
});

test("“Message :” has a toolbar that formats the selection and smilies that are inserted at the caret", async ({ page }) => {
  await open(page);
  await message(page).fill("mot");
  await message(page).selectText();
  await page.getByRole("toolbar", { name: "Mise en forme" }).getByRole("button", { name: "Gras" }).click();
  await expect(message(page)).toHaveValue("[b]mot[/b]");
  await message(page).press("Control+End");
  await page.getByRole("toolbar", { name: "Smilies", exact: true }).getByRole("button", { name: "clin d’œil" }).click();
  await expect(message(page)).toHaveValue("[b]mot[/b] ;) ");
});

test("“Smilies personnalisés” opens the forum's smilies, and a click inserts one", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Smilies personnalisés" }).click();
  const panel = page.getByRole("toolbar", { name: "Smilies personnalisés" });
  await panel.getByRole("button").first().click();
  await expect(message(page)).toHaveValue(/\[:[^\]]+\]/);
});

test("“Notification par email” stays checked while the topic is watched, and unchecking ends the subscription", async ({ page }) => {
  await signInByApi(page, person("Winifred"));
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

test("“Désactiver les smilies” shows the codes in this post as text", async ({ page }) => {
  await signInByApi(page, person("Marlow"));
  await open(page);
  await page.getByLabel("Désactiver les smilies").check();
  const text = unique("Code nu");
  await message(page).fill(`${text} :)`);
  await send(page).click();
  await expect(posts(page, `${text} :)`)).toHaveCount(1);
});

test("“Activer votre signature” shows the signature from the account page", async ({ page }) => {
  await signInByApi(page, person("Ismaël"));
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

test("“Envoyer la réponse” sends the reply once with Ctrl + Enter", async ({ page }) => {
  await signInByApi(page, person("Honorine"));
  await open(page);
  const text = unique("Au clavier");
  await message(page).fill(text);
  await message(page).press("Control+Enter");
  await expect(posts(page, text)).toHaveCount(1);
});

test("“Dernières réponses” lists the newest post first and can quote it", async ({ page }) => {
  await open(page);
  const review = page.getByRole("region", { name: "Dernières réponses" });
  const newest = await page.request.get(`/api/topics/${TOPIC.eggs}/review`);
  const [first] = (await newest.json()).posts;
  await expect(review.getByRole("listitem").first()).toContainText(first.author.pseudo);
  await review.getByRole("button", { name: /^Citer/ }).first().click();
  await expect(message(page)).toHaveValue(new RegExp(`^\\[quote=`));
});

test("“créer forum” asks to sign in and then shows the form for a new forum", async ({ page }) => {
  await open(page);
  await page.getByRole("link", { name: "créer forum" }).click();
  await expect(page.getByText("Connectez-vous pour voir cette page.")).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "Se connecter" }).click();
  await fillCredentials(page, person("Kofi"));
  await page.getByRole("main").getByRole("button", { name: "Se connecter" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Créer un forum" })).toBeVisible();
});
