-- AlterEnum
ALTER TYPE "farewell" ADD VALUE 'erased';

-- DropIndex
DROP INDEX "receipt_shop_domain_idx";

-- CreateIndex
CREATE INDEX "receipt_shop_domain_at_id_idx" ON "receipt"("shop_domain", "at" DESC, "id" DESC);
