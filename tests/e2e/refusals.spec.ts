// What stands in the way of a reply is said at its place, and nothing typed is lost.

import { expect, test } from "./fixtures";
import { TOPIC, introduce, message, person, posts, send, signIn, unique } from "./people";

test("a wrong password is said at the password", async ({ page }) => {
  await page.goto(`/t/${TOPIC.eggs}/reply`);
  await introduce(page, { pseudo: "Anaïs", password: "pas le bon" });
  await message(page).fill("Un texte à garder");
  await send(page).click();
  const password = page.getByLabel("Mot de passe :");
  await expect(password).toBeFocused();
  await expect(password).toHaveAttribute("aria-invalid", "true");
  await expect(password).toHaveAccessibleDescription("Ce pseudo et ce mot de passe ne vont pas ensemble.");
  await expect(message(page)).toHaveValue("Un texte à garder");

  await password.fill("palabre-anais");
  await expect(password).toHaveAttribute("aria-invalid", "false");
  const text = unique("Cette fois c’est le bon.");
  await message(page).fill(text);
  await send(page).click();
  await expect(posts(page, text)).toHaveCount(1);
});

test("an empty form says all that is missing and stands at the first of it", async ({ page }) => {
  await page.goto(`/t/${TOPIC.eggs}/reply`);
  await send(page).click();
  await expect(page.getByLabel("Pseudo :")).toBeFocused();
  await expect(page.getByLabel("Pseudo :")).toBeInViewport();
  await expect(page.getByLabel("Pseudo :")).toHaveAccessibleDescription("Indiquez votre pseudo.");
  await expect(page.getByLabel("Mot de passe :")).toHaveAccessibleDescription("Indiquez votre mot de passe.");
  await expect(page.getByText("Le message est vide")).toBeVisible();
});

test("an empty message is said at the message", async ({ page }) => {
  await signIn(page, person("Jeanne"));
  await page.goto(`/t/${TOPIC.eggs}/reply`);
  await message(page).fill("  \n ");
  await send(page).click();
  await expect(message(page)).toBeFocused();
  await expect(message(page)).toHaveAccessibleDescription(/Le message est vide/);
});

test("a message that is too long is counted, refused and kept", async ({ page }) => {
  await signIn(page, person("Marlow"));
  await page.goto(`/t/${TOPIC.eggs}/reply`);
  const long = "é".repeat(60_001);
  await message(page).fill(long);
  await expect(page.getByText(/60.001 \/ 60.000 caractères/)).toBeVisible();
  await send(page).click();
  await expect(message(page)).toBeFocused();
  await expect(message(page)).toHaveAccessibleDescription(/raccourcissez-le ou envoyez-le en deux fois/);
  await expect(message(page)).toHaveValue(long);
  await message(page).fill("court");
  await expect(message(page)).toHaveAttribute("aria-invalid", "false");
});

test("a topic that was locked meanwhile keeps the text and says so", async ({ page }) => {
  await signIn(page, person("Winifred"));
  await page.goto(`/t/${TOPIC.eggs}/reply`);
  await message(page).fill("Trop tard");
  // The same request, sent to the topic that is locked: the refusal is the server's own.
  await page.route(`**/api/topics/${TOPIC.eggs}/posts`, (route) =>
    route.continue({ url: route.request().url().replace(`/${TOPIC.eggs}/`, `/${TOPIC.locked}/`) }),
  );
  await send(page).click();
  const notice = page.getByRole("alert").filter({ hasText: "verrouillé" });
  await expect(notice).toBeFocused();
  await expect(notice).toContainText("Votre texte est intact.");
  await expect(message(page)).toHaveValue("Trop tard");
});

test("without a network the text is kept and goes out once there is one", async ({ page, context }) => {
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

test("a session that ended while writing asks for pseudo and password and keeps the text", async ({ page, context }) => {
  await signIn(page, person("Eulalie"));
  await page.goto(`/t/${TOPIC.eggs}/reply`);
  const text = unique("Après la sieste");
  await message(page).fill(text);
  await context.clearCookies();
  await send(page).click();
  await expect(page.getByText("Vous n’êtes plus connecté")).toBeVisible();
  await expect(message(page)).toHaveValue(text);
  await introduce(page, person("Eulalie"));
  await send(page).click();
  await expect(posts(page, text)).toHaveCount(1);
});
