/** What a merchant chose for the shop, and how this month stands against it. */
import type { Database } from "../db.server.ts";
import type { Enqueue } from "../jobs/enqueue.server.ts";
import type { Consent } from "./consent.server.ts";
import { publicTerms } from "./consent.ts";
import { inUse, makerOf, withConnections } from "./in-use.ts";
import type { MonthSpend } from "../usage/month-forecast.ts";
import { readMonth } from "./month-spend.server.ts";
import { type EnteredSettings, type SettingMistakes, readEntered, writeSettings } from "./read-settings.ts";
import { readSettings } from "./settings.ts";

type Parts = {
  db: Database;
  enqueue: Enqueue;
  consent: Pick<Consent, "termsFor">;
  now: () => Date;
};

export type ShownSettings = {
  entered: EnteredSettings;
  spend: MonthSpend;
  /** A connection that makes try-ons has no price, so its try-ons don't count against the cap. */
  priceMissing: boolean;
  /** Who receives the photo, as the consent text names them. */
  processors: { name: string; country: string | null }[];
};

type Changes<Value> = { [Name in keyof Value]?: Value[Name] | undefined };

export type SavedSettings = { ok: true } | { ok: false; mistakes: SettingMistakes };

export function createShopSettings({ db, enqueue, consent, now }: Parts) {
  return {
    async read(domain: string): Promise<ShownSettings> {
      const [{ connections, ...shop }, terms] = await Promise.all([
        db.shop.findUniqueOrThrow({ where: { domain }, include: withConnections }),
        consent.termsFor(domain),
      ]);
      const { first, standIn } = inUse(connections);
      return {
        entered: writeSettings(readSettings(shop.settings)),
        spend: await readMonth(db, shop, connections, now()),
        priceMissing: [first, standIn].some((one) => one && makerOf(one).priceMicros === 0n),
        processors: terms ? publicTerms(terms).processors : [],
      };
    },

    /** What is not among the changes stays as it is: another page may have saved it meanwhile. */
    async save(shop: string, changes: Changes<EnteredSettings>): Promise<SavedSettings> {
      return db.$transaction(async (transaction) => {
        // The products' rule is saved from another page: what is read here must still be there when it is written.
        const [row] = await transaction.$queryRaw<{ settings: unknown }[]>`
          select settings from shop where domain = ${shop} for no key update`;
        const current = readSettings(row?.settings ?? {});
        const read = readEntered(changed(writeSettings(current), changes), current);
        if (!read.ok) return read;
        await transaction.shop.update({ where: { domain: shop }, data: { settings: read.value } });
        await enqueue("shop.publish", { shop }, { transaction });
        return { ok: true };
      });
    },
  };
}

function changed<Value extends object>(before: Value, changes: Changes<Value>): Value {
  const after = { ...before };
  for (const name in before) after[name] = changes[name] ?? before[name];
  return after;
}
