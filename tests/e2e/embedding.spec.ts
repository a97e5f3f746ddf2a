// The custom elements in pages of another site.

import { violations } from "./accessibility";
import { expect, hostPage, recordShifts, signInByWindow, test } from "./embedding";
import { TOPIC, message, person, posts, send, unique } from "./people";

test("in a page with a hostile style sheet a reader signs in and replies, and stays signed in after a reload", async ({ host, page, server }) => {
  await page.goto(`${host.url}/hostile.html`);
  const thread = page.locator("palabre-thread");
  await expect(thread.getByRole("article").first()).toBeVisible();
  await signInByWindow(page, thread, "Honorine");
  // After the window closes, the focus is in the message.
  await expect(message(page)).toBeFocused();
  const text = unique("Sous une feuille hostile");
  await message(page).fill(text);
  await send(page).click();
  await expect(posts(page, text)).toHaveCount(1);
  await page.reload();
  await expect(posts(page, text)).toHaveCount(1);
  // Still signed in, by a session for this host instead of a cookie.
  await expect(thread.getByText("Honorine", { exact: true }).last()).toBeVisible();
  await expect(thread.getByRole("button", { name: "Se déconnecter" })).toBeVisible();
  await page.goto(`${server.url}/t/${TOPIC.eggs}`);
  await expect(posts(page, text)).toHaveCount(1);
});

test("in an iframe a reader signs in with the reply form, and the reply is posted", async ({ host, page, server }) => {
  host.serve("/framed", hostPage(`<palabre-thread topic="${TOPIC.eggs}" isolate="iframe"></palabre-thread>`, '<link rel="stylesheet" href="hostile.css">'));
  await page.goto(`${host.url}/framed`);
  const frame = page.frameLocator("palabre-thread iframe");
  const text = unique("Dans un cadre");
  await frame.getByLabel("Pseudo").fill("Driss");
  await frame.getByLabel("Mot de passe", { exact: false }).first().fill(person("Driss").password);
  await frame.getByLabel("Message :").fill(text);
  await frame.getByRole("button", { name: "Envoyer la réponse" }).click();
  const sent = frame.getByRole("article").filter({ hasText: text });
  await expect(sent).toHaveCount(1);
  // The frame is as high as its content: no scroll bar and no empty space.
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

test("a moderator changes a topic in a frame, but not in the host's page", async ({ host, page, server, playwright }) => {
  const forum = await playwright.request.newContext({ baseURL: server.url });
  const { pseudo, password } = person("Anaïs");
  await forum.post("/api/session", { data: { pseudo, password } });
  const opened = await forum.post("/api/forums/table/topics", {
    headers: { "idempotency-key": crypto.randomUUID() },
    data: { title: unique("Modéré dans un cadre"), post: { body: "Un sujet." } },
  });
  const { post: opening } = await opened.json();
  await forum.dispose();
  host.serve("/moderated", hostPage(`<palabre-thread topic="${opening.topic}" isolate="iframe"></palabre-thread><palabre-thread id="shadow" topic="${opening.topic}"></palabre-thread>`));
  await page.goto(`${host.url}/moderated`);
  // The session of a host's page may not change topics.
  const shadow = page.locator("#shadow");
  await shadow.scrollIntoViewIfNeeded();
  await signInByWindow(page, shadow, pseudo);
  await page.reload();
  await shadow.scrollIntoViewIfNeeded();
  await expect(shadow.getByRole("button", { name: "Se déconnecter" })).toBeVisible();
  await expect(shadow.getByText("Modérer")).toHaveCount(0);
  await page.evaluate(() => window.scrollTo(0, 0));
  const frame = page.frameLocator("palabre-thread iframe");
  await frame.getByLabel("Pseudo").fill(pseudo);
  await frame.getByLabel("Mot de passe", { exact: false }).first().fill(password);
  await frame.getByLabel("Message :").fill("Je ferme ce sujet.");
  await frame.getByRole("button", { name: "Envoyer la réponse" }).click();
  await expect(frame.getByRole("button", { name: "Se déconnecter" })).toBeVisible();
  await page.reload();
  await frame.getByText("Modérer").click();
  await frame.getByRole("button", { name: "Verrouiller" }).click();
  await expect(frame.getByRole("button", { name: "Déverrouiller" })).toBeVisible();
});

test("a cookie of the forum does not reach it from the host's pages", async ({ host, page, server }) => {
  await page.goto(`${server.url}/sign-in`);
  await page.getByLabel("Pseudo").fill("Honorine");
  await page.getByLabel("Mot de passe", { exact: false }).first().fill(person("Honorine").password);
  await page.getByRole("main").getByRole("button", { name: "Se connecter" }).click();
  await expect(page.getByRole("navigation", { name: "Site" }).getByRole("link", { name: "Honorine" })).toBeVisible();
  host.serve("/both", hostPage(`<palabre-thread topic="${TOPIC.eggs}" isolate="iframe"></palabre-thread><palabre-thread id="shadow" topic="${TOPIC.eggs}"></palabre-thread>`));
  await page.goto(`${host.url}/both`);
  await expect(page.frameLocator("palabre-thread iframe").getByLabel("Pseudo")).toBeVisible();
  await page.locator("#shadow").scrollIntoViewIfNeeded();
  await expect(page.locator("#shadow").getByRole("button", { name: "Se connecter" })).toBeVisible();
});

test("the first reply to a page opens its topic with the page's title", async ({ host, page, server }) => {
  const address = `/billets/${unique("p").replace(" ", "-")}`;
  const body = hostPage('<palabre-thread forum="atelier" page></palabre-thread>', `<link rel="canonical" href="https://blog.example${address}">`);
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

test("an element dispatches ready, resize and reply events to the page", async ({ host, page }) => {
  host.serve("/dispatched", hostPage(`
    <palabre-thread topic="${TOPIC.eggs}"></palabre-thread>
    <script>
      window.dispatched = [];
      for (const name of ["ready", "reply", "error", "resize"])
        document.querySelector("palabre-thread").addEventListener(name, ({ detail }) => dispatched.push([name, detail]));
    </script>`));
  await page.goto(`${host.url}/dispatched`);
  const dispatched = () => page.evaluate(() => (window as any).dispatched as [string, any][]);
  await expect.poll(async () => (await dispatched()).map(([name]) => name)).toContain("ready");
  await expect.poll(async () => (await dispatched()).find(([name]) => name === "resize")?.[1].height).toBeGreaterThan(300);
  await signInByWindow(page, page.locator("palabre-thread"), "Honorine");
  const text = unique("Dit à la page");
  await message(page).fill(text);
  await send(page).click();
  await expect(posts(page, text)).toHaveCount(1);
  const reply = (await dispatched()).find(([name]) => name === "reply")?.[1];
  expect(reply.topic).toBe(TOPIC.eggs);
  expect(reply.address).toContain(`/t/${TOPIC.eggs}#p${reply.post}`);
  expect((await dispatched()).filter(([name]) => name === "error")).toEqual([]);
});

test("an element that is removed and inserted again keeps the draft", async ({ host, page }) => {
  host.serve("/moved", hostPage(`<palabre-thread topic="${TOPIC.eggs}"></palabre-thread>`));
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

test("ten elements load the WebAssembly once and are drawn only near the viewport", async ({ host, page }) => {
  const far = '<div style="height: 6000px"></div><palabre-thread id="far" topic="1"></palabre-thread>';
  host.serve("/ten", hostPage(Array.from({ length: 10 }, () => `<palabre-latest forum="atelier" posts="1"></palabre-latest>`).join("") + far));
  const loaded: string[] = [];
  page.on("request", (request) => loaded.push(new URL(request.url()).pathname));
  await page.goto(`${host.url}/ten`);
  for (const latest of await page.locator("palabre-latest").all()) await expect(latest.getByRole("listitem").first()).toBeVisible();
  const wasm = () => loaded.filter((path) => path.endsWith(".wasm"));
  // The main file, and the part with the list of replies, but not the form. No file is loaded twice.
  expect(new Set(wasm()).size).toBe(wasm().length);
  expect(wasm().filter((path) => path.includes("part-writing"))).toHaveLength(0);
  expect(loaded.filter((path) => path.endsWith("/posts"))).toHaveLength(0);
  await page.locator("#far").scrollIntoViewIfNeeded();
  await expect(page.locator("#far").getByLabel("Message :")).toBeVisible();
  expect(new Set(wasm()).size).toBe(wasm().length);
});

/** Reserves space for the elements until their script is loaded, as docs/embedding.md recommends. */
const RESERVED = "<style>palabre-thread:not(:defined) { display: block; min-height: 100vh } palabre-latest:not(:defined) { display: block; min-height: 473px }</style>";

test("the host page does not shift after the first paint", async ({ host, page }) => {
  host.serve("/still", hostPage(`<p>Avant.</p><palabre-thread topic="${TOPIC.welcome}"></palabre-thread><p id="after">Après.</p><palabre-latest forum="table"></palabre-latest>`, RESERVED));
  const shifts = await recordShifts(page);
  await page.goto(`${host.url}/still`);
  await expect(page.getByRole("article").first()).toBeVisible();
  await expect(async () => {
    await page.mouse.wheel(0, 700);
    expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight - scrollY)).toBeLessThan(1);
  }).toPass({ intervals: [100] });
  await expect(page.locator("palabre-latest").getByRole("listitem").first()).toBeVisible();
  expect(await shifts()).toEqual([]);
});

test("the host page does not shift for a reader who is already at its end", async ({ host, page }) => {
  host.serve("/end", hostPage(`<palabre-thread topic="${TOPIC.objects}" posts="50"></palabre-thread>`, RESERVED));
  const shifts = await recordShifts(page);
  // The posts arrive after the reader has scrolled to the end.
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
  expect(await shifts()).toEqual([]);
  // After scrolling up, the element has its full height.
  await page.mouse.wheel(0, -400);
  await expect.poll(() => page.locator("palabre-thread").evaluate((element) => element.getBoundingClientRect().height)).toBeGreaterThan(3000);
});

test("an element in a page of an unlisted site shows an error, and the frame is blocked", async ({ page, server, host }) => {
  // The same server under another host name is another site.
  const stranger = host.url.replace("blog.localhost", "ailleurs.localhost");
  host.serve("/stranger", hostPage(`<palabre-thread topic="${TOPIC.eggs}"></palabre-thread>`));
  await page.goto(`${stranger}/stranger`);
  await expect(page.locator("palabre-thread").getByRole("alert")).toBeVisible();
  const framed = page.waitForResponse((response) => response.url().includes("/embed/frame"));
  host.serve("/stranger", hostPage(`<palabre-thread topic="${TOPIC.eggs}" isolate="iframe"></palabre-thread>`));
  await page.goto(`${stranger}/stranger`);
  expect((await framed).headers()["content-security-policy"]).toContain("frame-ancestors 'none'");
  await expect(page.frameLocator("palabre-thread iframe").getByRole("article")).toHaveCount(0);
  expect(server.url).not.toBe(host.url);
});

test("an element leaves no global attributes, styles or storage in the page", async ({ host, page }) => {
  host.serve("/clean", hostPage(`<palabre-thread topic="${TOPIC.eggs}"></palabre-thread>`));
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
    test(`thread and list are accessible and fit 320 pixels (${theme}, ${isolate})`, async ({ host, page }) => {
      const attributes = `theme="${theme}" isolate="${isolate}"`;
      host.serve("/looks", hostPage(`<palabre-thread topic="${TOPIC.welcome}" ${attributes}></palabre-thread><palabre-latest forum="atelier" ${attributes}></palabre-latest>`));
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

test("a reader quotes, writes and sends with the keyboard alone", async ({ host, page }) => {
  host.serve("/keys", hostPage(`<palabre-thread topic="${TOPIC.eggs}"></palabre-thread>`));
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

test("the language is that of the page unless the element has a lang attribute", async ({ host, page }) => {
  host.serve("/langs", hostPage(`<div lang="en-GB"><palabre-latest forum="atelier" posts="1"></palabre-latest></div><palabre-latest lang="fr" forum="atelier" posts="1"></palabre-latest>`));
  await page.goto(`${host.url}/langs`);
  await expect(page.getByRole("region", { name: "Latest replies" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Dernières réponses" })).toBeVisible();
});

test("a session survives while the forum is unreachable and ends at sign-out", async ({ host, page }) => {
  host.serve("/kept", hostPage(`<palabre-thread topic="${TOPIC.eggs}"></palabre-thread>`));
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
