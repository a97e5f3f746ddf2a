// The plain form of the server's HTML, and the app's form that replaces it. A text is posted once and never lost, whenever
// the WebAssembly arrives.

import type { Page, Route } from "@playwright/test";
import { expect, test } from "./fixtures";
import { TOPIC, message, person, plainSend, posts, send, signInByApi, unique } from "./people";

const THREAD = `/t/${TOPIC.eggs}`;

/** The form of the server's HTML. */
const plain = (page: Page) => page.locator("#plain-form");
/** The app's form: the plain one has no toolbar. */
const toolbar = (page: Page) => page.getByRole("toolbar", { name: "Mise en forme" });
/** What is shown until the app has drawn its first page. */
const boot = (page: Page) => page.locator("#boot");

/** Holds the requests for a file until the returned function is called. */
async function hold(page: Page, url: string, act = (route: Route) => route.continue()): Promise<() => void> {
  let release: () => void = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(url, async (route) => {
    await held;
    await act(route);
  });
  return release;
}

/** Counts the requests that create a post, by the form or by the app. */
function postings(page: Page): string[] {
  const seen: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST" && /\/t\/\d+\/reply$|\/posts$/.test(request.url())) seen.push(request.url());
  });
  return seen;
}

/** The caret of the message. */
const caret = (page: Page) =>
  message(page).evaluate((area: HTMLTextAreaElement) => [area.selectionStart, area.selectionEnd]);

test.beforeEach(async ({ page }) => {
  await signInByApi(page, person("Driss"));
});

test("without the app, the form posts once", async ({ page }) => {
  await page.route("**/*.wasm", (route) => route.abort());
  await page.goto(THREAD);
  const seen = postings(page);
  const text = unique("Sans l’application");
  await message(page).fill(text);
  await plainSend(page).click();
  await expect(posts(page, text)).toHaveCount(1);
  expect(seen).toHaveLength(1);
});

test("the app moves the form without replacing it until somebody writes", async ({ page }) => {
  await page.goto(THREAD);
  await expect(boot(page)).toHaveCount(0);
  await expect(plain(page)).toBeVisible();
  await expect(toolbar(page)).toHaveCount(0);
  await message(page).focus();
  await expect(toolbar(page)).toBeVisible();
  await expect(plain(page)).toHaveCount(0);
  await expect(message(page)).toBeFocused();
});

test("the app arrives while somebody types: text, choices, caret and focus stay", async ({ page }) => {
  const release = await hold(page, "**/*.wasm");
  await page.goto(THREAD, { waitUntil: "domcontentloaded" });
  const text = unique("Pendant que l’application arrive");
  const posted = postings(page);
  await message(page).pressSequentially(text);
  await page.locator("[name=notify]").check();
  await page.locator("label:has([name=icon][value=heart])").click();
  await message(page).focus();
  await message(page).evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(4, 9));
  const before = await message(page).boundingBox();
  release();
  await expect(toolbar(page)).toBeVisible();
  await expect(message(page)).toHaveValue(text);
  await expect(message(page)).toBeFocused();
  expect(await caret(page)).toEqual([4, 9]);
  const after = await message(page).boundingBox();
  expect(Math.abs((after?.y ?? 0) - (before?.y ?? 0))).toBeLessThan(2);
  await expect(page.getByRole("checkbox", { name: "Notification par email en cas de réponse" })).toBeChecked();
  await expect(page.locator("[name=icon][value=heart]")).toBeChecked();
  await page.keyboard.type("ICI");
  await expect(message(page)).toHaveValue(`${text.slice(0, 4)}ICI${text.slice(9)}`);
  await send(page).click();
  await expect(posts(page, "ICI")).toHaveCount(1);
  expect(posted).toHaveLength(1);
  await expect(message(page)).toHaveValue("");
  await page.reload();
  await expect(page.getByText("un autre message non envoyé")).toHaveCount(0);
});

test("a post that is under way when the app arrives is sent once", async ({ page }) => {
  const arrive = await hold(page, "**/*.wasm");
  await page.goto(THREAD, { waitUntil: "domcontentloaded" });
  const text = unique("Envoyé avant l’application");
  const seen = postings(page);
  const answer = await hold(page, `**${THREAD}/reply`);
  await message(page).fill(text);
  // Returns at once. Locators wait for the navigation that is under way.
  const tab = await page.context().newCDPSession(page);
  const expression = "document.querySelector('#plain-form').requestSubmit()";
  tab.send("Runtime.evaluate", { expression }).catch(() => {});
  await expect.poll(() => seen.length).toBe(1);
  arrive();
  answer();
  await expect(posts(page, text)).toHaveCount(1);
  expect(seen).toHaveLength(1);
  await expect(page.getByText("un autre message non envoyé")).toHaveCount(0);
});

test("an input method is not interrupted", async ({ page }) => {
  const release = await hold(page, "**/*.wasm");
  await page.goto(THREAD, { waitUntil: "domcontentloaded" });
  await message(page).focus();
  const input = await page.context().newCDPSession(page);
  await input.send("Input.imeSetComposition", { text: "かん", selectionStart: 2, selectionEnd: 2 });
  release();
  await expect(page.locator("body > .site #content")).toBeAttached();
  await expect(boot(page)).toHaveCount(1);
  await expect(plain(page)).toHaveAttribute("data-composing");
  await input.send("Input.insertText", { text: "漢" });
  await expect(toolbar(page)).toBeVisible();
  await expect(message(page)).toHaveValue("漢");
  await expect(message(page)).toBeFocused();
});

test("a quote that is clicked before the form is there is carried out", async ({ page }) => {
  await page.goto(THREAD);
  await page.getByRole("article").first().getByRole("button", { name: "Citer" }).click();
  await expect(message(page)).toHaveValue(/^\[quote=/);
  await expect(toolbar(page)).toBeVisible();
});

test("a text in the plain form is kept when its page is left", async ({ page }) => {
  const release = await hold(page, "**/*.wasm");
  await page.goto(THREAD, { waitUntil: "domcontentloaded" });
  const text = unique("Commencé dans la page");
  await message(page).fill(text);
  release();
  await expect(toolbar(page)).toBeVisible();
  // Before, the next page offers the draft instead of resuming it.
  await expect(page.getByText("Brouillon enregistré")).toBeVisible();
  await page.getByRole("link", { name: "Répondre", exact: true }).first().click();
  await expect(page).toHaveURL(/\/reply$/);
  await expect(message(page)).toHaveValue(text);
});
