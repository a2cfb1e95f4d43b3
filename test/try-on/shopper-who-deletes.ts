/** A shopper who starts a try-on, looks at it and deletes it; and what somebody behind the scenes sees of that. */
import { z } from "zod";
import type { House } from "../helpers/house.ts";
import { ask, press, shownShape, type Started, startedShape } from "../helpers/shopper.ts";

const receiptShape = z.object({
  receipt: z.array(z.object({ what: z.string(), why: z.string(), at: z.iso.datetime(), sha256: z.string() })),
});

export const receipts = (asked: { body: unknown }) => receiptShape.parse(asked.body).receipt;
export const reasons = (asked: { body: unknown }) => receipts(asked).map(({ what, why }) => `${what} ${why}`);

export function shopperWhoDeletes(houseNow: () => House) {
  return {
    begin: async (query = {}, photo?: Buffer) =>
      startedShape.parse((await press(houseNow(), query, photo)).body),
    forget: ({ id, token }: Started) =>
      ask(houseNow(), `/try-ons/${id}/delete`, { method: "POST", query: { token } }),
    receiptOf: ({ id, token }: Started) => ask(houseNow(), `/try-ons/${id}/receipt`, { query: { token } }),
    shown: async ({ id, token }: Started) =>
      shownShape.parse((await ask(houseNow(), `/try-ons/${id}`, { query: { token } })).body),
    row: ({ id }: Started) =>
      houseNow().db.tryOn.findUniqueOrThrow({ where: { id }, include: { pictures: true } }),
    advance: ({ id }: Started) => houseNow().services.tryOns.advance(id),
    tasks: () => houseNow().sandbox.world.tasks,
  };
}
