// What every spec imports instead of "@playwright/test": the same `test` and `expect`, with a server of its
// own per worker, which sends its mails to a mailbox of its own. Paths given to `page.goto` are relative to
// that server.

import { test as base } from "@playwright/test";
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
        // People of the tests post as fast as they can; a spec of the flood interval starts a server of its own.
        PALABRE_FLOOD_SECONDS: "0",
      });
      await use(server);
      await server.stop();
    },
    { scope: "worker", timeout: 90_000 },
  ],
  baseURL: async ({ server }, use) => use(server.url),
});
