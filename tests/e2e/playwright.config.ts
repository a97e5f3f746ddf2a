// `cargo xtask test --only e2e` sets CHROMIUM, PALABRE_SERVER and PALABRE_DIST. After a build of the app and of a debug
// server, `npx playwright test` in this directory works too.

import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: ".",
  outputDir: "../../target/e2e",
  workers: 2,
  // Each worker starts one server, so the tests of a file share it and run in order.
  fullyParallel: false,
  forbidOnly: !!process.env.CI,
  // On a slow machine a test may need a second attempt. It is then reported as flaky and has to be fixed.
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
        "--no-sandbox", // the sandbox does not run as root, which continuous integration often uses
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
