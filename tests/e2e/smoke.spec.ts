import { expect, test } from "./fixtures";

test("the server answers and serves the app", async ({ page, request }) => {
  expect((await request.get("/healthz")).ok()).toBe(true);
  await page.goto("/");
  await expect(page.getByRole("main")).toBeVisible();
});

test("the page does not violate its content security policy", async ({ page }) => {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) complaints.push(message.text());
  });
  await page.goto("/", { waitUntil: "networkidle" });
  expect(complaints).toEqual([]);
});
