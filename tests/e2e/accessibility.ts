// The accessibility audit that ends a look at a page.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Frame, Page } from "@playwright/test";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * What axe-core finds wrong with the page as it stands, contrast included: one line a rule, with the
 * elements that break it. Expect it to equal `[]`.
 */
export async function violations(page: Page | Frame): Promise<string[]> {
  // Evaluated by the driver, so the content security policy of the page stays in force.
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const found = await (globalThis as any).axe.run(document, { resultTypes: ["violations"] });
    return found.violations.map((rule: any) => {
      const elements = rule.nodes.map((node: any) => node.target.join(" "));
      return `${rule.id}: ${rule.help} (${elements.join(", ")})`;
    });
  });
}
