// Finding and reading a thread.

import { expect, test } from "./fixtures";
import { TOPIC, person, signInByApi, unique } from "./people";

test("a reader gets from the list of forums to the last page of a long thread", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1, name: "Sous le tilleul" })).toBeVisible();
  await page.getByRole("link", { name: "La table" }).click();
  await page.getByRole("link", { name: /Le pain au levain/ }).click();
  await expect(page.getByText("1–20 sur 250").first()).toBeVisible();
  await expect(page.getByRole("article")).toHaveCount(20);

  await page.getByRole("link", { name: "Page 13" }).first().click();
  await expect(page.getByText("241–250 sur 250").first()).toBeVisible();
  await expect(page.getByRole("article")).toHaveCount(10);
  await expect(page.getByRole("link", { name: "Page 13" }).first()).toHaveAttribute("aria-current", "page");

  await page.goBack();
  await expect(page.getByText("1–20 sur 250").first()).toBeVisible();
});

test("going back restores the scroll position", async ({ page }) => {
  await page.goto(`/t/${TOPIC.bread}`);
  await expect(page.getByRole("button", { name: "Envoyer la réponse" })).toBeAttached();
  const post = page.getByRole("article").nth(11);
  await post.evaluate((element) => element.scrollIntoView());
  // The scroll position is saved when scrolling has stopped.
  await expect.poll(() => page.evaluate(() => history.state)).toBeGreaterThan(0);
  const before = await page.evaluate(() => scrollY);
  // A normal click would scroll to the link first and change the scroll position.
  await page.getByRole("link", { name: "Page 2" }).last().evaluate((link: HTMLElement) => link.click());
  await expect(page.getByText("21–40 sur 250").first()).toBeVisible();
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(0);
  await page.goBack();
  await expect(page.getByText("1–20 sur 250").first()).toBeVisible();
  await expect.poll(() => page.evaluate((before) => Math.abs(scrollY - before), before)).toBeLessThan(4);
});

test("a link to a post scrolls to it and focuses it", async ({ page }) => {
  await page.goto(`/t/${TOPIC.bread}?page=2`);
  const post = page.getByRole("article").nth(7);
  await post.getByRole("link", { name: /Lien vers le message n° 28/ }).click();
  const address = page.url();
  expect(address).toMatch(/\?page=2#p\d+$/);

  await page.goto("/");
  await page.goto(address);
  await expect(post).toBeInViewport();
  await expect(post).toBeFocused();
  const top = await post.evaluate((element) => element.getBoundingClientRect().top);
  expect(Math.abs(top)).toBeLessThan(60);
});

test("an address with only a post id leads to the post in its thread", async ({ page, request }) => {
  const thread = await (await request.get(`/api/topics/${TOPIC.bread}/posts?page=5`)).json();
  const wanted = thread.posts[3];
  await page.goto(`/p/${wanted.id}`);
  await expect(page).toHaveURL(new RegExp(`/t/${TOPIC.bread}\\?page=5#p${wanted.id}$`));
  await expect(page.locator(`#p${wanted.id}`)).toBeFocused();
});

test("a long post is shown completely", async ({ page, request }) => {
  const { posts } = await (await request.get(`/api/topics/${TOPIC.clock}/posts?page=1`)).json();
  const body: string = posts[0].body;
  expect(body.length).toBeGreaterThan(32_000);
  await page.goto(`/t/${TOPIC.clock}`);
  const shown = await page.getByRole("article").first().innerText();
  const words = body.replace(/\[[^\]]*\]/g, " ").split(/\s+/).filter((word) => /^[\p{L}]{5,}$/u.test(word));
  expect(words.filter((word) => !shown.includes(word))).toEqual([]);
});

test("a locked topic says above and below its posts why it takes no replies", async ({ page }) => {
  await page.goto(`/t/${TOPIC.locked}`);
  const notices = page.getByText("Ce sujet est verrouillé");
  await expect(notices).toHaveCount(2);
  const first = await page.getByRole("article").first().boundingBox();
  expect((await notices.first().boundingBox())!.y).toBeLessThan(first!.y);
  await expect(page.getByRole("button", { name: "Envoyer la réponse" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^Citer/ })).toHaveCount(0);
});

test("an unknown address shows the not-found page", async ({ page }) => {
  for (const address of ["/t/999999", "/f/nulle-part", "/p/999999", "/n-existe-pas", "/t/douze"]) {
    await page.goto(address);
    await expect(page.getByRole("heading", { name: "Page introuvable" }), address).toBeVisible();
  }
});

test("if the server is unreachable, the page says so and can be retried", async ({ page, context }) => {
  await page.goto("/");
  await expect(page.getByRole("link", { name: "La table" })).toBeVisible();
  await context.setOffline(true);
  await page.getByRole("link", { name: "La table" }).click();
  await expect(page.getByRole("alert")).toContainText("Le forum ne répond pas");
  await context.setOffline(false);
  await page.getByRole("button", { name: "Réessayer" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "La table" })).toBeVisible();
});

test("the language can be changed and is kept after a reload", async ({ page }) => {
  await page.goto(`/t/${TOPIC.eggs}`);
  await expect(page.locator("html")).toHaveAttribute("lang", "fr");
  await page.getByRole("button", { name: /English/ }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.getByRole("link", { name: "Back to the forum" }).first()).toBeVisible();
  await page.reload();
  await expect(page.getByRole("button", { name: "Post reply" })).toBeVisible();
});

test("the theme can be changed and is kept after a reload", async ({ page }) => {
  await page.goto("/");
  const ink = () => page.evaluate(() => getComputedStyle(document.body).color);
  const light = await ink();
  await page.getByRole("button", { name: /Thème/ }).click();
  await page.getByRole("button", { name: /Thème/ }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  expect(await ink()).not.toBe(light);
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("any page of a long thread is one step away", async ({ page }) => {
  await page.goto(`/t/${TOPIC.bread}`);
  const field = page.getByLabel("Aller à la page").first();
  await field.fill("7");
  await field.press("Enter");
  await expect(page).toHaveURL(/\?page=7$/);
  await expect(page.getByText("121–140 sur 250").first()).toBeVisible();
  for (const near of [1, 5, 6, 8, 9, 13]) {
    await expect(page.getByRole("link", { name: `Page ${near}`, exact: true }).first()).toBeVisible();
  }
});

test("ten one-line answers fit on a screen of 900 pixels, with date and number on one line", async ({ page }) => {
  await signInByApi(page, person("Driss"));
  const answer = await page.request.post("/api/forums/table/topics", {
    data: { title: unique("Qui vient ?"), post: { body: "Qui vient ?" } },
    headers: { "Idempotency-Key": crypto.randomUUID() },
  });
  const { topic } = (await answer.json()).post;
  for (let n = 0; n < 10; n += 1) {
    const headers = { "Idempotency-Key": crypto.randomUUID() };
    await page.request.post(`/api/topics/${topic}/posts`, { data: { body: "Moi." }, headers });
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`/t/${topic}`);
  await expect(page.getByRole("article")).toHaveCount(11);
  const height = async () => {
    const boxes = await page.getByRole("article").evaluateAll((all) => all.map((one) => one.getBoundingClientRect()));
    return boxes[10].bottom - boxes[1].top;
  };
  expect(await height()).toBeLessThan(900);
  // The same density on the plain page: nothing moves when the app takes over.
  const comfortable = await height();
  await page.goto("/preferences");
  await page.getByLabel("Densité des messages").selectOption({ label: "Compacte" });
  await page.goto(`/t/${topic}`);
  await expect(page.getByRole("article")).toHaveCount(11);
  expect(await height()).toBeLessThan(comfortable * 0.75);
  // With a mouse, the actions appear on hover; by keyboard, on focus.
  const post = page.getByRole("article").last();
  const actions = post.getByRole("contentinfo").or(post.locator("footer"));
  await page.mouse.move(0, 0);
  await expect(actions).toHaveCSS("opacity", "0");
  await post.hover();
  await expect(actions).toHaveCSS("opacity", "1");
  await page.mouse.move(0, 0);
  await post.getByRole("button", { name: /^Citer/ }).focus();
  await expect(actions).toHaveCSS("opacity", "1");
});

test("prose, rules and the reply form end at the same edge at 1920 pixels", async ({ page }) => {
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.goto(`/t/${TOPIC.eggs}`);
  await expect(page.getByRole("button", { name: "Envoyer la réponse" })).toBeAttached();
  const right = (selector: string) =>
    page.locator(selector).first().evaluate((element) => Math.round(element.getBoundingClientRect().right));
  const edge = await right(".thread");
  expect(await right(".post .prose")).toBe(edge);
  expect(await right("#reply-body")).toBe(edge);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(1920);
});

test("a topic names its forum and the site above, and leads back to the forum above and below", async ({ page }) => {
  await page.goto(`/t/${TOPIC.eggs}`);
  const trail = page.getByRole("navigation", { name: "Fil d’Ariane" });
  await expect(trail.getByRole("link", { name: "Sous le tilleul" })).toHaveAttribute("href", "/");
  await expect(trail.getByRole("link", { name: "La table" })).toHaveAttribute("href", "/f/table");
  await expect(page.getByRole("main").getByRole("link", { name: "Retour au forum" })).toHaveCount(2);
});

test("a picture that cannot be loaded leaves a link with its address, and Arabic runs from the right", async ({ page }) => {
  await signInByApi(page, person("Anaïs"));
  const missing = "https://images.example.org/perdue.png";
  await page.route(missing, (route) => route.fulfill({ status: 404 }));
  const body = `[img]${missing}[/img]\n\nمرحبا بكم\n\nBonjour`;
  const headers = { "Idempotency-Key": crypto.randomUUID() };
  const answer = await page.request.post(`/api/topics/${TOPIC.eggs}/posts`, { data: { body }, headers });
  const { post } = await answer.json();
  await page.goto(`/p/${post.id}`);
  const article = page.locator(`#p${post.id}`);
  await expect(article.getByRole("link", { name: missing })).toHaveText(missing);
  await expect(article.getByText("مرحبا بكم")).toHaveCSS("direction", "rtl");
  await expect(article.getByText("Bonjour")).toHaveCSS("direction", "ltr");
});

test("a British reader reads British dates", async ({ browser, baseURL }) => {
  for (const [locale, expected] of [["en-GB", /\d{1,2} \w{3,4} 20\d\d, \d\d:\d\d/], ["en-US", /\w{3} \d{1,2}, 20\d\d/]] as const) {
    const context = await browser.newContext({ baseURL, locale });
    const page = await context.newPage();
    await page.goto(`/t/${TOPIC.eggs}`);
    await expect(page.getByRole("link", { name: "Back to the forum" }).first()).toBeVisible();
    await expect(page.getByRole("article").first().getByRole("time").first()).toHaveText(expected);
    await context.close();
  }
});

test("the pages that manage a forum name it and keep its accent", async ({ page }) => {
  await signInByApi(page, person("Eulalie"));
  for (const part of ["smilies", "log", "settings", "embed"]) {
    await page.goto(`/f/potager/${part}`);
    const trail = page.getByRole("navigation", { name: "Fil d’Ariane" });
    await expect(trail.getByRole("link", { name: "Le potager" })).toHaveAttribute("href", "/f/potager");
    await expect(page.locator("html"), part).toHaveAttribute("data-accent", "");
  }
});

test("watching a topic is told on its page and in the account, and can be ended at both", async ({ page }) => {
  await signInByApi(page, person("Jeanne"));
  await page.goto(`/t/${TOPIC.clock}`);
  await page.getByRole("button", { name: "Suivre par email" }).click();
  await expect(page.getByText("Vous recevez un email à chaque réponse.")).toBeVisible();
  await page.reload();
  await page.getByRole("button", { name: "Ne plus suivre" }).click();
  await expect(page.getByRole("button", { name: "Suivre par email" })).toBeFocused();
  await page.getByRole("button", { name: "Suivre par email" }).click();
  await expect(page.getByText("Vous recevez un email à chaque réponse.")).toBeVisible();
  await page.goto("/account");
  const entry = page.getByRole("listitem").filter({ hasText: "horloge" });
  await entry.getByRole("button", { name: "Ne plus suivre" }).click();
  await expect(entry.getByRole("button", { name: "Suivre par email" })).toBeVisible();
  await page.reload();
  await expect(page.getByText("Vous ne suivez aucun sujet.")).toBeVisible();
});
