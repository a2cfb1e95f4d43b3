/** The app's pages as a merchant meets them: in the frame of the admin. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Frame, Page } from "playwright-core";
import { until } from "../helpers/house.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Opens one of the app's pages, whole, and waits for its title. */
export async function openAdmin(page: Page, origin: string, path: string): Promise<Frame> {
  await page.goto(`${origin}/admin/apps/fitting-room${path}`);
  const frame = await appFrame(page);
  await frame.locator("h1").first().waitFor();
  // A press before the page's script has come would be lost.
  await page.waitForLoadState("networkidle");
  return frame;
}

/** As `openAdmin` waits, too. */
export async function reloadAdmin(page: Page): Promise<void> {
  await page.reload();
  await page.waitForLoadState("networkidle");
}

export function appFrame(page: Page): Promise<Frame> {
  return until(() =>
    page.frames().find((frame) => frame !== page.mainFrame() && frame.url() !== "about:blank"),
  );
}

/** What axe finds in the app's page, each with where and why. */
export async function axeFinds(page: Page): Promise<string[]> {
  const frame = await appFrame(page);
  await frame.evaluate(axe);
  return frame.evaluate(async (wanted) => {
    const options = { runOnly: { type: "tag", values: wanted } };
    const { violations } = await Reflect.get(window, "axe").run(document, options);
    return violations.flatMap(
      ({ id, nodes }: { id: string; nodes: { html: string; failureSummary: string }[] }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
    );
  }, tags);
}
