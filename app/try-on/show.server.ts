/** What a shopper may know of a try-on, now or as soon as it changes. */
import type { Picture, TryOn } from "@prisma/client";
import type { Database } from "../db.server.ts";
import { isFailureCode, meaningOf, shopperSentences, type ShopperCode } from "../providers/failures.ts";
import type { Signer } from "../vault/signer.server.ts";
import { refuse, type Taken } from "../refusals.ts";
import { hasEnded, type TryOnState, usualMs } from "./states.ts";
import type { Wake } from "./wake.server.ts";

export type Shown = {
  id: string;
  state: TryOnState;
  eta_ms: number;
  /** The place in line, from 1; 0 once it is out of the line. */
  position: number;
  image_url?: string;
  failure?: { code: ShopperCode; message: string };
};

export type ShowRequest = { shop: string; id: string; token: string; waitSeconds: number };

type Parts = {
  db: Database;
  signer: Signer;
  wake: Wake;
  resultAddress: (pictureId: string) => string;
  now: () => Date;
};

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function createShow({ db, signer, wake, resultAddress, now }: Parts) {
  const look = (shop: string, id: string) =>
    db.tryOn.findFirst({
      where: { id, shopDomain: shop },
      include: { pictures: { where: { role: "result" } } },
    });

  const show = async ({ shop, id, token, waitSeconds }: ShowRequest): Promise<Taken<Shown>> => {
    if (!uuid.test(id) || !signer.verify("token", id, token)) return refuse("gone");
    const deadline = performance.now() + waitSeconds * 1000;
    for (let before: TryOnState | undefined; ;) {
      const change = wake.expect("try_on_changed", id);
      try {
        const found = await look(shop, id);
        if (!found) return refuse("gone");
        const left = deadline - performance.now();
        before ??= found.state;
        if (hasEnded(found.state) || found.state !== before || left <= 0 || wake.isReleased())
          return { ok: true, value: await shownOf(found) };
        await change.within(left);
      } finally {
        change.cancel();
      }
    }
  };

  const shownOf = async (tryOn: TryOn & { pictures: Picture[] }): Promise<Shown> => {
    const shown = { id: tryOn.id, state: tryOn.state, eta_ms: 0, position: 0 };
    if (tryOn.state === "failed") return { ...shown, failure: shopperFailure(tryOn.failureCode) };
    if (tryOn.state === "done") {
      const [result] = tryOn.pictures;
      if (!result) return { ...shown, failure: { code: "gone", message: shopperSentences.gone } };
      return { ...shown, image_url: resultAddress(result.id) };
    }
    const usual = await usualTime(tryOn.connectionId);
    const waited = now().getTime() - tryOn.createdAt.getTime();
    const ahead = tryOn.state === "queued" ? await countAhead(tryOn) : 0;
    const place = tryOn.state === "queued" ? ahead + 1 : 0;
    return { ...shown, position: place, eta_ms: Math.max(1_000, usual * (1 + ahead) - waited) };
  };

  const countAhead = (tryOn: TryOn) =>
    db.tryOn.count({
      where: { connectionId: tryOn.connectionId, state: "queued", createdAt: { lt: tryOn.createdAt } },
    });

  const usualTime = async (connectionId: string | null): Promise<number> => {
    const recent = await db.tryOn.findMany({
      where: { connectionId, state: "done" },
      orderBy: { endedAt: "desc" },
      take: 15,
      select: { createdAt: true, endedAt: true },
    });
    const times = recent.flatMap((row) =>
      row.endedAt ? [row.endedAt.getTime() - row.createdAt.getTime()] : [],
    );
    return times.sort((one, other) => one - other)[Math.floor(times.length / 2)] ?? usualMs;
  };

  return show;
}

function shopperFailure(code: string | null): { code: ShopperCode; message: string } {
  const shopperCode = code && isFailureCode(code) ? meaningOf(code).shopper : "provider_trouble";
  return { code: shopperCode, message: shopperSentences[shopperCode] };
}
