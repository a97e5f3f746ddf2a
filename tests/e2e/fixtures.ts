// Specs import `test` and `expect` from here instead of "@playwright/test". Each worker has its own server and its own
// mailbox, which receives the server's mails. Paths given to `page.goto` are relative to that server.

import { type Page, type Route, test as base } from "@playwright/test";
import { type Mailbox, startMailbox } from "./mailbox.mjs";
import { type RunningServer, startServer } from "./server.mjs";

export { expect } from "@playwright/test";

export const test = base.extend<object, { mailbox: Mailbox; server: RunningServer }>({
  mailbox: [
    async ({}, use) => {
      const mailbox = await startMailbox();
      await use(mailbox);
      await mailbox.stop();
    },
    { scope: "worker" },
  ],
  server: [
    async ({ mailbox }, use) => {
      const server = await startServer({
        PALABRE_SMTP: mailbox.url,
        // Tests post in quick succession. flood.spec.ts, which tests the interval, starts its own server.
        PALABRE_FLOOD_SECONDS: "0",
      });
      await use(server);
      await server.stop();
    },
    { scope: "worker", timeout: 90_000 },
  ],
  baseURL: async ({ server }, use) => use(server.url),
});

/** A small image. */
export const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEklEQVR4nGP4z8CAFWEXHbQSACj/P8Fu7N9hAAAAAElFTkSuQmCC",
  "base64",
);

/** Lets the request reach the server, but loses its response. */
export const loseResponse = async (route: Route): Promise<void> => {
  await route.fetch();
  await route.abort("connectionreset");
};

/** Disables messages between tabs, as in a browser without `BroadcastChannel`. Call it before `page.goto`. */
export const isolateTab = (page: Page) => page.addInitScript(() => Reflect.deleteProperty(window, "BroadcastChannel"));
