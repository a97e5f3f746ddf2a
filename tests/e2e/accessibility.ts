// The accessibility audit of a page.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Frame, Page } from "@playwright/test";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * The violations that axe-core finds in the current state of the page, contrast included: one line per rule, with
 * the elements that break it. Tests expect `[]`.
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
