/**
 * Ends what waited for its turn beyond its deadline. Who is in line is not driven by anybody yet, so nobody else would
 * notice; and whatever lost its job altogether ends here, too, with its photo.
 */
import type { Database } from "../db.server.ts";
import type { Fail } from "./move.server.ts";
import { lateCode } from "./states.ts";

export type EndOverdue = () => Promise<number>;

const pageSize = 500;

export function createEndOverdue({
  db,
  fail,
  now,
}: {
  db: Database;
  fail: Fail;
  now: () => Date;
}): EndOverdue {
  return async () => {
    const at = now();
    const late = await db.tryOn.findMany({
      where: {
        OR: [
          { state: "queued", takeBy: { lt: at } },
          { state: { in: ["submitting", "running"] }, overBy: { lt: at } },
        ],
      },
      take: pageSize,
    });
    const troubles: unknown[] = [];
    for (const tryOn of late)
      try {
        await fail(tryOn, lateCode(tryOn));
      } catch (trouble) {
        // One that can't be ended must not keep the others, which may be other shops'.
        troubles.push(trouble);
      }
    if (troubles.length > 0) throw troubles[0];
    return late.length;
  };
}
