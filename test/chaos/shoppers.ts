/** Shoppers who want their picture whatever happens: they press again when nobody answers, and never twice by mistake. */
import { z } from "zod";
import { ask, type Asked, press, shownShape, type Started, startedShape } from "../helpers/shopper.ts";
import { breath, type ChaosHouse } from "./house.ts";
import type { ShopperPlan } from "./plan.ts";

export type Visit = {
  plan: ShopperPlan;
  /** Every id that a press was answered with. */
  ids: Set<string>;
  /** The try-ons that were stopped by a press that was answered. */
  cancelled: Set<string>;
  /** What the last look at each showed. */
  seen: Map<string, z.infer<typeof shownShape>>;
};

export async function visit(
  house: ChaosHouse,
  plan: ShopperPlan,
  photo: Buffer,
  onPress: () => void,
): Promise<Visit> {
  const visited: Visit = { plan, ids: new Set(), cancelled: new Set(), seen: new Map() };
  await breath(plan.comesAfterMs);
  const pressed = await Promise.all(
    (plan.pressesTwice ? ["once", "twice"] : ["once"]).map((press) =>
      pressUntilTaken(house, plan, photo, press, onPress),
    ),
  );
  const started = new Map(pressed.map((one) => [one.id, one]));
  for (const id of started.keys()) visited.ids.add(id);
  for (const one of started.values()) {
    if (plan.cancelsAfterMs !== undefined) {
      await breath(plan.cancelsAfterMs);
      await insist(house, () =>
        ask(house, `/try-ons/${one.id}/delete`, { method: "POST", query: { token: one.token } }),
      );
      visited.cancelled.add(one.id);
    }
    visited.seen.set(one.id, await followToTheEnd(house, one));
  }
  return visited;
}

/** Each press differs in one word that the app does not read: the proxy's signature is good for one request alone. */
async function pressUntilTaken(
  house: ChaosHouse,
  { visitor, product }: ShopperPlan,
  photo: Buffer,
  name: string,
  onPress: () => void,
): Promise<Started> {
  const chosen = house.shop.products[product];
  let attempt = 0;
  const { body } = await insist(house, () => {
    attempt += 1;
    onPress();
    const query = {
      visitor,
      product_id: String(chosen?.id),
      variant_id: String(chosen?.variants[0]?.id),
      attempt: `${name} ${attempt}`,
    };
    return press(house, query, photo);
  });
  return startedShape.parse(body);
}

async function followToTheEnd(house: ChaosHouse, { id, token }: Started) {
  for (;;) {
    const { body } = await insist(house, () => ask(house, `/try-ons/${id}`, { query: { token, wait: "8" } }));
    const shown = shownShape.parse(body);
    if (shown.state === "done" || shown.state === "failed") return shown;
  }
}

const refusalShape = z.object({ error: z.object({ code: z.string() }) });

/** A dead app is asked again; a living one that refuses what it has no reason to refuse ends the whole run. */
async function insist(house: ChaosHouse, act: () => Promise<Asked>): Promise<Asked> {
  for (;;) {
    const answered = await act().catch(() => undefined);
    if (answered && answered.status < 300) return answered;
    const refused = refusalShape.safeParse(answered?.body);
    if (refused.success && answered && answered.status < 500)
      throw new Error(`${house.shop.domain} refused a shopper: ${refused.data.error.code}`);
    await breath(150);
  }
}
