/** Why the button does not show in the shop: every reason that holds, each with the one thing to do about it. */
import { explainFailure } from "../providers/failures.ts";
import { type Said, said } from "../words/said.ts";
import type { Standing } from "./standing.server.ts";

/** Where to go for it: an address inside the app, or the theme editor, whose address only the page knows. */
export type Action = { label: Said; to: string };
export type Reason = {
  id: "connection" | "cap" | "products" | "block" | "told";
  sentence: Said;
  action?: Action;
};

export const themeEditor = "theme editor";

type Facts = Omit<Standing, "alerts" | "tried">;

export function whyHidden(standing: Facts): Reason[] {
  const { spend, products, reading, seen, told } = standing;
  const reasons: Reason[] = [];
  const connection = withoutMaker(standing);
  if (connection) reasons.push(connection);
  if (spend.hides)
    reasons.push({
      id: "cap",
      sentence: said("home.hidden.cap"),
      action: { label: said("common.spend.change"), to: "/app/settings#cap" },
    });
  // Its reading begins a moment after the app was installed.
  const isBeingRead = reading === "running" || (reading === "none" && products.all === 0);
  if (products.withButton === 0)
    reasons.push({
      id: "products",
      sentence: said(isBeingRead ? "home.hidden.reading" : "home.hidden.products"),
      action: { label: said("home.action.products"), to: "/app/products" },
    });
  if (seen.placed === false)
    reasons.push({
      id: "block",
      sentence: said("home.hidden.block"),
      action: { label: said("home.action.block"), to: themeEditor },
    });
  // Seconds after a change, or for as long as Shopify does not take what it is told.
  if (reasons.every(({ id }) => id === "block") && !told)
    reasons.push({ id: "told", sentence: said("home.hidden.told") });
  return reasons;
}

function withoutMaker({ first, makesNow, allPaused }: Facts): Reason | undefined {
  if (makesNow) return undefined;
  if (!first)
    return {
      id: "connection",
      sentence: said(allPaused ? "home.hidden.paused" : "home.hidden.no_connection"),
      action: allPaused
        ? { label: said("home.action.resume"), to: "/app/connections" }
        : { label: said("home.action.connect"), to: "/app/connections/new" },
    };
  const to = `/app/connections/${first.id}`;
  return first.unwell === null
    ? {
        id: "connection",
        sentence: said("home.hidden.untested"),
        action: { label: said("home.action.test"), to },
      }
    : {
        id: "connection",
        sentence: explainFailure(first.unwell),
        action: { label: said("home.action.mend"), to },
      };
}
