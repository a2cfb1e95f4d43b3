/** What a merchant should know without looking for it: only what can be acted on, and only while it is true. */
import { explainFailure } from "../providers/failures.ts";
import { type Said, said } from "../words/said.ts";
import type { ShownMaker, Standing } from "./standing.server.ts";
import type { Action, Reason } from "./why-hidden.ts";

export type Notice = {
  /** The same for as long as it is the same news. */
  id: string;
  tone: "critical" | "warning";
  title: Said;
  text: Said;
  action: Action;
  /** It is no longer about now once it was read. */
  dismissible: boolean;
  /** The reason for a hidden button that it has told already. */
  tells?: Reason["id"];
};

type Facts = Pick<Standing, "first" | "standIn" | "makesNow" | "spend" | "reading" | "seen" | "alerts">;

export function noticesOf(standing: Facts): Notice[] {
  const { seen, alerts } = standing;
  const all = [
    ...(alerts.unwell ? unwell(standing) : []),
    ...money(standing),
    ...price(standing),
    ...catalogue(standing),
  ];
  return all.filter(({ id, dismissible }) => !dismissible || !seen.dismissed.includes(id));
}

function unwell({ first, standIn, makesNow }: Facts): Notice[] {
  const notice = (maker: ShownMaker, code: string): Notice => {
    const stops = makesNow === undefined;
    const title =
      maker === standIn
        ? "home.notice.stand_in_unwell"
        : stops
          ? "home.notice.unwell"
          : "home.notice.stands_in";
    return {
      id: `unwell:${maker.id}:${code}`,
      tone: stops ? "critical" : "warning",
      title: said(title, { provider: maker.provider }),
      text: explainFailure(code),
      action: { label: said("home.action.mend"), to: `/app/connections/${maker.id}` },
      dismissible: false,
      ...(maker === first && stops ? { tells: "connection" as const } : {}),
    };
  };
  return [first, standIn].flatMap((maker) =>
    maker && maker.unwell !== null ? [notice(maker, maker.unwell)] : [],
  );
}

/** From here on a merchant may want to raise it. */
const nearShare = 0.8;

function money({ spend, alerts }: Facts): Notice[] {
  const { month, usedMicros, capMicros, nextMonth, reached, hides, share } = spend;
  if (capMicros === null) return [];
  const action = { label: said("common.spend.change"), to: "/app/settings#cap" };
  if (reached)
    return alerts.capReached
      ? [
          {
            id: `cap:${month}`,
            tone: hides ? "critical" : "warning",
            title: said("home.notice.cap"),
            text: said(hides ? "home.notice.cap.hides" : "home.notice.cap.tells", {
              until: { day: nextMonth },
              used: { money: usedMicros },
              cap: { money: capMicros },
            }),
            action,
            dismissible: !hides,
            ...(hides ? { tells: "cap" as const } : {}),
          },
        ]
      : [];
  return alerts.capNear && share >= nearShare
    ? [
        {
          id: `cap-near:${month}`,
          tone: "warning",
          title: said("home.notice.cap_near"),
          text: said("home.notice.cap_near.text", { used: { money: usedMicros }, cap: { money: capMicros } }),
          action,
          dismissible: true,
        },
      ]
    : [];
}

function price({ first, standIn, spend }: Facts): Notice[] {
  const without = [first, standIn].find((maker) => maker?.priceMicros === "0");
  if (!without) return [];
  const capped = spend.capMicros !== null;
  return [
    {
      id: `price:${without.id}`,
      tone: "warning",
      title: said("home.notice.price", { provider: without.provider }),
      text: said(capped ? "home.notice.price.capped" : "home.notice.price.uncapped"),
      action: { label: said("home.action.price"), to: `/app/connections/${without.id}` },
      // A cap that counts nothing is no cap: that stays said.
      dismissible: !capped,
    },
  ];
}

function catalogue({ reading }: Facts): Notice[] {
  if (reading !== "trouble") return [];
  return [
    {
      id: "catalogue",
      tone: "warning",
      title: said("home.notice.catalogue"),
      text: said("home.notice.catalogue.text"),
      action: { label: said("home.action.catalogue"), to: "/app/products" },
      dismissible: false,
    },
  ];
}
