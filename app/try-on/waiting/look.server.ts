/**
 * Looks at try-ons for those who wait for them: the state, the place in line and what tells how long it may take. Lines
 * are the connections' own, so no shop waits behind another's. Thousands may look at once, so many share one statement.
 */
import { Prisma, type TryOnState } from "@prisma/client";
import type { Database } from "../../db.server.ts";
import { expectedMs } from "./expected-time.ts";
import { gather } from "./gather.ts";
import { recentCount } from "./recent-times.server.ts";

export type Looked = {
  shopDomain: string;
  state: TryOnState;
  failureCode: string | null;
  /** Null where there is none to be shown, or none any more. */
  result: { id: string; keptMs: number } | null;
  /** The place in line, from 1; 0 once it is out of the line. */
  position: number;
  /** Until it has probably ended; 0 when it has. */
  etaMs: number;
};

export type Look = (id: string) => Promise<Looked | undefined>;

type Row = {
  id: string;
  shop_domain: string;
  connection_id: string | null;
  state: TryOnState;
  running_for: number | null;
  over_in: number;
  failure_code: string | null;
  result_id: string | null;
  kept_ms: number | null;
  position: number | null;
  at_once: number | null;
  times: number[] | null;
  all_running_for: number[] | null;
};

export function createLook({ db, now }: { db: Pick<Database, "$queryRaw">; now: () => Date }): Look {
  const msBetween = (from: Prisma.Sql, to: Prisma.Sql) =>
    Prisma.sql`(extract(epoch from ${to} - ${from}) * 1000)::float8`;

  const read = (ids: string[]): Promise<Row[]> => {
    const at = Prisma.sql`${now()}::timestamptz`;
    return db.$queryRaw(Prisma.sql`
      with asked as materialized (
        select id, shop_domain, connection_id, state, submitted_at, over_by, failure_code,
          state in ('queued', 'submitting', 'running') as waits,
          row_number() over (partition by connection_id, state in ('queued', 'submitting', 'running')) as number
        from try_on where id = any(${ids}::uuid[])
      ), line as (
        select id, row_number() over (partition by connection_id order by created_at, id)::int as position
        from try_on
        where state = 'queued'
          and connection_id = any(array(select distinct connection_id from asked where state = 'queued'))
      )
      select asked.id, asked.shop_domain, asked.connection_id, asked.state::text, asked.failure_code,
        ${msBetween(Prisma.sql`asked.submitted_at`, at)} as running_for,
        ${msBetween(at, Prisma.sql`asked.over_by`)} as over_in,
        result.id as result_id, ${msBetween(at, Prisma.sql`result.expires_at`)} as kept_ms,
        line.position, connection.parallel_limit as at_once,
        -- What is true of the connection stands in one row of each.
        case when asked.waits and asked.number = 1 then array(
          select ${msBetween(Prisma.sql`done.submitted_at`, Prisma.sql`done.ended_at`)} from try_on done
          where done.connection_id = asked.connection_id and done.state = 'done' and done.ended_at is not null
          order by done.ended_at desc limit ${recentCount}
        ) end as times,
        case when asked.waits and asked.number = 1 then array(
          select ${msBetween(Prisma.sql`running.submitted_at`, at)} from try_on running
          where running.connection_id = asked.connection_id and running.state in ('submitting', 'running')
        ) end as all_running_for
      from asked
        left join connection on connection.id = asked.connection_id
        left join line on line.id = asked.id
        -- One that is being deleted, or is only waiting for it, is not shown any more.
        left join picture result on asked.state = 'done' and result.try_on_id = asked.id
          and result.role = 'result' and result.key is not null and result.expires_at > ${at}`);
  };

  return gather(async (ids) => {
    const rows = await read(ids);
    const paces = new Map(
      rows.flatMap(({ connection_id, at_once, times, all_running_for }) =>
        times && all_running_for
          ? [[connection_id, { atOnce: at_once ?? 1, times, runningFor: all_running_for }]]
          : [],
      ),
    );
    return new Map(rows.map((row) => [row.id, seenOf(row, paces.get(row.connection_id))]));
  });
}

function seenOf(row: Row, pace: Parameters<typeof expectedMs>[0] | undefined): Looked {
  const { position, running_for, result_id: id, kept_ms: keptMs } = row;
  const place = position === null ? { runningFor: running_for ?? 0 } : { ahead: position - 1 };
  const waits = pace && row.state !== "done" && row.state !== "failed";
  return {
    shopDomain: row.shop_domain,
    state: row.state,
    failureCode: row.failure_code,
    result: id !== null && keptMs !== null ? { id, keptMs: Math.round(keptMs) } : null,
    position: position ?? 0,
    etaMs: waits ? Math.min(expectedMs(pace, place), Math.max(1_000, Math.round(row.over_in))) : 0,
  };
}
