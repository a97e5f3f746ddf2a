// Authors change and withdraw their posts. Moderators manage topics, and the audit log records what they did.

import { expect, test } from "./fixtures";
import { TOPIC, message, person, posts, send, signInByApi, unique } from "./people";

test("an author changes a post, withdraws it, and restores it", async ({ page }) => {
  await signInByApi(page, person("Driss"));
  await page.goto(`/t/${TOPIC.eggs}/reply`);
  const text = unique("Première version");
  await message(page).fill(text);
  await send(page).click();
  const post = posts(page, text);
  await post.getByRole("link", { name: "Modifier" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Modifier le message" })).toBeVisible();
  await expect(message(page)).toHaveValue(text);
  const better = unique("Version corrigée");
  await message(page).fill(better);
  await page.getByRole("button", { name: "Enregistrer le message" }).click();
  await expect(posts(page, better)).toContainText("modifié le");

  await posts(page, better).getByRole("button", { name: "Supprimer" }).click();
  const gone = page.getByRole("article").filter({ hasText: "supprimé par son auteur" });
  await expect(gone).toHaveCount(1);
  await gone.getByRole("button", { name: "Rétablir" }).click();
  await expect(posts(page, better)).toHaveCount(1);
  await expect(gone).toHaveCount(0);
});

test("the text of a withdrawn post is sent only to its author and to moderators", async ({ page, browser }) => {
  await signInByApi(page, person("Félix"));
  await page.goto(`/t/${TOPIC.eggs}/reply`);
  const text = unique("À reprendre");
  await message(page).fill(text);
  await send(page).click();
  await posts(page, text).getByRole("button", { name: "Supprimer" }).click();
  await expect(page.getByText("supprimé par son auteur").first()).toBeVisible();
  const stranger = await browser.newContext({ javaScriptEnabled: true });
  const other = await stranger.newPage();
  await other.goto(page.url());
  await expect(other.getByText("supprimé par son auteur").first()).toBeVisible();
  expect(await other.content()).not.toContain(text);
  await stranger.close();
});

test("saving does not overwrite a change that a moderator made meanwhile", async ({ page, browser, baseURL }) => {
  await signInByApi(page, person("Jeanne"));
  await page.goto(`/t/${TOPIC.eggs}/reply`);
  const text = unique("À deux");
  await message(page).fill(text);
  await send(page).click();
  await posts(page, text).getByRole("link", { name: "Modifier" }).click();
  await expect(message(page)).toHaveValue(text);
  const id = page.url().match(/\/p\/(\d+)/)![1];
  const moderator = await browser.newContext({ baseURL });
  const { pseudo, password } = person("Eulalie");
  await moderator.request.post("/api/session", { data: { pseudo, password } });
  const changed = await moderator.request.patch(`/api/posts/${id}`, { data: { body: `${text} (relu)`, seen: null } });
  expect(changed.status()).toBe(200);
  await message(page).fill(`${text}, version de l’auteur`);
  await page.getByRole("button", { name: "Enregistrer le message" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "a été modifié depuis" })).toBeVisible();
  await expect(message(page)).toHaveValue(`${text}, version de l’auteur`);
  await moderator.close();
});

test("a moderator locks, pins, retitles and moves a topic, and the audit log records it", async ({ page }) => {
  await signInByApi(page, person("Anaïs"));
  await page.goto("/f/table/new");
  const title = unique("À déplacer");
  await page.getByLabel("Titre :").fill(title);
  await message(page).fill("Un sujet au mauvais endroit.");
  await page.getByRole("button", { name: "Publier le sujet" }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();

  await page.getByText("Modérer").click();
  await page.getByRole("button", { name: "Verrouiller" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Verrouillé");
  await page.getByRole("button", { name: "Épingler" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Épinglé");
  const better = unique("Bien nommé");
  await page.getByLabel("Modifier le titre").fill(better);
  await page.getByLabel("Modifier le titre").press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toContainText(better);
  await page.getByLabel("Déplacer vers").selectOption({ label: "L’atelier" });
  await page.getByRole("button", { name: "Déplacer le sujet" }).click();
  await expect(page.getByRole("link", { name: "Retour au forum" }).first()).toHaveAttribute("href", "/f/atelier");

  await page.goto("/f/atelier/log");
  await expect(page.getByRole("listitem").filter({ hasText: `a déplacé ${better} vers ce forum` })).toHaveCount(1);
  await page.goto("/f/table/log");
  for (const act of ["a verrouillé", "a épinglé", "vers un autre forum"]) {
    await expect(page.getByRole("listitem").filter({ hasText: act }).first()).toBeVisible();
  }
});

test("arrow keys in “Déplacer vers” move nothing; the button moves the topic, and the move can be undone", async ({ page }) => {
  await signInByApi(page, person("Anaïs"));
  await page.goto(`/t/${TOPIC.eggs}`);
  await page.getByText("Modérer").click();
  const choice = page.getByLabel("Déplacer vers");
  const button = page.getByRole("button", { name: "Déplacer le sujet" });
  await expect(button).toBeDisabled();
  const before = await choice.inputValue();
  await choice.press("ArrowUp");
  await expect(choice).not.toHaveValue(before);
  await expect(page.getByText("Ses liens restent valables.")).toBeVisible();
  const topic = () => page.request.get(`/api/topics/${TOPIC.eggs}`).then((answer) => answer.json());
  expect((await topic()).forum.slug).toBe("table");

  await button.click();
  await expect(page.getByRole("status").filter({ hasText: "Sujet déplacé." })).toBeVisible();
  await expect(page.getByRole("link", { name: "Retour au forum" }).first()).not.toHaveAttribute("href", "/f/table");
  expect((await topic()).forum.slug).not.toBe("table");
  await page.getByRole("button", { name: "Annuler" }).click();
  await expect(page.getByRole("link", { name: "Retour au forum" }).first()).toHaveAttribute("href", "/f/table");
  await expect(choice).toHaveValue(before);
  expect((await topic()).forum.slug).toBe("table");
});

test("a moderator who locks a topic stays where they are and is told what happened", async ({ page }) => {
  await signInByApi(page, person("Anaïs"));
  await page.goto(`/t/${TOPIC.eggs}`);
  const answer = unique("Une réponse commencée");
  await message(page).fill(answer);
  await page.getByText("Modérer").click();
  const lock = page.getByRole("button", { name: "Verrouiller" });
  await lock.evaluate((button) => button.scrollIntoView());
  const before = await page.evaluate(() => scrollY);
  await lock.press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "Sujet verrouillé" })).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Verrouillé");
  const unlock = page.getByRole("button", { name: "Déverrouiller" });
  await expect(unlock).toBeFocused();
  expect(await page.evaluate(() => scrollY)).toBe(before);
  await expect(message(page)).toHaveValue(answer);

  await page.getByRole("button", { name: "Annuler" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Sujet déverrouillé" })).toBeFocused();
  await expect(page.getByRole("heading", { level: 1 })).not.toContainText("Verrouillé");
});

test("a title that is only typed is not saved", async ({ page }) => {
  await signInByApi(page, person("Anaïs"));
  await page.goto(`/t/${TOPIC.eggs}`);
  await page.getByText("Modérer").click();
  const title = page.getByLabel("Modifier le titre");
  const before = await title.inputValue();
  await title.fill("À moitié tap");
  await title.press("Tab");
  await expect(page.getByRole("button", { name: "Enregistrer le titre" })).toBeFocused();
  expect((await (await page.request.get(`/api/topics/${TOPIC.eggs}`)).json()).title).toBe(before);
  await page.getByRole("button", { name: "Enregistrer le titre" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "À moitié tap" })).toBeVisible();
  await page.getByRole("button", { name: "Annuler" }).click();
  await expect(page.getByRole("heading", { level: 1, name: before })).toBeVisible();
  await expect(title).toHaveValue(before);
});

test("after a post is withdrawn, the focus stays on it", async ({ page }) => {
  await signInByApi(page, person("Driss"));
  await page.goto(`/t/${TOPIC.eggs}/reply`);
  const text = unique("À retirer");
  await message(page).fill(text);
  await send(page).click();
  await posts(page, text).getByRole("button", { name: "Supprimer" }).press("Enter");
  const gone = page.getByRole("article").filter({ hasText: "supprimé par son auteur" }).last();
  await expect(gone).toBeFocused();
});

test("members see neither moderation nor the audit log", async ({ page }) => {
  await signInByApi(page, person("Kofi"));
  await page.goto(`/t/${TOPIC.eggs}`);
  await expect(page.getByRole("article").first()).toBeVisible();
  await expect(page.getByText("Modérer")).toHaveCount(0);
  await page.goto("/f/table");
  await expect(page.getByRole("link", { name: "Nouveau sujet" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Journal" })).toHaveCount(0);
  await page.goto("/f/table/log");
  await expect(page.getByText("Vous n’avez pas le droit de faire cela ici.")).toBeVisible();
});
