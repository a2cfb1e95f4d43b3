import type { Database } from "../../db.server.ts";

/** How many ended try-ons tell of a connection's pace. */
export const recentCount = 15;

/** How long a connection's last try-ons took, from being sent to their end; the last one first. */
export async function recentTimesOf(db: Database, connectionId: string | null): Promise<number[]> {
  if (connectionId === null) return [];
  const done = await db.tryOn.findMany({
    where: { connectionId, state: "done", endedAt: { not: null } },
    orderBy: { endedAt: "desc" },
    take: recentCount,
    select: { submittedAt: true, endedAt: true },
  });
  return done.flatMap(({ submittedAt, endedAt }) =>
    submittedAt && endedAt ? [endedAt.getTime() - submittedAt.getTime()] : [],
  );
}
