// Each forum decides who may read and who may write.

import { expect, test } from "./fixtures";
import { fillCredentials, message, person, posts, send, signInByApi, unique } from "./people";

/** Creates a forum with these settings and a topic in it through the API, as Eulalie. `topic` is the topic's path. */
async function forum(request, settings: object): Promise<{ slug: string; topic: string }> {
  const { pseudo, password } = person("Eulalie");
  await request.post("/api/session", { data: { pseudo, password } });
  const slug = `salle-${Math.random().toString(36).slice(2, 8)}`;
  const opened = await request.post("/api/forums", { data: { slug, name: slug, language: "fr", ...settings } });
  expect(opened.status()).toBe(201);
  const posted = await request.post(`/api/forums/${slug}/topics`, {
    headers: { "Idempotency-Key": crypto.randomUUID() },
    data: { title: "Entrez", post: { body: "Bienvenue" } },
  });
  const { post } = await posted.json();
  await request.delete("/api/session");
  return { slug, topic: `/t/${post.topic}` };
}

test("a guest writes with a name alone, but not with the name of an account", async ({ page, playwright, baseURL }) => {
  const request = await playwright.request.newContext({ baseURL });
  const { topic } = await forum(request, { writers: "guest" });
  await page.goto(`${topic}/reply`);
  await expect(page.getByText("Sans mot de passe, vous écrivez en invité")).toBeVisible();
  const text = unique("De passage");
  await message(page).fill(text);
  await page.getByLabel("Pseudo :").fill("Anaïs");
  await send(page).click();
  await expect(page.getByLabel("Pseudo :")).toHaveAccessibleDescription(/déjà pris/);
  await expect(message(page)).toHaveValue(text);
  // The first letter is Cyrillic: the form rejects the name before it sends anything.
  await page.getByLabel("Pseudo :").fill("\u0410naïs");
  await send(page).click();
  await expect(page.getByLabel("Pseudo :")).toHaveAccessibleDescription(/mêle des alphabets/);
  await page.getByLabel("Pseudo :").fill("Ana\u2800ïs");
  await send(page).click();
  await expect(page.getByLabel("Pseudo :")).toHaveAccessibleDescription(/caractère invisible/);
  await page.getByLabel("Pseudo :").fill("Une passante");
  await send(page).click();
  await expect(posts(page, text)).toContainText("Une passante");
  await expect(page.getByRole("link", { name: "Se connecter" })).toBeVisible();
  await request.dispose();
});

test("a forum for members asks visitors to sign in, then shows the page they requested", async ({ page, playwright, baseURL }) => {
  const request = await playwright.request.newContext({ baseURL });
  const { slug, topic } = await forum(request, { readers: "member" });
  await page.goto("/");
  await expect(page.getByRole("listitem").first()).toBeVisible();
  await expect(page.getByRole("link", { name: slug })).toHaveCount(0);
  await page.goto(topic);
  await expect(page.getByText("Connectez-vous pour voir cette page.")).toBeVisible();
  expect(await page.content()).not.toContain("Bienvenue");
  await page.getByRole("main").getByRole("link", { name: "Se connecter" }).click();
  await fillCredentials(page, person("Kofi"));
  await page.getByRole("main").getByRole("button", { name: "Se connecter" }).click();
  await expect(posts(page, "Bienvenue")).toHaveCount(1);
  await request.dispose();
});

test("in a forum where only moderators write, a member can read and sees a notice", async ({ page, playwright, baseURL }) => {
  const request = await playwright.request.newContext({ baseURL });
  const { slug, topic } = await forum(request, { writers: "moderator" });
  await signInByApi(page, person("Kofi"));
  await page.goto(topic);
  await expect(page.getByText("Vous pouvez lire ce forum, mais pas y écrire.")).toBeVisible();
  await page.goto(`/f/${slug}`);
  await expect(page.getByRole("link", { name: "Entrez" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Nouveau sujet" })).toHaveCount(0);
  await request.dispose();
});
