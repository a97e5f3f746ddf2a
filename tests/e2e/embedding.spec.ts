// The elements in pages of another site.

import { violations } from "./accessibility";
import { around, expect, signInByWindow, test } from "./embedding";
import { TOPIC, message, person, posts, send, unique } from "./people";

test("a reader signs in, replies and reloads under a hostile sheet, and the forum has the reply", async ({ host, page, server }) => {
  await page.goto(`${host.url}/hostile.html`);
  const thread = page.locator("palabre-thread");
  await expect(thread.getByRole("article").first()).toBeVisible();
  await signInByWindow(page, thread, "Honorine");
  // Back from the window, one writes.
  await expect(message(page)).toBeFocused();
  const text = unique("Sous une feuille hostile");
  await message(page).fill(text);
  await send(page).click();
  await expect(posts(page, text)).toHaveCount(1);
  await page.reload();
  await expect(posts(page, text)).toHaveCount(1);
  // Still signed in: no cookie, but a session for this host.
  await expect(thread.getByText("Honorine", { exact: true }).last()).toBeVisible();
  await expect(thread.getByRole("button", { name: "Se déconnecter" })).toBeVisible();
  await page.goto(`${server.url}/t/${TOPIC.eggs}`);
  await expect(posts(page, text)).toHaveCount(1);
});

test("in a frame of the forum's own a reader signs in where they write, and the reply stands", async ({ host, page, server }) => {
  host.serve("/framed", around(`<palabre-thread topic="${TOPIC.eggs}" isolate="iframe"></palabre-thread>`, '<link rel="stylesheet" href="hostile.css">'));
  await page.goto(`${host.url}/framed`);
  const frame = page.frameLocator("palabre-thread iframe");
  const text = unique("Dans un cadre");
  await frame.getByLabel("Pseudo").fill("Driss");
  await frame.getByLabel("Mot de passe", { exact: false }).first().fill(person("Driss").password);
  await frame.getByLabel("Message :").fill(text);
  await frame.getByRole("button", { name: "Envoyer la réponse" }).click();
  const sent = frame.getByRole("article").filter({ hasText: text });
  await expect(sent).toHaveCount(1);
  // The frame is as high as what stands in it: nothing is scrolled, nothing is left over.
  const heights = async () => {
    const outside = await page.locator("palabre-thread iframe").evaluate((frame) => frame.getBoundingClientRect().height);
    return Math.abs(outside - (await frame.locator("palabre-thread").evaluate((inside) => inside.getBoundingClientRect().height)));
  };
  await expect.poll(heights).toBeLessThan(2);
  await page.reload();
  await expect(sent).toHaveCount(1);
  await expect(frame.getByRole("button", { name: "Se déconnecter" })).toBeVisible();
  await page.goto(`${server.url}/t/${TOPIC.eggs}`);
  await expect(posts(page, text)).toHaveCount(1);
});

test("a cookie of the forum does not reach it from the host's pages", async ({ host, page, server }) => {
  await page.goto(`${server.url}/sign-in`);
  await page.getByLabel("Pseudo").fill("Honorine");
  await page.getByLabel("Mot de passe", { exact: false }).first().fill(person("Honorine").password);
  await page.getByRole("main").getByRole("button", { name: "Se connecter" }).click();
  await expect(page.getByRole("navigation", { name: "Site" }).getByRole("link", { name: "Honorine" })).toBeVisible();
  host.serve("/both", around(`<palabre-thread topic="${TOPIC.eggs}" isolate="iframe"></palabre-thread><palabre-thread id="shadow" topic="${TOPIC.eggs}"></palabre-thread>`));
  await page.goto(`${host.url}/both`);
  await expect(page.frameLocator("palabre-thread iframe").getByLabel("Pseudo")).toBeVisible();
  await page.locator("#shadow").scrollIntoViewIfNeeded();
  await expect(page.locator("#shadow").getByRole("button", { name: "Se connecter" })).toBeVisible();
});

test("the first reply to a page opens its topic, under the page's title", async ({ host, page, server }) => {
  const address = `/billets/${unique("p").replace(" ", "-")}`;
  const body = around('<palabre-thread forum="atelier" page></palabre-thread>', `<link rel="canonical" href="https://blog.example${address}">`);
  host.serve(address, body);
  await page.goto(`${host.url}${address}?utm_source=lettre#bas`);
  const thread = page.locator("palabre-thread");
  await expect(thread.getByText("Aucune réponse pour l’instant.")).toBeVisible();
  await signInByWindow(page, thread, "Honorine");
  const text = unique("Premier mot");
  await message(page).fill(text);
  await send(page).click();
  await expect(posts(page, text)).toHaveCount(1);
  await page.goto(`${host.url}${address}`);
  await expect(posts(page, text)).toHaveCount(1);
  await page.goto(`${server.url}/f/atelier`);
  await page.getByRole("link", { name: "Un billet" }).first().click();
  await expect(posts(page, text)).toHaveCount(1);
});

test("what happens in an element is told to the page", async ({ host, page }) => {
  host.serve("/told", around(`
    <palabre-thread topic="${TOPIC.eggs}"></palabre-thread>
    <script>
      window.told = [];
      for (const name of ["ready", "reply", "error", "resize"])
        document.querySelector("palabre-thread").addEventListener(name, ({ detail }) => told.push([name, detail]));
    </script>`));
  await page.goto(`${host.url}/told`);
  const told = () => page.evaluate(() => (window as any).told as [string, any][]);
  await expect.poll(async () => (await told()).map(([name]) => name)).toContain("ready");
  await expect.poll(async () => (await told()).find(([name]) => name === "resize")?.[1].height).toBeGreaterThan(300);
  await signInByWindow(page, page.locator("palabre-thread"), "Honorine");
  const text = unique("Dit à la page");
  await message(page).fill(text);
  await send(page).click();
  await expect(posts(page, text)).toHaveCount(1);
  const reply = (await told()).find(([name]) => name === "reply")?.[1];
  expect(reply.topic).toBe(TOPIC.eggs);
  expect(reply.address).toContain(`/t/${TOPIC.eggs}#p${reply.post}`);
  expect((await told()).filter(([name]) => name === "error")).toEqual([]);
});

test("an element that is taken out and put back comes back with the text that was being written", async ({ host, page }) => {
  host.serve("/moved", around(`<palabre-thread topic="${TOPIC.eggs}"></palabre-thread>`));
  await page.goto(`${host.url}/moved`);
  await message(page).fill("À moitié écrit");
  await page.evaluate(() => {
    const element = document.querySelector("palabre-thread")!;
    (window as any).kept = element;
    element.remove();
  });
  await expect(page.getByRole("article")).toHaveCount(0);
  await page.evaluate(() => document.querySelector("main")!.append((window as any).kept));
  await expect(message(page)).toHaveValue("À moitié écrit");
  const isBusy = () => page.locator("palabre-thread").evaluate((element) => element.shadowRoot!.querySelector(".box")!.ariaBusy);
  await expect.poll(isBusy).toBe(null);
  await page.evaluate(() => ((window as any).kept.topic = "1"));
  await expect(page.getByRole("article").first()).toBeVisible();
  await expect(message(page)).toHaveValue("");
});

test("ten elements load the WebAssembly once, and only those near the window are drawn", async ({ host, page }) => {
  const far = '<div style="height: 6000px"></div><palabre-thread id="far" topic="1"></palabre-thread>';
  host.serve("/ten", around(Array.from({ length: 10 }, () => `<palabre-latest forum="atelier" posts="1"></palabre-latest>`).join("") + far));
  const loaded: string[] = [];
  page.on("request", (request) => loaded.push(new URL(request.url()).pathname));
  await page.goto(`${host.url}/ten`);
  for (const latest of await page.locator("palabre-latest").all()) await expect(latest.getByRole("listitem").first()).toBeVisible();
  const wasm = () => loaded.filter((path) => path.endsWith(".wasm"));
  expect(wasm()).toHaveLength(1);
  expect(loaded.filter((path) => path.endsWith("/posts"))).toHaveLength(0);
  await page.locator("#far").scrollIntoViewIfNeeded();
  await expect(page.locator("#far").getByLabel("Message :")).toBeVisible();
  // The form is in a part of its own; nothing comes twice.
  expect(new Set(wasm()).size).toBe(wasm().length);
});

/** What docs/embedding.md advises: room for the elements until their script is there. */
const ROOM = "<style>palabre-thread:not(:defined) { display: block; min-height: 100vh } palabre-latest:not(:defined) { display: block; min-height: 473px }</style>";

test("nothing of the page around moves after the first paint", async ({ host, page }) => {
  host.serve("/still", around(`<p>Avant.</p><palabre-thread topic="${TOPIC.welcome}"></palabre-thread><p id="after">Après.</p><palabre-latest forum="table"></palabre-latest>`, ROOM));
  await page.addInitScript(() => {
    (window as any).shifts = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as any[]) {
        (window as any).shifts.push({ value: entry.value, nodes: entry.sources.map(({ node }: any) => node?.nodeName) });
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(`${host.url}/still`);
  await expect(page.getByRole("article").first()).toBeVisible();
  for (let step = 0; step < 12; step++) {
    await page.mouse.wheel(0, 700);
    await page.waitForTimeout(100);
  }
  await expect(page.locator("palabre-latest").getByRole("listitem").first()).toBeVisible();
  expect(await page.evaluate(() => (window as any).shifts)).toEqual([]);
});

test("nothing moves either for somebody who was at the end of the page first", async ({ host, page }) => {
  host.serve("/end", around(`<palabre-thread topic="${TOPIC.objects}" posts="50"></palabre-thread>`, ROOM));
  await page.addInitScript(() => {
    (window as any).shifts = 0;
    new PerformanceObserver((list) => ((window as any).shifts += list.getEntries().length)).observe({ type: "layout-shift", buffered: true });
  });
  // The posts come once the reader is at the end.
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  await page.route("**/api/topics/**", async (route) => {
    await arrived;
    await route.continue();
  });
  await page.goto(`${host.url}/end`);
  await page.mouse.wheel(0, 5000);
  await expect(page.getByText("Le pied de la page.")).toBeInViewport();
  arrive();
  await expect(page.getByRole("article").nth(40)).toBeAttached();
  expect(await page.evaluate(() => (window as any).shifts)).toBe(0);
  // Back up, it is as long as it is.
  await page.mouse.wheel(0, -400);
  await expect.poll(() => page.locator("palabre-thread").evaluate((element) => element.getBoundingClientRect().height)).toBeGreaterThan(3000);
});

test("a page that is not let in is told so, and its elements offer a way to the forum", async ({ page, server, host }) => {
  // The same server under another name is another site.
  const stranger = host.url.replace("blog.localhost", "ailleurs.localhost");
  host.serve("/stranger", around(`<palabre-thread topic="${TOPIC.eggs}"></palabre-thread>`));
  await page.goto(`${stranger}/stranger`);
  await expect(page.locator("palabre-thread").getByRole("alert")).toBeVisible();
  const framed = page.waitForResponse((response) => response.url().includes("/embed/frame"));
  host.serve("/stranger", around(`<palabre-thread topic="${TOPIC.eggs}" isolate="iframe"></palabre-thread>`));
  await page.goto(`${stranger}/stranger`);
  expect((await framed).headers()["content-security-policy"]).toContain("frame-ancestors 'none'");
  await expect(page.frameLocator("palabre-thread iframe").getByRole("article")).toHaveCount(0);
  expect(server.url).not.toBe(host.url);
});

test("nothing global is left in the page, and nothing of it reaches into the element", async ({ host, page }) => {
  host.serve("/clean", around(`<palabre-thread topic="${TOPIC.eggs}"></palabre-thread>`));
  await page.goto(`${host.url}/clean`);
  await expect(page.getByRole("article").first()).toBeVisible();
  const state = await page.evaluate(() => ({
    attributes: document.documentElement.getAttributeNames(),
    style: document.documentElement.getAttribute("style"),
    sheets: document.adoptedStyleSheets.length + document.styleSheets.length,
    title: document.title,
    children: [...document.body.children].map(({ localName }) => localName),
    storage: Object.keys(localStorage).filter((key) => !key.startsWith("palabre:")),
  }));
  expect(state).toEqual({ attributes: ["lang"], style: null, sheets: 0, title: "Un billet", children: ["main", "footer"], storage: [] });
});

for (const theme of ["light", "dark"]) {
  for (const isolate of ["shadow", "iframe"]) {
    test(`thread and list are accessible and fit 320 pixels: ${theme}, ${isolate}`, async ({ host, page }) => {
      const attributes = `theme="${theme}" isolate="${isolate}"`;
      host.serve("/looks", around(`<palabre-thread topic="${TOPIC.welcome}" ${attributes}></palabre-thread><palabre-latest forum="atelier" ${attributes}></palabre-latest>`));
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(`${host.url}/looks`);
        const inside = (name: string) => (isolate === "iframe" ? page.frameLocator(`${name} iframe`) : page.locator(name));
        await expect(inside("palabre-thread").getByRole("article").first()).toBeVisible();
        await page.locator("palabre-latest").scrollIntoViewIfNeeded();
        await expect(inside("palabre-latest").getByRole("listitem").first()).toBeVisible();
        expect(await violations(page)).toEqual([]);
        for (const frame of page.frames().slice(1)) expect(await violations(frame)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      }
    });
  }
}

test("a form is written and sent by keyboard alone", async ({ host, page }) => {
  host.serve("/keys", around(`<palabre-thread topic="${TOPIC.eggs}"></palabre-thread>`));
  await page.goto(`${host.url}/keys`);
  await signInByWindow(page, page.locator("palabre-thread"), "Honorine");
  await page.getByRole("article").first().getByRole("button", { name: "Citer" }).focus();
  await page.keyboard.press("Enter");
  await expect(message(page)).toBeFocused();
  await expect(message(page)).toHaveValue(/^\[quote/);
  const text = unique("Au clavier");
  await page.keyboard.press("Control+End");
  await page.keyboard.type(text);
  await page.keyboard.press("Control+Enter");
  const sent = posts(page, text);
  await expect(sent).toHaveCount(1);
  await expect(sent).toBeFocused();
});

test("the language is that of the page, unless the element has its own", async ({ host, page }) => {
  host.serve("/langs", around(`<div lang="en-GB"><palabre-latest forum="atelier" posts="1"></palabre-latest></div><palabre-latest lang="fr" forum="atelier" posts="1"></palabre-latest>`));
  await page.goto(`${host.url}/langs`);
  await expect(page.getByRole("region", { name: "Latest replies" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Dernières réponses" })).toBeVisible();
});

test("a session is kept while the forum is not reached, and goes when somebody signs out", async ({ host, page }) => {
  host.serve("/kept", around(`<palabre-thread topic="${TOPIC.eggs}"></palabre-thread>`));
  await page.goto(`${host.url}/kept`);
  const thread = page.locator("palabre-thread");
  const kept = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.endsWith(":session")).length);
  await signInByWindow(page, thread, "Honorine");
  expect(await kept()).toBe(1);
  await page.route("**/api/session", (route) => route.abort());
  await page.reload();
  await expect(thread.getByRole("article").first()).toBeVisible();
  await expect(thread.getByRole("button", { name: "Se connecter" })).toBeVisible();
  expect(await kept()).toBe(1);
  await page.unroute("**/api/session");
  await page.reload();
  await thread.getByRole("button", { name: "Se déconnecter" }).click();
  await expect(thread.getByRole("button", { name: "Se connecter" })).toBeVisible();
  expect(await kept()).toBe(0);
});
