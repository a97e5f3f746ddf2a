// Errors of the reply form are shown at the field they concern, and no text is lost.

import { expect, test } from "./fixtures";
import { TOPIC, fillCredentials, message, person, posts, send, signIn, unique } from "./people";

test("a wrong password is reported at the password field", async ({ page }) => {
  await page.goto(`/t/${TOPIC.eggs}/reply`);
  await fillCredentials(page, { pseudo: "Anaïs", password: "pas le bon" });
  await message(page).fill("Un texte à garder");
  await send(page).click();
  const password = page.getByLabel("Mot de passe :");
  await expect(password).toBeFocused();
  await expect(password).toHaveAttribute("aria-invalid", "true");
  await expect(password).toHaveAccessibleDescription("Pseudo ou mot de passe incorrect.");
  await expect(message(page)).toHaveValue("Un texte à garder");

  await password.fill("palabre-anais");
  await expect(password).toHaveAttribute("aria-invalid", "false");
  const text = unique("Cette fois c’est le bon.");
  await message(page).fill(text);
  await send(page).click();
  await expect(posts(page, text)).toHaveCount(1);
});

test("an empty form reports every missing field and focuses the first", async ({ page }) => {
  await page.goto(`/t/${TOPIC.eggs}/reply`);
  await send(page).click();
  await expect(page.getByLabel("Pseudo :")).toBeFocused();
  await expect(page.getByLabel("Pseudo :")).toBeInViewport();
  await expect(page.getByLabel("Pseudo :")).toHaveAccessibleDescription("Indiquez votre pseudo.");
  await expect(page.getByLabel("Mot de passe :")).toHaveAccessibleDescription("Indiquez votre mot de passe.");
  await expect(page.getByText("Votre message est vide")).toBeVisible();
});

test("a blank message is reported at the message field", async ({ page }) => {
  await signIn(page, person("Jeanne"));
  await page.goto(`/t/${TOPIC.eggs}/reply`);
  await message(page).fill("  \n ");
  await send(page).click();
  await expect(message(page)).toBeFocused();
  await expect(message(page)).toHaveAccessibleDescription(/Votre message est vide/);
});

test("a message that is too long is counted, rejected and kept", async ({ page }) => {
  await signIn(page, person("Marlow"));
  await page.goto(`/t/${TOPIC.eggs}/reply`);
  const long = "é".repeat(60_001);
  await message(page).fill(long);
  await expect(page.getByText(/60.001 \/ 60.000 caractères/)).toBeVisible();
  await send(page).click();
  await expect(message(page)).toBeFocused();
  await expect(message(page)).toHaveAccessibleDescription(/Raccourcissez-le ou envoyez-le en deux fois/);
  await expect(message(page)).toHaveValue(long);
  await message(page).fill("court");
  await expect(message(page)).toHaveAttribute("aria-invalid", "false");
});

test("a topic that was locked meanwhile rejects the reply, and the text is kept", async ({ page }) => {
  await signIn(page, person("Winifred"));
  await page.goto(`/t/${TOPIC.eggs}/reply`);
  await message(page).fill("Trop tard");
  // Redirects the request to the locked topic, so that the server itself rejects it.
  await page.route(`**/api/topics/${TOPIC.eggs}/posts`, (route) =>
    route.continue({ url: route.request().url().replace(`/${TOPIC.eggs}/`, `/${TOPIC.locked}/`) }),
  );
  await send(page).click();
  const notice = page.getByRole("alert").filter({ hasText: "verrouillé" });
  await expect(notice).toBeFocused();
  await expect(notice).toContainText("Votre texte est intact.");
  await expect(message(page)).toHaveValue("Trop tard");
});

test("without a network the text is kept, and it is sent when the network is back", async ({ page, context }) => {
  await signIn(page, person("Tiphaine"));
  await page.goto(`/t/${TOPIC.eggs}/reply`);
  const text = unique("Dans le tunnel");
  await message(page).fill(text);
  await context.setOffline(true);
  await send(page).click();
  const notice = page.getByRole("alert").filter({ hasText: "ne répond pas" });
  await expect(notice).toBeFocused();
  await expect(message(page)).toHaveValue(text);
  await context.setOffline(false);
  await send(page).click();
  await expect(posts(page, text)).toHaveCount(1);
});

test("if the session ended while writing, the form asks for pseudo and password and keeps the text", async ({ page, context }) => {
  await signIn(page, person("Eulalie"));
  await page.goto(`/t/${TOPIC.eggs}/reply`);
  const text = unique("Après la sieste");
  await message(page).fill(text);
  await context.clearCookies();
  await send(page).click();
  await expect(page.getByText("Vous n’êtes plus connecté")).toBeVisible();
  await expect(message(page)).toHaveValue(text);
  await fillCredentials(page, person("Eulalie"));
  await send(page).click();
  await expect(posts(page, text)).toHaveCount(1);
});
