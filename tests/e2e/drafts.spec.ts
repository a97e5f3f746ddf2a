// Drafts: whose they are, which tab writes them, and that no text is lost, posted twice or posted under the wrong
// name when answers get lost, tabs compete and accounts change.

import { type Page, type Route } from "@playwright/test";
import { expect, test } from "./fixtures";
import { TOPIC, enter, introduce, message, person, posts, send, signIn, unique } from "./people";

const reply = (topic: number) => `/t/${topic}/reply`;
const signOut = (page: Page) =>
  page.getByRole("navigation", { name: "Site" }).getByRole("button", { name: "Se déconnecter" }).click();
const stored = (page: Page) => expect(page.getByText("Brouillon gardé dans ce navigateur")).toBeVisible();
const offer = (page: Page) => page.getByRole("status").filter({ hasText: "Un autre texte non envoyé" });

/** The request reaches the server, and its answer is lost. */
const loseAnswer = async (route: Route) => {
  await route.fetch();
  await route.abort("connectionreset");
};

/** Tabs of this page hear nothing of each other, as in browsers without `BroadcastChannel`. */
const deafen = (page: Page) => page.addInitScript(() => Reflect.deleteProperty(window, "BroadcastChannel"));

// One tab wrote over the other's draft, and the first to send deleted the second's.
test("two tabs on one topic keep a text each, and sending one leaves the other", async ({ context }) => {
  const [first, second] = [await context.newPage(), await context.newPage()];
  await enter(first, person("Driss"));
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

test("a text is taken over from another tab, which says so and loses nothing", async ({ context }) => {
  const [first, second] = [await context.newPage(), await context.newPage()];
  await enter(first, person("Félix"));
  await first.goto(reply(TOPIC.clock));
  const text = unique("Commencé ici");
  await message(first).fill(text);
  await stored(first);
  await second.goto(reply(TOPIC.clock));
  await offer(second).getByRole("button", { name: "Le reprendre" }).click();
  await expect(message(second)).toHaveValue(text);
  await expect(message(second)).toBeFocused();
  await expect(first.getByText("Ce texte se poursuit maintenant dans un autre onglet.")).toBeVisible();
  await message(first).fill(`${text}, continué ici`);
  await stored(first);
  await second.reload();
  await expect(message(second)).toHaveValue(text);
  await first.reload();
  await expect(message(first)).toHaveValue(`${text}, continué ici`);
});

// One typed and signed out, the next signed in, saw the text, and one click posted it as theirs.
test("a draft is hidden from the next person who signs in, and comes back to its writer", async ({ page }) => {
  await signIn(page, person("Bastien"));
  await page.goto(reply(TOPIC.objects));
  const text = unique("De Bastien seul");
  await message(page).fill(text);
  await stored(page);
  await signOut(page);
  await expect(message(page)).toHaveValue("");
  await expect(page.getByText("gardé pour la personne qui l’a écrit")).toBeVisible();
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

test("what was typed before signing in goes along", async ({ page }) => {
  await page.goto(reply(TOPIC.clock));
  const text = unique("Avant de me connecter");
  await message(page).fill(text);
  await stored(page);
  await page.getByRole("navigation", { name: "Site" }).getByRole("link", { name: "Se connecter" }).click();
  await introduce(page, person("Jeanne"));
  await page.getByRole("main").getByRole("button", { name: "Se connecter" }).click();
  await expect(page).toHaveURL(new RegExp(`${reply(TOPIC.clock)}$`));
  await expect(message(page)).toHaveValue(text);
  await expect(offer(page)).toHaveCount(0);
});

test("a text that somebody wrote without an account is offered, not filled in, to who signs in later", async ({ page }) => {
  await page.goto(reply(TOPIC.clock));
  const text = unique("Sans compte");
  await message(page).fill(text);
  await stored(page);
  await page.goto("/");
  await enter(page, person("Kofi"));
  await page.goto(reply(TOPIC.clock));
  await expect(offer(page)).toContainText(text);
  await expect(message(page)).toHaveValue("");
});

test("a tab learns that somebody signed out and in elsewhere", async ({ context }) => {
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

// A tab showed Bastien; Colette had signed in in another one; "Send" posted as Colette.
test("a reply is not posted under a name that the form does not show", async ({ context, browser, baseURL }) => {
  const page = await context.newPage();
  await deafen(page);
  await enter(page, person("Bastien"));
  await page.goto(reply(TOPIC.objects));
  await expect(page.getByRole("main").getByText("Bastien", { exact: true })).toBeVisible();
  const text = unique("Sous quel nom ?");
  await message(page).fill(text);
  await enter(page, person("Colette"));
  await send(page).click();
  const question = page.getByRole("alert").filter({ hasText: "Vous êtes connecté en tant que Colette" });
  await expect(question).toBeFocused();
  await expect(message(page)).toHaveValue(text);
  const reader = await browser.newPage({ baseURL });
  await reader.goto(`/t/${TOPIC.objects}?page=99`);
  await expect(posts(reader, text)).toHaveCount(0);
  await question.getByRole("button", { name: "Changer de compte" }).click();
  await introduce(page, person("Bastien"));
  await send(page).click();
  await expect(posts(page, text)).toHaveCount(1);
  await expect(posts(page, text)).toContainText("Bastien");
  await reader.close();
});

test("whoever wrote a text may post it as somebody else, after being asked", async ({ page, context }) => {
  await enter(page, person("Bastien"));
  await page.goto(reply(TOPIC.objects));
  const text = unique("Finalement de Marlow");
  await message(page).fill(text);
  await stored(page);
  await context.clearCookies();
  await send(page).click();
  await introduce(page, person("Marlow"));
  await send(page).click();
  const question = page.getByRole("alert").filter({ hasText: "Marlow" });
  await question.getByRole("button", { name: "Envoyer en tant que Marlow" }).click();
  await expect(posts(page, text)).toHaveCount(1);
  await expect(posts(page, text)).toContainText("Marlow");
});

/** Sends a first version whose answer is lost, and then an amended one. */
async function amend(page: Page, first: string, second: string) {
  await page.goto(reply(TOPIC.objects));
  await message(page).fill(first);
  await page.route("**/api/topics/*/posts", loseAnswer);
  await send(page).click();
  await expect(page.getByRole("alert").filter({ hasText: "Votre texte est intact" })).toBeVisible();
  await page.unroute("**/api/topics/*/posts");
  await message(page).fill(second);
  await send(page).click();
  const question = page.getByRole("alert").filter({ hasText: "Une version précédente" });
  await expect(question).toBeFocused();
  return question;
}

// The key was renewed at once, so that the next click posted a second time.
test("a text amended after its answer was lost takes the place of the one that arrived", async ({ page }) => {
  await enter(page, person("Lucienne"));
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

test("a text amended after its answer was lost is posted as well, where its writer says so", async ({ page }) => {
  await enter(page, person("Tiphaine"));
  const [first, second] = [unique("Un"), unique("Deux")];
  const question = await amend(page, first, second);
  await question.getByRole("button", { name: "Publier aussi ce texte" }).click();
  await expect(posts(page, second)).toHaveCount(1);
  await expect(posts(page, first)).toHaveCount(1);
});

// The page was left while the post was under way: its draft came back as if it had not been sent.
test("a post that arrives after its page was left leaves no draft", async ({ page }) => {
  await enter(page, person("Winifred"));
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

test("an answer that never comes frees the form, and the next try posts once", async ({ page }) => {
  await enter(page, person("Eulalie"));
  await page.clock.install();
  await page.goto(reply(TOPIC.objects));
  const text = unique("Sans réponse");
  await message(page).fill(text);
  await page.route("**/api/topics/*/posts", async (route) => {
    await route.fetch(); // and no answer
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

/** Posts as whoever is signed in and opens the page that changes the post. Answers with its number. */
async function posted(page: Page, text: string): Promise<string> {
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

// The retry said "changed elsewhere", although it was this very change.
test("a change whose answer was lost is made by the second try", async ({ page }) => {
  await enter(page, person("Anaïs"));
  const text = unique("À corriger");
  await posted(page, text);
  const better = `${text}, corrigé`;
  await message(page).fill(better);
  await page.route("**/api/posts/*", loseAnswer);
  await save(page).click();
  await expect(page.getByRole("alert").filter({ hasText: "ne répond pas" })).toBeVisible();
  await page.unroute("**/api/posts/*");
  await save(page).click();
  await expect(posts(page, better)).toHaveCount(1);
});

// The draft came back with the newer version's mark, and saving it overwrote the moderator's change unseen.
test("an old draft of a change does not overwrite a newer text: both are shown", async ({ page, browser, baseURL }) => {
  await enter(page, person("Driss"));
  const text = unique("Trop vif");
  const id = await posted(page, text);
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
  // Saved all the same, it is refused, and asked again.
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

test("where the browser stores nothing, a text outlives going about the site, and leaving asks first", async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("refused", "SecurityError");
      },
    });
  });
  await enter(page, person("Félix"));
  await page.goto(reply(TOPIC.objects));
  await message(page).pressSequentially("Sans mémoire");
  await expect(page.getByText("Ce navigateur refuse de garder le brouillon")).toBeVisible();
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

test("what was written for a topic that is locked or out of reach can still be seen and copied", async ({ page }) => {
  await enter(page, person("Marlow"));
  await page.goto(reply(TOPIC.objects));
  const text = unique("Trop tard pour répondre");
  await message(page).fill(text);
  await stored(page);
  // The draft of the topic that is locked, as it would be had it been locked meanwhile.
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
    const kept = page.getByLabel("Votre texte non envoyé");
    await expect(kept).toHaveValue(text);
    await kept.focus();
    expect(await kept.evaluate((area: HTMLTextAreaElement) => [area.selectionStart, area.selectionEnd])).toEqual([
      0,
      text.length,
    ]);
  }
});
