/** Lighthouse's own scores of a page, in points, as it gives them for a phone on a slow network. */
import type { Config } from "lighthouse";

export const categories = ["performance", "accessibility", "best-practices", "seo"] as const;
export type Scores = Record<(typeof categories)[number], number>;

/** `port` is the browser's own, for debugging. */
export async function scores(address: string, port: number): Promise<Scores> {
  const { default: lighthouse } = await import("lighthouse");
  const { origin } = new URL(address);
  const config: Config = {
    extends: "lighthouse:default",
    settings: {
      onlyCategories: [...categories],
      disableFullPageScreenshot: true,
      // How fast the sandbox answers, in the process that Lighthouse itself keeps busy, says nothing about the page.
      precomputedLanternData: {
        additionalRttByOrigin: { [origin]: 0 },
        serverResponseTimeByOrigin: { [origin]: 100 },
      },
    },
  };
  const run = await lighthouse(address, { port, logLevel: "silent" }, config);
  const { runtimeError, categories: judged } = run?.lhr ?? {};
  if (runtimeError) throw new Error(`Lighthouse failed: ${runtimeError.message}`);
  const points = (category: string): number => {
    const score = judged?.[category]?.score;
    if (typeof score !== "number") throw new Error(`Lighthouse gave no score for ${category}`);
    return Math.round(score * 100);
  };
  return {
    performance: points("performance"),
    accessibility: points("accessibility"),
    "best-practices": points("best-practices"),
    seo: points("seo"),
  };
}
