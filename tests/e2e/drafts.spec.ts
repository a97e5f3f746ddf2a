// Drafts: their owners, and the tabs that write them. No text may be lost, posted twice or posted under a wrong name,
// even if responses are lost, tabs compete or the account changes.

import { type Page } from "@playwright/test";
import { expect, isolateTab, loseResponse, test } from "./fixtures";
import { TOPIC, fillCredentials, message, person, posts, send, signIn, signInByApi, unique } from "./people";

const reply = (topic: number) => `/t/${topic}/reply`;
const signOut = (page: Page) =>
  page.getByRole("navigation", { name: "Site" }).getByRole("button", { name: "Se déconnecter" }).click();
const stored = (page: Page) => expect(page.getByText("Brouillon enregistré dans ce navigateur")).toBeVisible();
const offer = (page: Page) => page.getByRole("status").filter({ hasText: "un autre message non envoyé" });

// Each tab used to overwrite the other's draft, and sending in one tab deleted the draft of the other.
test("two tabs on one topic have separate drafts, and sending one keeps the other", async ({ context }) => {
  const [first, second] = [await context.newPage(), await context.newPage()];
  await signInByApi(first, person("Driss"));
  await first.goto(reply(TOPIC.objects));
  const sent = unique("Du premier onglet");
  await message(first).fill(sent);
  await stored(first);
  await second.goto(reply(TOPIC.objects));
  await expect(offer(second)).toContainText(sent);
  await expect(message(second)).toHaveValue("");
  const other = unique("Du second onglet");
  await message(second).fill(other);
  await stored(second);
  await send(first).click();
  await expect(posts(first, sent)).toHaveCount(1);
  await second.reload();
  await expect(message(second)).toHaveValue(other);
  await expect(offer(second)).toHaveCount(0);
});

test("a draft resumed in a second tab stays visible in both, and the first tab shows a notice", async ({ context }) => {
  const [first, second] = [await context.newPage(), await context.newPage()];
  await signInByApi(first, person("Félix"));
  await first.goto(reply(TOPIC.clock));
  const text = unique("Commencé ici");
  await message(first).fill(text);
  await stored(first);
  await second.goto(reply(TOPIC.clock));
  await offer(second).getByRole("button", { name: "Le reprendre" }).click();
  await expect(message(second)).toHaveValue(text);
  await expect(message(second)).toBeFocused();
  await expect(first.getByText("Ce brouillon est maintenant ouvert dans un autre onglet.")).toBeVisible();
  await message(first).fill(`${text}, continué ici`);
  await stored(first);
  await second.reload();
  await expect(message(second)).toHaveValue(text);
  await first.reload();
  await expect(message(first)).toHaveValue(`${text}, continué ici`);
});

// After one person typed and signed out, the next person to sign in saw the text and could post it as their own.
test("a draft is hidden from the next person who signs in, and returns to its author", async ({ page }) => {
  await signIn(page, person("Bastien"));
  await page.goto(reply(TOPIC.objects));
  const text = unique("De Bastien seul");
  await message(page).fill(text);
  await stored(page);
  await signOut(page);
  await expect(message(page)).toHaveValue("");
  await expect(page.getByText("la personne qui l’a écrit le retrouvera")).toBeVisible();
  await signIn(page, person("Colette"));
  await page.goto(reply(TOPIC.objects));
  await expect(page.getByRole("navigation", { name: "Site" })).toContainText("Colette");
  await expect(message(page)).toHaveValue("");
  await expect(offer(page)).toHaveCount(0);
  await signOut(page);
  await signIn(page, person("Bastien"));
  await page.goto(reply(TOPIC.objects));
  await expect(message(page)).toHaveValue(text);
});

test("a text typed before signing in is kept", async ({ page }) => {
  await page.goto(reply(TOPIC.clock));
  const text = unique("Avant de me connecter");
  await message(page).fill(text);
  await stored(page);
  await page.getByRole("navigation", { name: "Site" }).getByRole("link", { name: "Se connecter" }).click();
  await fillCredentials(page, person("Jeanne"));
  await page.getByRole("main").getByRole("button", { name: "Se connecter" }).click();
  await expect(page).toHaveURL(new RegExp(`${reply(TOPIC.clock)}$`));
  await expect(message(page)).toHaveValue(text);
  await expect(offer(page)).toHaveCount(0);
});

test("a guest's draft is offered, not filled in, to a person who signs in later", async ({ page }) => {
  await page.goto(reply(TOPIC.clock));
  const text = unique("Sans compte");
  await message(page).fill(text);
  await stored(page);
  await page.goto("/");
  await signInByApi(page, person("Kofi"));
  await page.goto(reply(TOPIC.clock));
  await expect(offer(page)).toContainText(text);
  await expect(message(page)).toHaveValue("");
});

test("a tab follows sign-out and sign-in in another tab", async ({ context }) => {
  const [first, second] = [await context.newPage(), await context.newPage()];
  await signIn(first, person("Gwenaëlle"));
  await second.goto(reply(TOPIC.objects));
  const text = unique("De Gwenaëlle");
  await message(second).fill(text);
  await stored(second);
  await signOut(first);
  await expect(second.getByLabel("Pseudo :")).toBeVisible();
  await expect(message(second)).toHaveValue("");
  await signIn(first, person("Honorine"));
  await expect(second.getByRole("main").getByText("Honorine", { exact: true })).toBeVisible();
});

// A tab showed Bastien while Colette had signed in in another tab, and "Send" posted as Colette.
test("a reply is not posted under a name other than the one in the form", async ({ context, browser, baseURL }) => {
  const page = await context.newPage();
  await isolateTab(page);
  await signInByApi(page, person("Bastien"));
  await page.goto(reply(TOPIC.objects));
  await expect(page.getByRole("main").getByText("Bastien", { exact: true })).toBeVisible();
  const text = unique("Sous quel nom ?");
  await message(page).fill(text);
  await signInByApi(page, person("Colette"));
  await send(page).click();
  const question = page.getByRole("alert").filter({ hasText: "Vous êtes connecté en tant que Colette" });
  await expect(question).toBeFocused();
  await expect(message(page)).toHaveValue(text);
  const reader = await browser.newPage({ baseURL });
  await reader.goto(`/t/${TOPIC.objects}?page=99`);
  await expect(posts(reader, text)).toHaveCount(0);
  await question.getByRole("button", { name: "Changer de compte" }).click();
  await fillCredentials(page, person("Bastien"));
  await send(page).click();
  await expect(posts(page, text)).toHaveCount(1);
  await expect(posts(page, text)).toContainText("Bastien");
  await reader.close();
});

test("a text can be posted from another account after a confirmation", async ({ page, context }) => {
  await signInByApi(page, person("Bastien"));
  await page.goto(reply(TOPIC.objects));
  const text = unique("Finalement de Marlow");
  await message(page).fill(text);
  await stored(page);
  await context.clearCookies();
  await send(page).click();
  await fillCredentials(page, person("Marlow"));
  await send(page).click();
  const question = page.getByRole("alert").filter({ hasText: "Marlow" });
  await question.getByRole("button", { name: "Envoyer en tant que Marlow" }).click();
  await expect(posts(page, text)).toHaveCount(1);
  await expect(posts(page, text)).toContainText("Marlow");
});

/** Sends a text, loses the response, then sends a changed text. Returns the question that follows. */
async function amend(page: Page, first: string, second: string) {
  await page.goto(reply(TOPIC.objects));
  await message(page).fill(first);
  await page.route("**/api/topics/*/posts", loseResponse);
  await send(page).click();
  await expect(page.getByRole("alert").filter({ hasText: "Votre texte est intact" })).toBeVisible();
  await page.unroute("**/api/topics/*/posts");
  await message(page).fill(second);
  await send(page).click();
  const question = page.getByRole("alert").filter({ hasText: "Une version précédente" });
  await expect(question).toBeFocused();
  return question;
}

// A new idempotency key was created at once, so the next click posted a second time.
test("a text changed after a lost response can replace the post that arrived", async ({ page }) => {
  await signInByApi(page, person("Lucienne"));
  const [first, second] = [unique("Version une"), unique("Version deux")];
  const question = await amend(page, first, second);
  await send(page).click();
  await expect(question).toBeFocused();
  await question.getByRole("button", { name: "Modifier le message publié" }).click();
  await expect(posts(page, second)).toHaveCount(1);
  await page.reload();
  await expect(posts(page, second)).toHaveCount(1);
  await expect(posts(page, first)).toHaveCount(0);
});

test("a text changed after a lost response can be posted in addition", async ({ page }) => {
  await signInByApi(page, person("Tiphaine"));
  const [first, second] = [unique("Un"), unique("Deux")];
  const question = await amend(page, first, second);
  await question.getByRole("button", { name: "Publier aussi ce texte" }).click();
  await expect(posts(page, second)).toHaveCount(1);
  await expect(posts(page, first)).toHaveCount(1);
});

// When the page was left while a post was being sent, its draft came back as if it had not been sent.
test("a post that arrives after the page was left keeps no draft", async ({ page }) => {
  await signInByApi(page, person("Winifred"));
  await page.goto(reply(TOPIC.clock));
  const text = unique("Envoyé en partant");
  await message(page).fill(text);
  let answer = () => {};
  const isAnswered = new Promise<void>((resolve) => (answer = resolve));
  await page.route("**/api/topics/*/posts", async (route) => {
    const response = await route.fetch();
    await isAnswered;
    await route.fulfill({ response });
  });
  const arrival = page.waitForResponse("**/api/topics/*/posts");
  await send(page).click();
  await expect(page.getByRole("button", { name: "Envoi en cours…" })).toBeVisible();
  await page.getByRole("link", { name: "Retour au forum" }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("Ajouter une réponse");
  answer();
  await arrival;
  await page.goto(reply(TOPIC.clock));
  await expect(page.getByRole("main").getByText("Winifred", { exact: true }).first()).toBeVisible();
  await expect(message(page)).toHaveValue("");
  await expect(offer(page)).toHaveCount(0);
});

test("after a timeout the form works again, and the next attempt posts once", async ({ page }) => {
  await signInByApi(page, person("Eulalie"));
  await page.clock.install();
  await page.goto(reply(TOPIC.objects));
  const text = unique("Sans réponse");
  await message(page).fill(text);
  await page.route("**/api/topics/*/posts", async (route) => {
    await route.fetch(); // The server gets the request, but the page never gets a response.
  });
  const reached = page.waitForRequest("**/api/topics/*/posts");
  await send(page).click();
  await reached;
  await page.clock.fastForward("00:31");
  await expect(page.getByRole("alert").filter({ hasText: "ne répond pas" })).toBeVisible();
  await expect(message(page)).toHaveValue(text);
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await send(page).click();
  await expect(posts(page, text)).toHaveCount(1);
});

/** Posts through the API from the current account, opens the edit page of the post and returns the post's id. */
async function postAndEdit(page: Page, text: string): Promise<string> {
  const answer = await page.request.post(`/api/topics/${TOPIC.objects}/posts`, {
    headers: { "idempotency-key": crypto.randomUUID() },
    data: { body: text },
  });
  expect(answer.status()).toBe(201);
  const id = String((await answer.json()).post.id);
  await page.goto(`/p/${id}/edit`);
  await expect(message(page)).toHaveValue(text);
  return id;
}
const save = (page: Page) => page.getByRole("button", { name: "Enregistrer le message" });

// The second attempt was rejected as a conflict with its own change.
test("a change whose response was lost is saved by the second attempt", async ({ page }) => {
  await signInByApi(page, person("Anaïs"));
  const text = unique("À corriger");
  await postAndEdit(page, text);
  const better = `${text}, corrigé`;
  await message(page).fill(better);
  await page.route("**/api/posts/*", loseResponse);
  await save(page).click();
  await expect(page.getByRole("alert").filter({ hasText: "ne répond pas" })).toBeVisible();
  await page.unroute("**/api/posts/*");
  await save(page).click();
  await expect(posts(page, better)).toHaveCount(1);
});

// The draft came back with the date of the newer version, so saving it silently overwrote the moderator's change.
test("an old draft of a change does not overwrite a newer text; both are shown", async ({ page, browser, baseURL }) => {
  await signInByApi(page, person("Driss"));
  const text = unique("Trop vif");
  const id = await postAndEdit(page, text);
  const mine = `${text}, et je le maintiens`;
  await message(page).fill(mine);
  await stored(page);
  await page.goto("/");
  const moderator = await browser.newContext({ baseURL });
  const { pseudo, password } = person("Eulalie");
  await moderator.request.post("/api/session", { data: { pseudo, password } });
  const theirs = `${text}, adouci`;
  const changed = await moderator.request.patch(`/api/posts/${id}`, { data: { body: theirs } });
  expect(changed.status()).toBe(200);

  await page.goto(`/p/${id}/edit`);
  const question = page.getByRole("alert").filter({ hasText: "a été modifié depuis" });
  await expect(question.getByLabel("Texte actuel")).toHaveValue(theirs);
  await expect(message(page)).toHaveValue(mine);
  // Saving anyway is rejected, and the question is asked again.
  await save(page).click();
  await expect(question.getByLabel("Texte actuel")).toHaveValue(theirs);
  await question.getByRole("button", { name: "Reprendre le texte actuel" }).click();
  await expect(message(page)).toHaveValue(theirs);
  await message(page).press("Control+z");
  await expect(message(page)).toHaveValue(mine);
  await save(page).click();
  await expect(posts(page, mine)).toHaveCount(1);
  await moderator.close();
});

test("if the browser stores nothing, the text survives navigation in the app, and closing the page asks first", async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("refused", "SecurityError");
      },
    });
  });
  await signInByApi(page, person("Félix"));
  await page.goto(reply(TOPIC.objects));
  await message(page).pressSequentially("Sans mémoire");
  await expect(page.getByText("Ce navigateur ne peut pas enregistrer de brouillon")).toBeVisible();
  await page.getByRole("link", { name: "Retour au forum" }).first().click();
  await page.goBack();
  await expect(message(page)).toHaveValue("Sans mémoire");
  const asked = page.waitForEvent("dialog");
  const leaving = page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.dismiss();
  await leaving;
  await expect(message(page)).toHaveValue("Sans mémoire");
});

test("a draft for a locked or unreachable topic can still be read and copied", async ({ page }) => {
  await signInByApi(page, person("Marlow"));
  await page.goto(reply(TOPIC.objects));
  const text = unique("Trop tard pour répondre");
  await message(page).fill(text);
  await stored(page);
  // Copies the draft to a locked and a missing topic, as if they had become so while it was written.
  await page.evaluate(
    ([from, to]) => {
      for (const key of Object.keys(localStorage).filter((key) => key.includes("draft:"))) {
        const value = localStorage.getItem(key)!;
        localStorage.setItem(key.replace(`:${from}:`, `:${to}:`), value);
        localStorage.setItem(key.replace(`:${from}:`, ":9999:"), value);
      }
    },
    [TOPIC.objects, TOPIC.locked],
  );
  for (const topic of [TOPIC.locked, 9999]) {
    await page.goto(`/t/${topic}`);
    const kept = page.getByLabel("Votre message non envoyé");
    await expect(kept).toHaveValue(text);
    await kept.focus();
    expect(await kept.evaluate((area: HTMLTextAreaElement) => [area.selectionStart, area.selectionEnd])).toEqual([
      0,
      text.length,
    ]);
  }
});
