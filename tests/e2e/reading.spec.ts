// Finding and reading a thread.

import { expect, test } from "./fixtures";
import { TOPIC } from "./people";

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
