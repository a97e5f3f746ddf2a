// People of the sample forum, and what they do again and again.

import { type Page, expect } from "@playwright/test";
import type { Mailbox } from "./mailbox.mjs";

/** A sample account; each has the password `palabre-` and its pseudo in lower case without accents. */
export interface Person {
  pseudo: string;
  password: string;
}

export const person = (pseudo: string): Person => ({
  pseudo,
  password: `palabre-${pseudo.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "")}`,
});

/** Topics of the sample forum, by what they are good for. */
export const TOPIC = {
  /** Every element of the markup. */
  welcome: 1,
  /** Three pages. */
  objects: 2,
  /** Takes no replies. */
  locked: 3,
  /** 250 posts. */
  bread: 4,
  /** A few posts, for replies of tests. */
  eggs: 5,
  /** Opens with a post of 33,000 characters. */
  clock: 6,
};

/** Fills in who writes, in a form that asks for it. */
export async function introduce(page: Page, { pseudo, password }: Person): Promise<void> {
  await page.getByLabel("Pseudo").fill(pseudo);
  await page.getByLabel("Mot de passe", { exact: false }).first().fill(password);
}

/** Signs in on the page for it. */
export async function signIn(page: Page, who: Person): Promise<void> {
  await page.goto("/sign-in");
  await introduce(page, who);
  await page.getByRole("main").getByRole("button", { name: "Se connecter" }).click();
  await expect(page.getByRole("navigation", { name: "Site" }).getByRole("link", { name: who.pseudo })).toBeVisible();
}

/** Signs in without the page for it, for tests of something else. */
export async function enter(page: Page, { pseudo, password }: Person): Promise<void> {
  const answer = await page.request.post("/api/session", { data: { pseudo, password } });
  expect(answer.ok()).toBe(true);
}

/** Opens an account by mail, for a test that changes it beyond what others bear, and signs in to it. */
export async function newcomer(page: Page, mailbox: Mailbox, name: string): Promise<Person> {
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

/** A text that no other test writes. */
export const unique = (text: string): string => `${text} ${Math.random().toString(36).slice(2, 10)}`;

/** The field that a reply is written in. */
export const message = (page: Page) => page.getByLabel("Message :");

/** The button that sends a reply. */
export const send = (page: Page) => page.getByRole("button", { name: "Envoyer la réponse" });

/** The posts of a thread that hold a text. */
export const posts = (page: Page, text: string) => page.getByRole("article").filter({ hasText: text });
