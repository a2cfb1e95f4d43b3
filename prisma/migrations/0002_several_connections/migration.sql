-- DropIndex
DROP INDEX "connection_shop_domain_key";

-- AlterTable
ALTER TABLE "connection" ADD COLUMN     "balance" TEXT,
ADD COLUMN     "paused" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "position" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "settings" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "product" ADD COLUMN     "kind" TEXT;

-- AlterTable: what was one address becomes a list of one garment.
ALTER TABLE "try_on" ADD COLUMN     "garments" JSONB;

UPDATE "try_on" SET "garments" = jsonb_build_array(jsonb_build_object(
  'productId', "product_id"::text, 'title', "product_title", 'kind', 'upper', 'address', "garment_address"));

ALTER TABLE "try_on" DROP COLUMN "garment_address",
ALTER COLUMN "garments" SET NOT NULL;

-- CreateIndex
CREATE INDEX "connection_shop_domain_position_idx" ON "connection"("shop_domain", "position");

-- AlterTable: a try-on's own refusals are told from those of a shopper's request.
ALTER TABLE "try_on" RENAME COLUMN "refusals" TO "refused_starts";

-- AlterTable: what nothing reads.
ALTER TABLE "shop" DROP COLUMN "ready";
ALTER TABLE "product" DROP COLUMN "handle", DROP COLUMN "updated_at";
ALTER TABLE "picture" DROP COLUMN "type", DROP COLUMN "bytes";
