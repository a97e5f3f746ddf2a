// `cargo xtask test --only e2e` sets CHROMIUM, PALABRE_SERVER and PALABRE_DIST. With the app and a debug
// server built, `npx playwright test` in this directory works as well.

import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: ".",
  outputDir: "../../target/e2e",
  workers: 2,
  // A server starts per worker, so the tests of a file share one and run in order.
  fullyParallel: false,
  forbidOnly: !!process.env.CI,
  // Two cores are few: a test that passes only the second time is listed as flaky, to be mended.
  retries: 1,
  reporter: "list",
  timeout: 30_000,
  use: {
    browserName: "chromium",
    locale: "fr-FR",
    timezoneId: "Europe/Paris",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox", // the sandbox refuses root, which continuous integration often is
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
