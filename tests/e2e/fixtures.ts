// What every spec imports instead of "@playwright/test": the same `test` and `expect`, with a server of its
// own per worker. Paths given to `page.goto` are relative to that server.

import { test as base } from "@playwright/test";
import { type RunningServer, startServer } from "./server.mjs";

export { expect } from "@playwright/test";

export const test = base.extend<object, { server: RunningServer }>({
  server: [
    async ({}, use) => {
      const server = await startServer();
      await use(server);
      await server.stop();
    },
    { scope: "worker", timeout: 90_000 },
  ],
  baseURL: async ({ server }, use) => use(server.url),
});
