// The life of a forum, from the first sign-up to the last notification. Mails go through a real SMTP server.

import { type Page } from "@playwright/test";
import { PNG, expect, test } from "./fixtures";
import type { Mailbox } from "./mailbox.mjs";
import { message, pickIcon, posts, send, unique } from "./people";

const id = Math.random().toString(36).slice(2, 8);
const PASSWORD = "quatre corbeaux sur le toit";

/** Signs up on the current page and follows the link in the mail. */
async function signUp(page: Page, mailbox: Mailbox, pseudo: string, email: string): Promise<void> {
  // The page before it may have a field of the same name.
  await expect(page.getByRole("heading", { level: 1, name: "S’inscrire" })).toBeVisible();
  await page.getByLabel("Pseudo :").fill(pseudo);
  await page.getByLabel("Adresse email :").fill(email);
  await page.getByLabel("Mot de passe :").fill(PASSWORD);
  await page.getByRole("button", { name: "Créer le compte" }).click();
  await expect(page.getByText("Consultez vos emails")).toBeVisible();
  const mail = await mailbox.next(email, "Confirmez");
  await page.goto(mail.links[0]);
  await page.getByRole("button", { name: "Confirmer et continuer" }).click();
  await expect(page.getByRole("navigation", { name: "Site" })).toContainText(pseudo);
}

test("sign-up, new forum, smiley, topic, reply, notification and unsubscription", async ({ page, browser, baseURL, mailbox }) => {
  test.setTimeout(90_000);
  const [first, second] = [`alma-${id}@example.org`, `bruno-${id}@example.org`];

  // Sign up, confirm, create a forum.
  await page.goto("/sign-up?back=%2Fnew-forum");
  await signUp(page, mailbox, `Alma ${id}`, first);
  await expect(page.getByRole("heading", { level: 1, name: "Créer un forum" })).toBeVisible();
  await page.getByLabel("Nom :").fill(`La cour ${id}`);
  await page.getByLabel("Adresse :").fill(`cour-${id}`);
  await page.getByLabel("Description :").fill("On s’assied, on parle.");
  await page.getByLabel("Couleur :").fill("#3d6b8c");
  await page.getByRole("button", { name: "Créer le forum" }).click();
  await expect(page.getByRole("heading", { level: 1, name: `La cour ${id}` })).toBeVisible();

  // The form says that the forum has no smilies. Add one; the form then offers it.
  await page.getByRole("link", { name: "Nouveau sujet" }).click();
  await page.getByRole("button", { name: "Smilies personnalisés" }).click();
  await expect(page.getByText("Ce forum n’a pas encore de smilies personnalisés.")).toBeVisible();
  await page.getByRole("link", { name: "Retour au forum" }).click();
  await page.getByText("Gérer").click();
  await page.getByRole("link", { name: "Smilies", exact: true }).click();
  await page.getByLabel("Ajouter des images :").setInputFiles({
    name: "braise.png",
    mimeType: "image/png",
    buffer: PNG,
  });
  await expect(page.getByLabel("Nom de [:braise]")).toHaveValue("braise");

  // Open a topic with it.
  await page.getByRole("link", { name: "Retour au forum" }).click();
  await page.getByRole("link", { name: "Nouveau sujet" }).click();
  const title = `Premier feu ${id}`;
  await page.getByLabel("Titre :").fill(title);
  await pickIcon(page, "Idée");
  await page.getByRole("button", { name: "Smilies personnalisés" }).click();
  const panel = page.getByRole("toolbar", { name: "Smilies personnalisés" });
  await expect(panel.getByRole("button", { name: "braise" })).toBeVisible();
  await message(page).fill("Approchez [:braise]");
  await page.getByRole("button", { name: "Publier le sujet" }).click();
  await expect(page.getByRole("article").getByRole("img", { name: "braise" })).toBeVisible();
  const topic = new URL(page.url()).pathname;

  // A second person signs up by the link in the reply form. The text is kept.
  const elsewhere = await browser.newContext({ baseURL, locale: "fr-FR" });
  const other = await elsewhere.newPage();
  await other.goto(`${topic}/reply`);
  const answer = unique("J’apporte du bois");
  await message(other).fill(answer);
  await other.getByLabel(/Notification par email/).check();
  await other.getByRole("link", { name: "S’inscrire ?" }).click();
  await signUp(other, mailbox, `Bruno ${id}`, second);
  await expect(message(other)).toHaveValue(answer);
  await expect(other.getByLabel(/Notification par email/)).toBeChecked();
  await send(other).click();
  await expect(posts(other, answer)).toHaveCount(1);

  // The first person replies, and the second gets one notification.
  const reply = unique("Merci, [b]pose-le[/b] là");
  await page.goto(`${topic}/reply`);
  await message(page).fill(reply);
  await send(page).click();
  await expect(page.getByRole("article")).toHaveCount(3);
  const notice = await mailbox.next(second, title);
  expect(notice.text).toContain(`Alma ${id}`);
  expect(notice.text).toContain("pose-le");
  expect(notice.html).toContain("<strong>pose-le</strong>");
  expect(notice.headers["list-unsubscribe-post"]).toBe("List-Unsubscribe=One-Click");
  const [toPost] = notice.links.filter((link) => link.includes("/p/"));
  await other.goto(toPost);
  await expect(other.getByRole("article").last()).toBeFocused();

  // After unsubscribing by the link, no further mail arrives.
  const [stop] = notice.links.filter((link) => link.includes("/unsubscribe/"));
  await other.goto(stop);
  await expect(other.getByText(title)).toBeVisible();
  await other.getByRole("button", { name: "Ne plus recevoir d’emails pour ce sujet" }).click();
  await expect(other.getByText(/C’est fait/)).toBeVisible();
  await page.goto(`${topic}/reply`);
  await message(page).fill(unique("Encore un mot"));
  await send(page).click();
  await expect(page.getByRole("article")).toHaveCount(4);
  // Mails are sent in order: after this one, no notification can arrive.
  await other.goto("/lost-password");
  await other.getByLabel("Adresse email :").fill(second);
  await other.getByRole("button", { name: "Recevoir le lien" }).click();
  await mailbox.next(second, "Choisir un nouveau mot de passe");
  expect(mailbox.received(second).filter((mail) => mail.subject.includes(title))).toHaveLength(1);
  await elsewhere.close();
});

test("a password reset link works once and ends every other session", async ({
  page,
  browser,
  baseURL,
  mailbox,
}) => {
  const email = `carla-${id}@example.org`;
  await page.goto("/sign-up");
  await signUp(page, mailbox, `Carla ${id}`, email);

  const elsewhere = await browser.newContext({ baseURL, locale: "fr-FR" });
  const other = await elsewhere.newPage();
  await other.goto("/lost-password");
  await other.getByLabel("Adresse email :").fill(`personne-${id}@example.org`);
  await other.getByRole("button", { name: "Recevoir le lien" }).click();
  const said = await other.getByText("Si un compte utilise cette adresse").textContent();
  await other.getByLabel("Adresse email :").fill(email);
  await other.getByRole("button", { name: "Recevoir le lien" }).click();
  await expect(other.getByText(said!)).toBeVisible();
  const mail = await mailbox.next(email, "Choisir un nouveau mot de passe");
  expect(mailbox.received(`personne-${id}@example.org`)).toEqual([]);

  await other.goto(mail.links[0]);
  await other.getByLabel("Nouveau mot de passe :").fill("12345678");
  await other.getByRole("button", { name: "Enregistrer" }).click();
  await expect(other.getByLabel("Nouveau mot de passe :")).toHaveAccessibleDescription(/trop courant/);
  await other.getByLabel("Nouveau mot de passe :").fill("cinq hiboux dans la grange");
  await other.getByRole("button", { name: "Enregistrer" }).click();
  await expect(other.getByRole("heading", { level: 1, name: "Mon compte" })).toBeVisible();

  // The first session has ended, and the link works no longer.
  await page.goto("/account");
  await expect(page.getByText("Connectez-vous pour voir cette page.")).toBeVisible();
  await page.goto(mail.links[0]);
  await page.getByLabel("Nouveau mot de passe :").fill("six merles sous la pluie");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByText("Ce lien a expiré ou a déjà servi")).toBeVisible();
  await elsewhere.close();
});
