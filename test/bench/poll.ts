/** A poll that does not wait, against a resource route of Remix's that has nothing to do. */
import type { TryOnState } from "@prisma/client";
import { Pool } from "undici";
import { startListener } from "./children.ts";
import { type Figure, inTurns, rate } from "./measure.ts";
import { type Ground, type Place, startPlace } from "./place.ts";
import { addTryOns, tokenOf } from "./rows.ts";
import { send, signedPath } from "./shoppers.ts";

const turns = 10;
const load = { atATime: 64, ms: 700 };
const waiting = 200;

export async function poll(ground: Ground): Promise<Figure[]> {
  const place = await startPlace(ground, "web");
  const bare = await startListener("bare-remix.ts");
  try {
    return [await compare(place, bare.origin, "running"), await compare(place, bare.origin, "queued")];
  } finally {
    await bare.stop();
    await place.stop();
  }
}

async function compare(place: Place, bareOrigin: string, state: TryOnState): Promise<Figure> {
  const ids = await addTryOns(place, state, waiting);
  const addresses = ids.map(
    (id) => place.origin + signedPath(`/try-ons/${id}`, { token: tokenOf(place, id) }),
  );
  const asking = (origin: string, addresses: string[]) => {
    const dispatcher = new Pool(origin, { connections: load.atATime });
    let asked = 0;
    const ask = async () => {
      asked += 1;
      const { status } = await send(addresses[asked % addresses.length] ?? "", { dispatcher });
      if (status !== 200) throw new Error(`a poll was answered ${status}`);
    };
    return { measure: () => rate(ask, load), close: () => dispatcher.close() };
  };
  const app = asking(place.origin, addresses);
  const bare = asking(bareOrigin, [`${bareOrigin}/poll/one`]);
  const { ours, baseline, ratio } = await inTurns(turns, app.measure, bare.measure);
  await app.close();
  await bare.close();
  return {
    what: `polls, of ${waiting} that are ${state}`,
    unit: "/s",
    ours,
    baseline: { what: "a bare Remix route", ...baseline },
    ratio,
    bound: { of: "ratio", least: 0.6 },
  };
}
