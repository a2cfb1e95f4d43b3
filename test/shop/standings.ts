/** A shop where all is well, to be spoilt by each test in its own way. */
import { said } from "../../app/words/said.ts";
import type { ShownMaker, Standing } from "../../app/shop/standing.server.ts";

export const maker: ShownMaker = {
  id: "00000000-0000-4000-8000-000000000001",
  provider: said("connections.provider.kling"),
  model: "Kolors",
  tested: true,
  unwell: null,
  priceMicros: "70000",
  balance: null,
};

export const standIn: ShownMaker = {
  ...maker,
  id: "00000000-0000-4000-8000-000000000002",
  provider: said("connections.provider.hidream"),
};

export const allIsWell: Standing = {
  first: maker,
  makesNow: "first",
  allPaused: false,
  pausedWell: false,
  spend: {
    month: "2026-11",
    usedMicros: "70000",
    reservedMicros: "0",
    capMicros: "1000000",
    share: 0.07,
    reached: false,
    hides: false,
    nextMonth: "2026-12-01",
  },
  products: { withButton: 11, all: 12 },
  reading: "done",
  tried: true,
  told: true,
  seen: { guidePutAway: false, dismissed: [], placed: true, policyRead: "2026-11-20T10:00:00Z" },
  alerts: { capNear: true, capReached: true, unwell: true },
};
