// Replying without JavaScript, by the form in the server's HTML.

import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { violations } from "./accessibility";
import { expect, test } from "./fixtures";
import { TOPIC, fillCredentials, message, person, pickIcon, plainSend, posts, signInByApi, unique } from "./people";

test.use({ javaScriptEnabled: false });

const lucienne = person("Lucienne");

test("a reply is written and sent on the page of the thread, and stands there once", async ({ page }) => {
  const text = unique("Sans JavaScript");
  await page.goto(`/t/${TOPIC.eggs}`);
  await fillCredentials(page, lucienne);
  await pickIcon(page, "Idée");
  await message(page).fill(`${text} & <b>gras</b>`);
  await page.getByLabel("Désactiver les smilies").check();
  await plainSend(page).click();
  await expect(page).toHaveURL(new RegExp(`/t/${TOPIC.eggs}(\\?page=\\d+)?#p\\d+$`));
  await expect(posts(page, text)).toHaveCount(1);
  await expect(posts(page, text)).toContainText("& <b>gras</b>");
  await expect(posts(page, text).getByRole("img", { name: "Idée" })).toBeVisible();
  await expect(page.getByText("Se déconnecter").last()).toBeVisible();
});

test("a wrong password is named at its field, and the text is kept", async ({ page }) => {
  const text = unique("Texte gardé");
  await page.goto(`/t/${TOPIC.eggs}/reply`);
  await fillCredentials(page, { ...lucienne, password: "faux" });
  await message(page).fill(`\n${text}`);
  await plainSend(page).click();
  const password = page.getByLabel("Mot de passe :");
  await expect(password).toHaveAccessibleDescription("Pseudo ou mot de passe incorrect.");
  await expect(password).toBeFocused();
  await expect(password).toHaveValue("");
  await expect(page.getByLabel("Pseudo :")).toHaveValue(lucienne.pseudo);
  await expect(message(page)).toHaveValue(`\n${text}`);
  await password.fill(lucienne.password);
  await plainSend(page).click();
  await expect(posts(page, text)).toHaveCount(1);
});

test("a double click on the button posts once", async ({ page }) => {
  const text = unique("Double clic");
  await signInByApi(page, lucienne);
  await page.goto(`/t/${TOPIC.eggs}/reply`);
  await message(page).fill(text);
  await plainSend(page).dblclick();
  await expect(posts(page, text)).toHaveCount(1);
  await page.reload();
  await expect(posts(page, text)).toHaveCount(1);
});

test("signing out returns to the page of the form", async ({ page }) => {
  await signInByApi(page, lucienne);
  await page.goto(`/t/${TOPIC.eggs}/reply`);
  await page.getByRole("main").getByRole("button", { name: "Se déconnecter" }).click();
  await expect(page).toHaveURL(new RegExp(`/t/${TOPIC.eggs}/reply$`));
  await expect(page.getByLabel("Pseudo :")).toBeVisible();
});

test("w3m shows the form and posts", async ({ page, server }) => {
  const version = () => {
    try {
      return execFileSync("w3m", ["-version"], { encoding: "utf8" });
    } catch {
      return "";
    }
  };
  test.skip(version() === "", "w3m is not installed");
  const address = `${server.url}/t/${TOPIC.eggs}/reply`;
  const dump = (...rest: string[]) => execFileSync("w3m", ["-dump", "-cols", "100", "-o", "accept_language=fr", ...rest], { encoding: "utf8" });
  const shown = dump(address);
  for (const words of ["Ajouter une réponse", "Pseudo", "Note", "Désactiver les smilies", "Envoyer la réponse", "Dernières réponses"]) {
    expect(shown).toContain(words);
  }
  const html = await (await page.request.get(address)).text();
  const key = /name="key" value="([^"]+)"/.exec(html)?.[1] ?? "";
  const text = unique("Depuis w3m");
  const fields = new URLSearchParams({ key, pseudo: lucienne.pseudo, password: lucienne.password, body: text });
  const file = join(mkdtempSync(join(tmpdir(), "w3m-")), "form");
  writeFileSync(file, fields.toString());
  expect(dump("-post", file, address)).toContain(text);
});

test.describe("before the app", () => {
  test.use({ javaScriptEnabled: true });

  for (const [name, path] of [
    ["signed out", `/t/${TOPIC.eggs}`],
    ["reply page", `/t/${TOPIC.eggs}/reply`],
  ]) {
    test(`the form has no accessibility violations: ${name}`, async ({ page }) => {
      await page.route("**/*.wasm", (route) => route.abort());
      await page.goto(path);
      await expect(plainSend(page)).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await plainSend(page).click();
      await expect(page.getByLabel("Pseudo :")).toBeFocused();
      expect(await violations(page)).toEqual([]);
    });
  }
});
