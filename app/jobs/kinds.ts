/**
 * Work that nobody waits for: every kind, what it carries, and how it is repeated. A job may run twice (a process can
 * die between the work and its being ticked off), so each is written to be harmless the second time.
 */
import { z } from "zod";

const shop = z.object({ shop: z.string() });
const nothing = z.unknown().transform((): Record<string, never> => ({}));

const kinds = {
  "shop.set-up": shop,
  "shop.publish": shop,
  "shop.uninstall": shop.extend({ triggeredAt: z.string() }),
  "shop.redact": shop,
  "shop.note-data-request": shop.extend({ topic: z.string() }),
  "catalog.product": shop.extend({ id: z.string() }),
  "catalog.collection": shop.extend({ id: z.string() }),
  "catalog.publish-shard": shop.extend({ shard: z.number() }),
  "catalog.publish": shop.extend({ shards: z.array(z.number()) }),
  "catalog.read": shop.extend({ turn: z.number() }),
  "catalog.bulk-over": shop.extend({ operation: z.string() }),
  "catalog.read-due": nothing,
  "tokens.refresh": shop,
  "tokens.refresh-due": nothing,
  "tokens.refresh-all": nothing,
  "shop.read-facts": shop,
  "shop.publish-changed": nothing,
  "connection.check-unwell": nothing,
  "picture.sweep": nothing,
  "usage.count-days": nothing,
  "trace.clean": nothing,
};

export type JobName = keyof typeof kinds;
export type JobData = { [Name in JobName]: z.output<(typeof kinds)[Name]> };

/** Only by this type does the compiler know that a name's shape gives that same name's data. */
export const shapes: { [Name in JobName]: z.ZodType<JobData[Name]> } = kinds;

export const jobNames = Object.keys(kinds).filter((name): name is JobName => Object.hasOwn(kinds, name));

/** When the jobs without an occasion run, in UTC. */
export const times: Partial<Record<JobName, string>> = {
  "tokens.refresh-due": "*/10 * * * *",
  "tokens.refresh-all": "17 3 * * *",
  "shop.publish-changed": "2 * * * *",
  "catalog.read-due": "*/10 * * * *",
  "connection.check-unwell": "*/15 * * * *",
  "picture.sweep": "* * * * *",
  "usage.count-days": "23 * * * *",
  "trace.clean": "43 * * * *",
};

/**
 * Of these, one that waits does for all that would do the same: it looks at what there is when its turn comes. A product
 * that is edited ten times is asked for once, and thousands that are changed at once are told of in a few calls.
 */
export const sameAs: { [Name in JobName]?: (data: JobData[Name]) => string } = {
  "catalog.product": ({ shop: domain, id }) => `${domain} ${id}`,
  "catalog.publish-shard": ({ shop: domain, shard }) => `${domain} ${shard}`,
  "catalog.collection": ({ shop: domain, id }) => `${domain} ${id}`,
};
