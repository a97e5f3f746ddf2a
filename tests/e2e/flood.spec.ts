// The minimum interval between two posts of an account: countdown and delayed sending.

import { expect, test as base } from "@playwright/test";
import { TOPIC, message, person, posts, send, signInByApi, unique } from "./people";
import { type RunningServer, startServer } from "./server.mjs";

const test = base.extend<object, { patient: RunningServer }>({
  patient: [
    async ({}, use) => {
      const server = await startServer({ PALABRE_FLOOD_SECONDS: "6" });
      await use(server);
      await server.stop();
    },
    { scope: "worker", timeout: 90_000 },
  ],
  baseURL: async ({ patient }, use) => use(patient.url),
});

test("a second post within the interval keeps its text, counts down and is sent afterwards", async ({ page }) => {
  await signInByApi(page, person("Bastien"));
  await page.goto(`/t/${TOPIC.eggs}`);
  await message(page).fill(unique("Un premier"));
  await send(page).click();
  await expect(message(page)).toHaveValue("");
  const text = unique("Un second, trop tôt");
  await message(page).fill(text);
  await send(page).click();
  const timer = page.getByRole("timer");
  await expect(timer).toContainText(/en publier un autre dans \d+\s?secondes?/);
  await expect(timer).toContainText("Votre texte est intact.");
  await expect(message(page)).toHaveValue(text);
  await page.getByRole("button", { name: "Envoyer dès que possible" }).click();
  await expect(timer).toContainText(/Envoi dans/);
  await expect(posts(page, text)).toHaveCount(1, { timeout: 15_000 });
  await expect(timer).toHaveCount(0);
});
