/** The steps from an installed app to a shop whose shoppers try things on, and the truth of each. */
import type { Standing } from "./standing.server.ts";

export const stepNames = ["connection", "products", "block", "test", "policy"] as const;

export type StepName = (typeof stepNames)[number];
export type Guide = {
  steps: { name: StepName; done: boolean }[];
  /** Its merchant has done with it. It comes back from the settings. */
  putAway: boolean;
};

type Facts = Pick<Standing, "makesNow" | "pausedWell" | "products" | "seen" | "tried">;

export function guideOf({ makesNow, pausedWell, products, seen, tried }: Facts): Guide {
  const truth: Record<StepName, boolean> = {
    // Who pauses it has not lost what was set up.
    connection: makesNow !== undefined || pausedWell,
    products: products.withButton > 0,
    block: seen.placed === true,
    test: tried,
    policy: seen.policyRead !== undefined,
  };
  return { steps: stepNames.map((name) => ({ name, done: truth[name] })), putAway: seen.guidePutAway };
}
