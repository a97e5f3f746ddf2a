// Accounts and topics of the sample forum, and actions that many specs share.

import { type Page, expect } from "@playwright/test";
import type { Mailbox } from "./mailbox.mjs";

/** A sample account. Its password is `palabre-` followed by the pseudo in lower case without accents. */
export interface Person {
  pseudo: string;
  password: string;
}

export const person = (pseudo: string): Person => ({
  pseudo,
  password: `palabre-${pseudo.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "")}`,
});

/** Topics of the sample forum. */
export const TOPIC = {
  /** Contains every element of the markup. */
  welcome: 1,
  /** Has three pages. */
  objects: 2,
  /** Is locked. */
  locked: 3,
  /** Has 250 posts. */
  bread: 4,
  /** Has a few posts. Tests reply here. */
  eggs: 5,
  /** Starts with a post of 33,000 characters. */
  clock: 6,
};

/** Fills in pseudo and password. */
export async function fillCredentials(page: Page, { pseudo, password }: Person): Promise<void> {
  await page.getByLabel("Pseudo").fill(pseudo);
  await page.getByLabel("Mot de passe", { exact: false }).first().fill(password);
}

/** Signs in on the sign-in page. */
export async function signIn(page: Page, who: Person): Promise<void> {
  await page.goto("/sign-in");
  await fillCredentials(page, who);
  await page.getByRole("main").getByRole("button", { name: "Se connecter" }).click();
  await expect(page.getByRole("navigation", { name: "Site" }).getByRole("link", { name: who.pseudo })).toBeVisible();
}

/** Signs in through the API, for tests that do not test signing in. */
export async function signInByApi(page: Page, { pseudo, password }: Person): Promise<void> {
  const answer = await page.request.post("/api/session", { data: { pseudo, password } });
  expect(answer.ok()).toBe(true);
}

/** Creates an account, confirms it by mail and signs in, for a test whose changes would disturb others. */
export async function createAccount(page: Page, mailbox: Mailbox, name: string): Promise<Person> {
  const id = Math.random().toString(36).slice(2, 8);
  const [pseudo, email, password] = [`${name} ${id}`, `${id}@example.org`, "huit cigognes au village"];
  const asked = await page.request.post("/api/accounts", { data: { pseudo, email, password } });
  expect(asked.status()).toBe(202);
  const [link] = (await mailbox.next(email, "Confirmez")).links;
  const token = new URL(link).searchParams.get("token");
  const opened = await page.request.post("/api/accounts/confirm", { data: { token } });
  expect(opened.status()).toBe(200);
  return { pseudo, password };
}

/** A text that occurs in no other test. */
export const unique = (text: string): string => `${text} ${Math.random().toString(36).slice(2, 10)}`;

/** The message field. */
export const message = (page: Page) => page.getByLabel("Message :");

/** The button that sends the reply in the form of the server's HTML, which needs no app. */
export const plainSend = (page: Page) => page.getByRole("button", { name: "Envoyer la réponse" });

/** The button that sends the reply in the app's form. A click waits until that form has replaced the server's. */
export const send = (page: Page) => plainSend(page).and(page.locator("[aria-keyshortcuts]"));

/** Picks a message icon by its label: the radio button itself is visually hidden. */
export async function pickIcon(page: Page, name: string): Promise<void> {
  const icons = page.getByRole("radiogroup", { name: "Icône :" });
  await icons.getByTitle(name, { exact: true }).click();
  await expect(icons.getByRole("radio", { name })).toBeChecked();
}

/** The posts that contain a text. */
export const posts = (page: Page, text: string) => page.getByRole("article").filter({ hasText: text });
