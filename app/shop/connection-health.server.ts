/** Whether a connection is well enough to be asked, and who takes over where it is not. */
import type { TryOn } from "@prisma/client";
import limitConcurrency from "p-limit";
import type { Database } from "../db.server.ts";
import type { Enqueue } from "../jobs/enqueue.server.ts";
import { type FailureCode, meaningOf } from "../providers/failures.ts";
import { changeAsTried, connectionsOf } from "./connection-rows.server.ts";
import { type ConnectionWithModels, inUse, isWell, makerOf, type Maker, withModels } from "./in-use.ts";
import type { ProviderAccess } from "./provider-access.server.ts";

type Parts = { db: Database; enqueue: Enqueue; providerOf: ProviderAccess["providerOf"] };

const atATime = limitConcurrency(8);

export function createConnectionHealth({ db, enqueue, providerOf }: Parts) {
  const setUnwell = async (maker: Maker, unwell: FailureCode | null): Promise<void> => {
    const { shopDomain, unwell: before } = maker.connection;
    if (before === unwell) return;
    await db.$transaction(async (transaction) => {
      if (await changeAsTried(transaction, maker, { unwell }))
        await enqueue("shop.publish", { shop: shopDomain }, { transaction });
    });
  };

  const checkAgain = async (connection: ConnectionWithModels): Promise<void> => {
    const maker = makerOf(connection);
    const checked = await providerOf(maker).check();
    if (checked.ok) await setUnwell(maker, null);
  };

  return {
    setUnwell,

    /** Who may take over what the first one has refused. */
    async standInFor({ shopDomain, connectionId }: TryOn): Promise<Maker | undefined> {
      const { standIn } = inUse(await connectionsOf(db, shopDomain));
      return standIn && standIn.id !== connectionId && isWell(standIn) ? makerOf(standIn) : undefined;
    },

    /** Asks those that are unwell whether they are still: without a first try-on nobody else would find out. */
    async checkUnwell(): Promise<void> {
      const unwell = await db.connection.findMany({
        where: { unwell: { not: null }, paused: false },
        include: withModels,
      });
      const asked = await Promise.allSettled(unwell.map((connection) => atATime(checkAgain, connection)));
      // One that can't even be asked, such as by a key that does not open, must not keep the others.
      for (const one of asked) if (one.status === "rejected") throw one.reason;
    },

    /** Every further try-on would fail in the same way: the button goes until a test or a try-on passes. */
    async markUnwell(maker: Maker, code: FailureCode): Promise<void> {
      if (meaningOf(code).unwell && tellsOfConnection(maker, code)) await setUnwell(maker, code);
    },

    async markWell(maker: Maker): Promise<void> {
      if (tellsOfConnection(maker, maker.connection.unwell)) await setUnwell(maker, null);
    },
  };
}

export type ConnectionHealth = ReturnType<typeof createConnectionHealth>;

/**
 * A right or a pack of try-ons that is missing may be missing for one model alone: of the connection's usual model only
 * that model's own try-ons tell.
 */
function tellsOfConnection({ connection, model }: Maker, code: string | null): boolean {
  return model === connection.model || (code !== "not_permitted" && code !== "balance_gone");
}
