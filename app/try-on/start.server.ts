/**
 * The shopper's press. Everything that can refuse it is asked before the photo is worked on, and the photo is safe before
 * the try-on begins.
 */
import { randomUUID } from "node:crypto";
import type { Database } from "../db.server.ts";
import { describeModel } from "../providers/registry.ts";
import { refuse, type Taken } from "../refusals.ts";
import { allowancesOf, look, take } from "../shop/allowances.server.ts";
import { dayIn } from "../calendar.ts";
import type { Consent } from "../shop/consent.server.ts";
import { choose, withConnections } from "../shop/in-use.ts";
import { modelChosenFor } from "../shop/model-choices.server.ts";
import { hardCapOf, readSettings } from "../shop/settings.ts";
import { type HashAddress, hashVisitor } from "../shop/visitor.server.ts";
import type { Forget } from "../storage/forget.server.ts";
import type { Pictures } from "../storage/pictures.server.ts";
import { fitsUnderCap } from "../usage/spend.server.ts";
import type { Signer } from "../vault/signer.server.ts";
import type { Begin, ShopperWish } from "./begin.server.ts";
import type { createCrowd } from "./crowd.ts";
import { findGarments } from "./garments/find-garments.server.ts";
import { cleanPhoto } from "./photo/photo.server.ts";
import { readStart } from "./read-start.ts";
import { createRepeats, type Earlier, repeatKeyFor } from "./repeat.server.ts";

export type StartRequest = { shop: string; query: Record<string, string>; address: string; photo: Buffer };
export type Started = Earlier & { token: string };

type Judged = { earlier: Earlier } | { wish: ShopperWish };

type Parts = {
  db: Database;
  pictures: Pictures;
  forget: Forget;
  signer: Signer;
  consent: Consent;
  hashAddress: HashAddress;
  begin: Begin;
  crowd: Pick<ReturnType<typeof createCrowd>, "inTurn">;
  now: () => Date;
};

export function createStart(parts: Parts) {
  const { db, pictures, forget, signer, consent, hashAddress, begin, crowd, now } = parts;
  const repeats = createRepeats({ db, now });

  const judge = async ({ shop: domain, query, address, photo }: StartRequest): Promise<Taken<Judged>> => {
    const read = readStart(query);
    if (!read.ok) return read;
    const { garments: asked, visitor, language } = read.value;

    const found = await db.shop.findFirst({
      where: { domain, uninstalledAt: null },
      include: withConnections,
    });
    if (!found) return refuse("unknown_shop");
    const { connections, ...shop } = found;
    const chosen = choose(connections, await modelChosenFor(db, domain, BigInt(asked[0].productId)));
    const terms = await consent.termsOf(found);
    if (!chosen || !terms) return refuse("not_ready");
    if (read.value.consent !== terms.version) return refuse("consent_outdated");
    const { standsIn, insteadOf: _first, ...maker } = chosen;
    const { provider, model, priceMicros: micros } = maker;
    const garments = await findGarments(db, found, asked, describeModel(provider, model), "shopper");
    if (!garments.ok) return garments;

    const visitorHash = hashVisitor(shop.salt, visitor);
    const keyFor = repeatKeyFor({ shop, visitorHash, garments: garments.value, photo });
    const earlier = await repeats.findFor(domain, chosen, keyFor);
    if (earlier) return { ok: true, value: { earlier } };

    // One moment for day, month and limits: midnight may come while the photo is worked on.
    const at = now();
    const settings = readSettings(shop.settings);
    const day = dayIn(shop.timeZone, at);
    const asker = { visitorHash, addressHash: await hashAddress(domain, address, day) };
    const allowed = await look(db, domain, allowancesOf(asker, settings, shop.timeZone, at));
    if (!allowed.ok) return allowed;
    const capMicros = hardCapOf(settings);
    if (!(await fitsUnderCap(db, { shop: domain, day, micros, capMicros }))) return refuse("not_ready");
    const { variantId } = asked[0];
    const { keptHours } = terms;
    const askedBy = { who: "shopper" as const, ...asker, repeatKey: keyFor(maker), terms, language };
    const wish = { shop, maker, standsIn, garments: garments.value, variantId, askedBy, keptHours, at };
    return { ok: true, value: { wish } };
  };

  const sealAndBegin = async (wish: ShopperWish, photo: Buffer): Promise<Taken<Earlier>> => {
    const { domain } = wish.shop;
    const photoId = await pictures.seal(domain, "photo", photo);
    // Such as for a shop that left just now. If it is the database that is away, the sweep does it.
    const discard = () => forget.discard(photoId).catch(() => {});
    const id = randomUUID();
    const begun = await begin([{ id, wish, photoId }]).catch(async (error: unknown) => {
      await discard();
      throw error;
    });
    if (begun.ok) return { ok: true, value: { id, state: "queued" } };
    await discard();
    // The same at the same time: the other one was first, and is this one's answer, too.
    const first = begun.code === "repeated" ? await repeats.find(domain, wish.askedBy.repeatKey) : undefined;
    return first ? { ok: true, value: first } : begun;
  };

  /** That a photo is damaged is found out at its end, by as much work as a good one takes. */
  const countSpoilt = async ({ shop, askedBy, at }: ShopperWish): Promise<void> => {
    const allowances = allowancesOf(askedBy, readSettings(shop.settings), shop.timeZone, at);
    const address = allowances.filter(({ scope }) => scope === "address");
    await take(db, shop.domain, address, at);
  };

  const start = async (request: StartRequest): Promise<Taken<Earlier>> => {
    const judged = await crowd.inTurn(() => judge(request));
    if (!judged.ok) return judged;
    if ("earlier" in judged.value) return { ok: true, value: judged.value.earlier };
    const { wish } = judged.value;
    const photo = await cleanPhoto(request.photo);
    if (photo.ok) return crowd.inTurn(() => sealAndBegin(wish, photo.value));
    if (photo.code === "photo_unreadable") await crowd.inTurn(() => countSpoilt(wish));
    return photo;
  };

  return async (request: StartRequest): Promise<Taken<Started>> => {
    const started = await start(request);
    if (!started.ok) return started;
    return { ok: true, value: { ...started.value, token: signer.sign("token", started.value.id) } };
  };
}
