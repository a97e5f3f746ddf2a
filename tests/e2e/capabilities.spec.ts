// What the forum's engine lacks is not offered. The server of these tests lacks nothing, so the answer is replaced.

import { type Page, expect, test } from "./fixtures";
import { TOPIC, person, signInByApi } from "./people";

const NOTHING = {
  writing: false,
  sessions: false,
  accounts: false,
  moderation: false,
  pictures: false,
  embedding: false,
};

/** Answers that the engine has only these capabilities, besides reading. */
async function limit(page: Page, capabilities: Partial<typeof NOTHING>) {
  await page.route("**/api/session", async (route) => {
    const response = await route.fetch();
    const session = await response.json();
    await route.fulfill({ response, json: { ...session, capabilities: { ...NOTHING, ...capabilities } } });
  });
}

test("an engine that can only be read gets no links to sign in or to create a forum", async ({ page }) => {
  const createForum = page.getByRole("link", { name: "créer forum" });
  const signIn = page.getByRole("link", { name: "Se connecter" });
  await page.goto("/");
  await expect(signIn).toBeVisible();
  await expect(createForum).toBeVisible();
  await limit(page, {});
  await page.goto("/");
  // The server's page, whose engine lacks nothing, is gone.
  await expect(page.locator("#boot")).toHaveCount(0);
  await expect(page.getByRole("link", { name: "La table" }).first()).toBeVisible();
  await expect(createForum).toBeHidden();
  await expect(signIn).toBeHidden();
});

test("signing in without accounts offers neither sign-up nor a new password", async ({ page }) => {
  const links = page.getByRole("main").getByRole("link");
  await page.goto("/sign-in");
  await expect(links).toHaveCount(2);
  await limit(page, { sessions: true });
  await page.goto("/sign-in");
  await expect(page.getByLabel("Pseudo")).toBeVisible();
  await expect(links).toHaveCount(0);
});

test("an administrator is offered only what the engine can do", async ({ page }) => {
  await signInByApi(page, person("Eulalie"));
  const account = page.getByRole("navigation", { name: "Site" }).getByRole("link", { name: "Eulalie" });
  const moderate = page.getByText("Modérer", { exact: true });
  const withdraw = page.getByRole("button", { name: "Supprimer" });
  await page.goto(`/t/${TOPIC.eggs}`);
  await expect(moderate).toBeVisible();
  await expect(withdraw.first()).toBeVisible();
  await limit(page, { sessions: true });
  await page.goto(`/t/${TOPIC.eggs}`);
  await expect(account).toBeVisible();
  await expect(moderate).toBeHidden();
  await expect(withdraw).toHaveCount(0);
  await page.goto("/account");
  await expect(page.getByRole("main").getByRole("link", { name: "Préférences" })).toBeVisible();
  await expect(page.getByRole("heading", { level: 2 })).toHaveCount(0);
});
