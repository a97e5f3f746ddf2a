// Two tabs and two accounts send many posts while requests and responses fail, and change texts after a fault. Each text
// that its author wanted to post must be posted exactly once, under the chosen name; no other text may be posted.
//
// PALABRE_SENDS sets the number of posts. The default is small.

import { type BrowserContext, type Page, type Route } from "@playwright/test";
import { expect, isolateTab, loseResponse, test } from "./fixtures";
import { TOPIC, fillCredentials, message, person, send, signInByApi } from "./people";

const SENDS = Number(process.env.PALABRE_SENDS ?? 24);
const WRITERS = ["Bastien", "Colette"];

const other = (writer: string) => WRITERS[1 - WRITERS.indexOf(writer)];

type Fault = (route: Route) => Promise<void>;

const FAULTS: Record<string, Fault> = {
  none: (route) => route.continue(),
  "request dropped": (route) => route.abort("connectionreset"),
  "response dropped": loseResponse,
  "502 before the server": (route) => route.fulfill({ status: 502, body: "<h1>Bad gateway</h1>" }),
  "504 after the server": async (route) => {
    await route.fetch();
    await route.fulfill({ status: 504, body: "<h1>Gateway timeout</h1>" });
  },
  "response truncated": async (route) => {
    const response = await route.fetch();
    const body = await response.text();
    await route.fulfill({ response, body: body.slice(0, body.length / 2) });
  },
  "request doubled": async (route) => {
    await route.fetch();
    await route.continue();
  },
};

/** Pseudo-random integers below `sides`, the same in every run (mulberry32). */
function seededRandom(seed: number): (sides: number) => number {
  return (sides) => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

type Outcome = "posted" | "rejected" | "already posted" | "other writer";

/** Clicks a button that sends the post, and waits for the outcome. */
async function submit(page: Page, button = send(page)): Promise<Outcome> {
  await button.click();
  // The address of the new post, or a notice that has the focus since this click.
  const outcome = () => /^#p\d+$/.test(location.hash) || document.activeElement?.matches("[role=alert]");
  await page.waitForFunction(outcome, undefined, { timeout: 20_000 });
  if (new URL(page.url()).hash) return "posted";
  const notice = page.getByRole("main").getByRole("alert").filter({ hasText: /\S/ }).first();
  const text = await notice.innerText();
  if (text.includes("Une version précédente")) return "already posted";
  return text.includes("n’a pas été écrit sous ce nom") ? "other writer" : "rejected";
}

async function openTab(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  // The worst case: a tab detects the other tab's sign-in only in the response to a post.
  await isolateTab(page);
  return page;
}

test(`of ${SENDS} posts sent under faults none is lost, duplicated or under a wrong name`, async ({ context, baseURL }) => {
  test.setTimeout(60_000 + SENDS * 8_000);
  const roll = seededRandom(20_260);
  const tabs = [await openTab(context), await openTab(context)];
  /** The expected posts: text and author. */
  const expected = new Map<string, string>();
  for (let number = 0; number < SENDS; number++) {
    const page = tabs[roll(2)];
    let writer = WRITERS[roll(2)];
    await signInByApi(page, person(writer));
    await page.goto(`/t/${TOPIC.objects}/reply`);
    await expect(page.getByRole("main").getByText(writer, { exact: true }).first()).toBeVisible();
    const first = `Envoi ${number}, de ${writer}.`;
    let text = first;
    await message(page).fill(text);
    if (roll(5) === 0) {
      // Another person signs in in the other tab.
      await signInByApi(page, person(other(writer)));
    }
    await page.route("**/api/topics/*/posts", Object.values(FAULTS)[roll(Object.keys(FAULTS).length)]);
    let outcome = await submit(page);
    await page.unroute("**/api/topics/*/posts");
    const button = (name: string) => page.getByRole("button", { name });
    for (let tries = 0; outcome !== "posted"; tries++) {
      expect(tries, `send ${number} finishes`).toBeLessThan(6);
      if (outcome === "other writer" && roll(2) === 0) {
        writer = other(writer);
        outcome = await submit(page, button(`Envoyer en tant que ${writer}`));
      } else if (outcome === "other writer") {
        await button("Changer de compte").click();
        await fillCredentials(page, person(writer));
        outcome = await submit(page);
      } else if (outcome === "already posted" && roll(2) === 0) {
        outcome = await submit(page, button("Modifier le message publié"));
      } else if (outcome === "already posted") {
        expected.set(first, writer);
        outcome = await submit(page, button("Publier aussi ce texte"));
      } else {
        if (roll(2) === 0) {
          text = `Envoi ${number}, de ${writer}. Corrigé ${tries}.`;
          await message(page).fill(text);
        }
        outcome = await submit(page);
      }
    }
    expected.set(text, writer);
  }
  const found: string[] = [];
  for (let number = 1; ; number++) {
    const response = await context.request.get(`${baseURL}/api/topics/${TOPIC.objects}/posts?page=${number}&per=100`);
    if (response.status() === 404) break;
    const { posts, pages } = await response.json();
    for (const post of posts) {
      if (post.body.startsWith("Envoi ")) found.push(`${post.author.pseudo}: ${post.body}`);
    }
    if (number >= pages) break;
  }
  expect(found.sort()).toEqual([...expected].map(([text, writer]) => `${writer}: ${text}`).sort());
});
