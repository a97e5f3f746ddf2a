// Fixtures for the specs of the custom elements: a forum and a host site, in a browser that blocks third-party
// cookies.

import { type Page, type Locator, chromium } from "@playwright/test";
import { expect, test as base } from "./fixtures";
import { type RunningHost, startHost } from "./host.mjs";
import { person } from "./people";

export { expect };

/** Adds these hosts to these forums of the sample. Returns the administrator's session cookie. */
export async function allowHosts(forum: string, hosts: string[], slugs: string[]): Promise<string> {
  const json = { "content-type": "application/json" };
  const { pseudo, password } = person("Eulalie");
  const entered = await fetch(`${forum}/api/session`, {
    method: "POST",
    headers: json,
    body: JSON.stringify({ pseudo, password }),
  });
  const cookie = entered.headers.get("set-cookie")?.split(";")[0] ?? "";
  for (const slug of slugs) {
    const answer = await fetch(`${forum}/api/forums/${slug}/embedding`, {
      method: "PUT",
      headers: { ...json, cookie },
      body: JSON.stringify({ hosts }),
    });
    expect(answer.status).toBe(200);
  }
  return cookie;
}

export const test = base.extend<{ page: Page }, { host: RunningHost }>({
  host: [
    async ({ server }, use) => {
      const host = await startHost(server.url);
      await allowHosts(server.url, [host.url], ["banc", "potager", "atelier", "table", "carnet", "english"]);
      await use(host);
      await host.stop();
    },
    { scope: "worker" },
  ],
  // Blocks third-party cookies. The test `a cookie of the forum does not reach it` shows that this works.
  page: async ({ contextOptions, launchOptions }, use) => {
    const browser = await chromium.launch({
      ...launchOptions,
      args: [...(launchOptions.args ?? []), "--test-third-party-cookie-phaseout"],
    });
    const context = await browser.newContext({ ...contextOptions, locale: "fr-FR", timezoneId: "Europe/Paris" });
    await use(await context.newPage());
    await browser.close();
  },
});

/** A page of the host with this content. */
export const hostPage = (body: string, head = "") => `<!doctype html>
<html lang="fr">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Un billet</title>
    ${head}
    <script type="module" src="https://forum.example/embed.js"></script>
  </head>
  <body><main><h1>Un billet</h1>${body}</main><footer>Le pied de la page.</footer></body>
</html>`;

/** Records layout shifts from the next navigation on. Returns a function that reads them. */
export async function recordShifts(page: Page) {
  await page.addInitScript(() => {
    (window as any).shifts = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as any[]) {
        (window as any).shifts.push({ value: entry.value, nodes: entry.sources.map(({ node }: any) => node?.nodeName) });
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  return () => page.evaluate(() => (window as any).shifts as { value: number; nodes: string[] }[]);
}

/** Signs in through the window that the element's button opens. */
export async function signInByWindow(page: Page, within: Page | Locator, pseudo: string): Promise<void> {
  const opened = page.waitForEvent("popup");
  await within.getByRole("button", { name: "Se connecter" }).click();
  const popup = await opened;
  await popup.getByLabel("Pseudo").fill(pseudo);
  await popup.getByLabel("Mot de passe", { exact: false }).first().fill(person(pseudo).password);
  await popup.getByRole("button", { name: "Se connecter" }).click();
  const closed = popup.waitForEvent("close");
  await popup.getByRole("button", { name: `Continuer en tant que ${pseudo}` }).click();
  await closed;
  await expect(within.getByText(pseudo, { exact: true }).last()).toBeVisible();
}
