-- Usage over a range of days: by the same grouping as usage_day, and by product without looking at the rows themselves: the
-- first for some weeks, the second for a whole year, where reading in the products' order needs no sorting.
-- Prisma's schema knows neither partial indexes, nor what an index holds beside its keys, nor indexes of a reckoning.
CREATE INDEX "try_on_day_product_idx" ON "try_on"("shop_domain", "day", "product_id") INCLUDE ("asked_by", "state", "charge", "price_micros");
CREATE INDEX "try_on_product_day_idx" ON "try_on"("shop_domain", "product_id", "day") INCLUDE ("asked_by", "state", "charge", "price_micros");
CREATE INDEX "try_on_opinion_idx" ON "try_on"("shop_domain", "day", "asked_by", "liked") WHERE "liked" IS NOT NULL;

-- The list of try-ons in each of its orders. What it can be filtered by stands beside, so that a filter that leaves few of
-- a million, or none, is answered without looking at the rows themselves, whichever filters come together.
CREATE INDEX "try_on_list_idx" ON "try_on"("shop_domain", "created_at" DESC, "id" DESC)
  INCLUDE ("day", "ended_at", "state", "failure_code", "product_id", "model", "connection_id", "asked_by");
CREATE INDEX "try_on_longest_idx" ON "try_on"("shop_domain", (extract(epoch from "ended_at" - "created_at")) DESC, "id" DESC)
  INCLUDE ("day", "created_at", "ended_at", "state", "failure_code", "product_id", "model", "connection_id", "asked_by")
  WHERE "ended_at" IS NOT NULL;
DROP INDEX "try_on_shop_domain_created_at_idx";

-- A connection is removed at once, however many try-ons it made: they keep its id.
ALTER TABLE "try_on" DROP CONSTRAINT "try_on_connection_id_fkey";
DROP INDEX "try_on_connection_id_ended_at_idx";

-- The list of products, in the order of titles as people sort them.
DROP INDEX "product_shop_domain_title_idx";
CREATE INDEX "product_title_idx" ON "product"("shop_domain", "title" COLLATE "und-x-icu", "id");
