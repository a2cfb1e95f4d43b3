/** Keeps which consent text a shop shows, every text that it ever showed, and who agreed to which. */
import type { TryOn } from "@prisma/client";
import type { Database, Transaction } from "../db.server.ts";
import { covers, processorsOf, type Receiver, revision, type VersionedTerms, versionOf } from "./consent.ts";
import { inUse, type ShopWithConnections, withConnections } from "./in-use.ts";
import { readSettings } from "./settings.ts";

export type Consent = ReturnType<typeof createConsent>;

type Agreement = {
  tryOnId: string;
  shop: string;
  terms: VersionedTerms;
  language: string;
  visitorHash: string;
};

export function createConsent({ db }: { db: Database }) {
  /**
   * What holds in the shop now. Named are the connection in use and the one that stands in for it, well or not: a text
   * that changed with every hiccup of a provider would ask each shopper again and again.
   */
  const termsOf = async (shop: ShopWithConnections): Promise<VersionedTerms | undefined> => {
    const { first, standIn } = inUse(shop.connections);
    if (!first) return undefined;
    const { keptHours, consentAddition: addition } = readSettings(shop.settings);
    const processors = processorsOf(standIn ? [first, standIn] : [first]);
    const terms = { revision, processors, keptHours, addition };
    const version = versionOf(terms);
    // What the storefront was told of is kept already.
    if (version !== shop.toldTerms)
      await db.consentText.createMany({
        data: { shopDomain: shop.domain, version, terms },
        skipDuplicates: true,
      });
    return { ...terms, version };
  };

  return {
    async termsFor(domain: string): Promise<VersionedTerms | undefined> {
      const shop = await db.shop.findFirst({
        where: { domain, uninstalledAt: null },
        include: withConnections,
      });
      return shop ? termsOf(shop) : undefined;
    },

    termsOf,

    /** In the transaction that begins the try-on: there is no photo on its way without this row. */
    async record(
      transaction: Transaction,
      { tryOnId, shop, terms, language, visitorHash }: Agreement,
    ): Promise<void> {
      const { version, processors } = terms;
      await transaction.consent.create({
        data: { tryOnId, shopDomain: shop, version, language, processors, visitorHash },
      });
    },

    /** For the moment before a photo is sent: connections may have changed since the shopper agreed. */
    async allows(
      { id, shopDomain, askedBy }: Pick<TryOn, "id" | "shopDomain" | "askedBy">,
      receiver: Receiver,
    ): Promise<boolean> {
      // A drawn person's photo or the merchant's own, sent where the merchant said a moment ago. No shopper is in it.
      if (askedBy === "merchant") return true;
      const agreed = await db.consent.findFirst({
        where: { tryOnId: id, shopDomain },
        select: { processors: true },
      });
      return agreed !== null && covers(agreed.processors, receiver);
    },
  };
}
