import { existsSync } from "node:fs";
import sparticuz from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";

const installed = ["/usr/bin/google-chrome", "/usr/bin/chromium", "/usr/bin/chromium-browser"];

/** A real Chromium: the one named, an installed one, the one inside an npm package, or else Playwright's own. */
export async function launchBrowser(more: string[] = []): Promise<Browser> {
  const executablePath = process.env["CHROMIUM_PATH"] ?? installed.find((path) => existsSync(path));
  if (executablePath !== undefined) return chromium.launch({ executablePath, args: more });
  if (process.platform !== "linux" || process.arch !== "x64") return chromium.launch({ args: more });
  // In one process, closing a context would end the whole browser.
  const args = sparticuz.args.filter((argument) => argument !== "--single-process");
  return chromium.launch({ executablePath: await sparticuz.executablePath(), args: [...args, ...more] });
}
