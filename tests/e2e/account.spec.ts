// Account settings: avatar, password, sessions, and deleting the account.

import { PNG, expect, test } from "./fixtures";
import { TOPIC, createAccount, fillCredentials, message, person, posts, send, signInByApi, unique } from "./people";

test("an avatar replaces the initials until it is removed", async ({ page }) => {
  await signInByApi(page, person("Colette"));
  await page.goto("/account");
  await page.getByLabel("Choisir une image :").setInputFiles({
    name: "moi.png",
    mimeType: "image/png",
    buffer: PNG,
  });
  await expect(page.getByRole("button", { name: "Supprimer l’image" })).toBeVisible();
  await page.goto(`/t/${TOPIC.eggs}`);
  const article = page.getByRole("article", { name: /de Colette/ }).first();
  await expect(article.locator("img.avatar")).toHaveAttribute("src", /^\/pictures\//);
  await page.goto("/account");
  await page.getByRole("button", { name: "Supprimer l’image" }).click();
  await expect(page.locator("img.avatar")).toHaveCount(0);
});

test("a file that is not an image is rejected with advice", async ({ page }) => {
  await signInByApi(page, person("Colette"));
  await page.goto("/account");
  await page.getByLabel("Choisir une image :").setInputFiles({
    name: "moi.png",
    mimeType: "image/png",
    buffer: Buffer.from("<svg onload=alert(1)>"),
  });
  await expect(page.getByText("Cette image n’a pas pu être lue")).toBeVisible();
});

test("changing the password requires the old one and ends the other sessions", async ({
  page,
  browser,
  baseURL,
  mailbox,
}) => {
  const who = await createAccount(page, mailbox, "Nadia");
  const elsewhere = await browser.newContext({ baseURL, locale: "fr-FR" });
  const other = await elsewhere.newPage();
  await signInByApi(other, who);
  await page.goto("/account");
  await expect(page.getByText("Cette session")).toBeVisible();
  await page.getByRole("link", { name: "Changer le mot de passe" }).click();
  await page.getByLabel("Mot de passe :", { exact: true }).fill("pas le bon");
  await page.getByLabel("Nouveau mot de passe :").fill("sept huîtres et un citron");
  await page.getByRole("button", { name: "Changer le mot de passe" }).click();
  await expect(page.getByText("Pseudo ou mot de passe incorrect.")).toBeVisible();
  await expect(page.getByLabel("Nouveau mot de passe :")).toHaveValue("sept huîtres et un citron");
  await page.getByLabel("Mot de passe :", { exact: true }).fill(who.password);
  await page.getByRole("button", { name: "Changer le mot de passe" }).click();
  await expect(page.getByText("Mot de passe changé")).toBeVisible();
  await other.goto("/account");
  await expect(other.getByText("Connectez-vous pour voir cette page.")).toBeVisible();
  await elsewhere.close();
});

test("sessions are listed and can be ended one by one or all at once", async ({ page, browser, baseURL }) => {
  const who = person("Driss");
  const elsewhere = await browser.newContext({ baseURL, locale: "fr-FR", userAgent: "Un autre navigateur" });
  const other = await elsewhere.newPage();
  await signInByApi(other, who);
  await signInByApi(page, who);
  await page.goto("/account");
  await page.getByRole("button", { name: /Fermer la session\s: Un autre navigateur/ }).first().click();
  await expect(page.getByText("Un autre navigateur")).toHaveCount(0);
  await other.goto("/account");
  await expect(other.getByText("Connectez-vous pour voir cette page.")).toBeVisible();
  await page.getByRole("button", { name: "Se déconnecter partout" }).click();
  await expect(page.getByText("Connectez-vous pour voir cette page.")).toBeVisible();
  await elsewhere.close();
});

test("after an account is deleted its posts stay, without its name", async ({ page, mailbox }) => {
  const who = await createAccount(page, mailbox, "Oscar");
  await page.goto(`/t/${TOPIC.eggs}/reply`);
  const text = unique("Avant de partir");
  await message(page).fill(text);
  await send(page).click();
  await expect(posts(page, text)).toHaveCount(1);
  const at = page.url();
  await page.goto("/leave");
  await page.getByLabel("Mot de passe :").fill(who.password);
  await page.getByRole("button", { name: "Supprimer le compte" }).click();
  await expect(page.getByRole("navigation", { name: "Site" }).getByRole("link", { name: "Se connecter" })).toBeVisible();
  await page.goto(at);
  await expect(posts(page, text)).toContainText("Compte supprimé");
  await page.goto("/sign-in");
  await fillCredentials(page, who);
  await page.getByRole("main").getByRole("button", { name: "Se connecter" }).click();
  await expect(page.getByText("Pseudo ou mot de passe incorrect.")).toBeVisible();
});
