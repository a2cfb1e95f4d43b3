/**
 * The merchant's press: the same product on the same person by one or several models. Each is a try-on like a shopper's,
 * paid for under the same cap; all of them begin, or none does.
 */
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Shop } from "@prisma/client";
import { dayIn } from "../../calendar.ts";
import type { Database } from "../../db.server.ts";
import { describeModel } from "../../providers/registry.ts";
import type { RefusalCode } from "../../refusals.ts";
import { type ConnectionWithModels, type Maker, makerOf } from "../../shop/in-use.ts";
import { hardCapOf, readSettings } from "../../shop/settings.ts";
import type { Forget } from "../../storage/forget.server.ts";
import type { Pictures } from "../../storage/pictures.server.ts";
import { fitsUnderCap } from "../../usage/spend.server.ts";
import { type Said, said } from "../../words/said.ts";
import type { Begin, Beginning, Wish } from "../begin.server.ts";
import { findGarments } from "../garments/find-garments.server.ts";
import { cleanPhoto } from "../photo/photo.server.ts";
import type { DrawnName } from "./drawn-people.ts";

export const mostCompared = 6;

export type AskedComparison = {
  /** Made by the page for one press: whatever comes twice begins once. */
  id: string;
  productId: string;
  person: { drawn: DrawnName } | { photo: Buffer };
  makers: { connectionId: string; model: string }[];
};

export type StartedComparison = { ok: true; id: string } | { ok: false; sentence: Said };

type Parts = {
  db: Database;
  pictures: Pictures;
  forget: Forget;
  begin: Begin;
  /** The connections of a shop that may be asked, and what each can run. */
  makersOf: (shop: string) => Promise<ConnectionWithModels[]>;
  offers: (connection: ConnectionWithModels) => { id: string }[];
  now: () => Date;
};

type Judged = { ok: true; wishes: Wish[] } | { ok: false; sentence: Said };

export function createCompare({ db, pictures, forget, begin, makersOf, offers, now }: Parts) {
  const judge = async (domain: string, asked: AskedComparison): Promise<Judged> => {
    const shop = await db.shop.findFirst({ where: { domain, uninstalledAt: null } });
    if (!shop) return no("refused.other");
    const pairs = new Set(asked.makers.map(({ connectionId, model }) => `${connectionId} ${model}`));
    if (pairs.size !== asked.makers.length || pairs.size < 1 || pairs.size > mostCompared)
      return { ok: false, sentence: said("models.mistake.makers", { most: mostCompared }) };
    const connections = await makersOf(domain);
    const makers = asked.makers.flatMap(({ connectionId, model }) => {
      const connection = connections.find(({ id }) => id === connectionId);
      const isOffered = connection && offers(connection).some(({ id }) => id === model);
      return isOffered ? [makerOf(connection, model)] : [];
    });
    if (makers.length < pairs.size) return no("mistake.not_offered");

    const at = now();
    const settings = readSettings(shop.settings);
    const micros = makers.reduce((sum, { priceMicros }) => sum + priceMicros, 0n);
    const month = { shop: domain, day: dayIn(shop.timeZone, at), micros };
    if (!(await fitsUnderCap(db, { ...month, capMicros: hardCapOf(settings) }))) return tooDear;

    const wishes: Wish[] = [];
    for (const maker of makers) {
      const wish = await wishFor(shop, maker, asked, at);
      if (!wish.ok) return { ok: false, sentence: explain(wish.code) };
      wishes.push(wish.value);
    }
    return { ok: true, wishes };
  };

  const wishFor = async (shop: Shop, maker: Maker, { id, productId }: AskedComparison, at: Date) => {
    const { keptHours } = readSettings(shop.settings);
    const model = describeModel(maker.provider, maker.model);
    const garments = await findGarments(db, shop, [{ productId, variantId: undefined }], model, "merchant");
    if (!garments.ok) return garments;
    const askedBy = { who: "merchant" as const, comparisonId: id };
    const rest = { variantId: undefined, standsIn: false, askedBy, keptHours, at };
    return { ok: true as const, value: { shop, maker, garments: garments.value, ...rest } };
  };

  const beginAll = async (
    wishes: Wish[],
    asked: AskedComparison,
    photo: Buffer,
  ): Promise<StartedComparison> => {
    const beginnings: Beginning[] = [];
    const [domain = ""] = wishes.map(({ shop }) => shop.domain);
    try {
      for (const wish of wishes)
        beginnings.push({ id: randomUUID(), wish, photoId: await pictures.seal(domain, "photo", photo) });
      const begun = await begin(beginnings, async (transaction) => {
        const person = "drawn" in asked.person ? asked.person.drawn : null;
        const row = { id: asked.id, shopDomain: domain, productId: BigInt(asked.productId), person };
        const { count } = await transaction.comparison.createMany({ data: [row], skipDuplicates: true });
        if (count === 0) throw pressedTwice;
      });
      if (begun.ok) return { ok: true, id: asked.id };
      await discard(beginnings);
      return begun.code === "not_ready" ? tooDear : { ok: false, sentence: explain(begun.code) };
    } catch (error) {
      await discard(beginnings);
      if (error === pressedTwice) return { ok: true, id: asked.id };
      throw error;
    }
  };

  const discard = (beginnings: Beginning[]) =>
    Promise.all(beginnings.map(({ photoId }) => forget.discard(photoId).catch(() => {})));

  const start = async (domain: string, asked: AskedComparison): Promise<StartedComparison> => {
    const judged = await judge(domain, asked);
    if (!judged.ok) return judged;
    const photo = await cleanPhoto("photo" in asked.person ? asked.person.photo : await draw(asked.person));
    if (!photo.ok) return { ok: false, sentence: explain(photo.code) };
    return beginAll(judged.wishes, asked, photo.value);
  };

  return async (domain: string, asked: AskedComparison): Promise<StartedComparison> => {
    const compared = await start(domain, asked);
    if (compared.ok) return compared;
    // What a second press is refused for, such as the cap, may be what its first has used up.
    const begun = await db.comparison.count({ where: { id: asked.id, shopDomain: domain } });
    return begun > 0 ? { ok: true, id: asked.id } : compared;
  };
}

function draw({ drawn }: { drawn: DrawnName }): Promise<Buffer> {
  return readFile(new URL(`./people/${drawn}.jpg`, import.meta.url));
}

function no(key: "refused.other" | "mistake.not_offered"): { ok: false; sentence: Said } {
  return { ok: false, sentence: said(`models.${key}`) };
}

const tooDear = { ok: false as const, sentence: said("models.mistake.cap") };

/** Thrown to undo what a first press has begun already. */
const pressedTwice = new Error("pressed twice");

const told = [
  "busy",
  "garment_not_ready",
  "photo_shape",
  "photo_too_large",
  "photo_too_small",
  "photo_type",
  "photo_unreadable",
  "product_not_found",
] as const satisfies RefusalCode[];

function explain(code: RefusalCode): Said {
  return said(`models.refused.${told.find((one) => one === code) ?? "other"}`);
}
