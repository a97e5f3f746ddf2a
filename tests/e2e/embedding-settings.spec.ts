// The embedding settings of a forum, and what topics and the account page show about host sites.

import { expect, test } from "./fixtures";
import { TOPIC, person, signInByApi, unique } from "./people";

const PAGE = "/f/table/embed";

test("an administrator adds host sites; an invalid line is reported and kept", async ({ page, baseURL }) => {
  await signInByApi(page, person("Eulalie"));
  await page.goto("/f/table");
  await page.getByText("Gérer").click();
  await page.getByRole("link", { name: "Intégrer à un site" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Intégrer à un site" })).toBeVisible();
  const sites = page.getByLabel("Sites :");
  const save = page.getByRole("button", { name: "Enregistrer" });

  const nonsense = "Blog.exemple.org\nn’importe quoi";
  await sites.fill(nonsense);
  await save.click();
  await expect(page.getByText("Une ligne n’est pas un site")).toBeVisible();
  await expect(sites).toBeFocused();
  await expect(sites).toHaveAttribute("aria-invalid", "true");
  await expect(sites).toHaveValue(nonsense);

  await sites.fill("Blog.exemple.org/\n\n  http://localhost:4000 \n");
  await save.click();
  await expect(page.getByText("Enregistré")).toBeVisible();
  await page.reload();
  await expect(sites).toHaveValue("https://blog.exemple.org\nhttp://localhost:4000");

  const script = page.getByText("embed.js");
  await expect(script).toContainText(`<script type="module" src="${baseURL}/embed.js"></script>`);
  await expect(script).toContainText('<palabre-thread forum="table" page></palabre-thread>');
  await script.focus();
  await expect(script).toBeFocused();
});

test("the host key is shown once and can be replaced and removed", async ({ page }) => {
  await signInByApi(page, person("Eulalie"));
  await page.goto(PAGE);
  const remove = page.getByRole("button", { name: "Supprimer la clé" });
  const key = page.getByText(/^[0-9a-f]{64}$/);
  await expect(remove).toHaveCount(0);
  await page.getByRole("button", { name: "Créer une clé" }).click();
  await expect(key).toBeVisible();
  await expect(page.getByText("elle ne sera plus affichée")).toBeVisible();
  const first = await key.textContent();

  await page.reload();
  await expect(remove).toBeVisible();
  await expect(key).toHaveCount(0);
  await page.getByRole("button", { name: "Remplacer la clé" }).click();
  await expect(key).toBeVisible();
  expect(await key.textContent()).not.toBe(first);

  await remove.click();
  await expect(key).toHaveCount(0);
  await expect(remove).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole("button", { name: "Créer une clé" })).toBeVisible();
});

test("a key that could not be created is reported and not listed", async ({ page }) => {
  await signInByApi(page, person("Eulalie"));
  await page.goto(PAGE);
  await page.route("**/embedding/key", (route) => route.abort());
  await page.getByRole("button", { name: "Créer une clé" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "ne répond pas" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Supprimer la clé" })).toHaveCount(0);
});

test("the settings are hidden from guests and members", async ({ page }) => {
  await page.goto(PAGE);
  await expect(page.getByRole("main").getByRole("link", { name: "Se connecter" })).toBeVisible();
  await expect(page.getByLabel("Sites :")).toHaveCount(0);
  await signInByApi(page, person("Driss"));
  await page.goto("/f/table");
  await expect(page.getByRole("link", { name: "Intégrer à un site" })).toHaveCount(0);
  await page.goto(PAGE);
  await expect(page.getByRole("heading", { level: 1, name: "La page n’a pas pu être chargée" })).toBeVisible();
  await expect(page.getByLabel("Sites :")).toHaveCount(0);
});

test("a topic links to its host page, and the session list names the host of a session", async ({ page }) => {
  await signInByApi(page, person("Eulalie"));
  const hosts = await page.request.put("/api/forums/potager/embedding", { data: { hosts: ["blog.exemple.org"] } });
  expect(hosts.ok()).toBe(true);
  const address = `https://blog.exemple.org/${unique("pain").replace(" ", "-")}`;
  const posted = await page.request.post("/api/forums/potager/pages", {
    headers: { "idempotency-key": crypto.randomUUID() },
    data: { address, title: "Le pain", post: { body: "Merci pour la recette." } },
  });
  expect(posted.ok()).toBe(true);
  const { post } = await posted.json();
  await page.goto(`/t/${post.topic}`);
  const link = page.getByRole("link", { name: address.replace("https://", "") });
  await expect(link).toHaveAttribute("href", address);
  await expect(link).toHaveAttribute("rel", /nofollow ugc noopener/);
  await page.goto(`/t/${TOPIC.eggs}`);
  await expect(page.getByText("Réponses à la page")).toHaveCount(0);

  const granted = await page.request.post("/api/embedding/grants", { data: { host: "https://blog.exemple.org" } });
  expect(granted.ok()).toBe(true);
  await page.goto("/account");
  await expect(page.getByRole("listitem").filter({ hasText: "sur blog.exemple.org" })).toHaveCount(1);
});
