-- AlterEnum
ALTER TYPE "farewell" ADD VALUE IF NOT EXISTS 'merchant' AFTER 'shopper';

-- CreateEnum
CREATE TYPE "choice_scope" AS ENUM ('product', 'collection');

-- CreateTable
CREATE TABLE "connection_model" (
    "connection_id" UUID NOT NULL,
    "model" TEXT NOT NULL,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "price_micros" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "connection_model_pkey" PRIMARY KEY ("connection_id","model")
);

-- What a connection had for its one model goes along.
INSERT INTO "connection_model" ("connection_id", "model", "settings", "price_micros")
SELECT "id", "model", "settings", "price_micros" FROM "connection";

-- AlterTable
ALTER TABLE "connection" DROP COLUMN "price_micros",
DROP COLUMN "settings";

-- AlterTable
ALTER TABLE "try_on" ADD COLUMN     "comparison_id" UUID;

-- CreateTable
CREATE TABLE "model_choice" (
    "shop_domain" TEXT NOT NULL,
    "scope" "choice_scope" NOT NULL,
    "target_id" BIGINT NOT NULL,
    "model" TEXT NOT NULL,
    "chosen_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "model_choice_pkey" PRIMARY KEY ("shop_domain","scope","target_id")
);

-- CreateTable
CREATE TABLE "comparison" (
    "id" UUID NOT NULL,
    "shop_domain" TEXT NOT NULL,
    "product_id" BIGINT NOT NULL,
    "person" TEXT,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "comparison_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "comparison_shop_domain_idx" ON "comparison"("shop_domain");

-- CreateIndex
CREATE INDEX "try_on_comparison_id_idx" ON "try_on"("comparison_id");

-- AddForeignKey
ALTER TABLE "connection_model" ADD CONSTRAINT "connection_model_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "model_choice" ADD CONSTRAINT "model_choice_shop_domain_fkey" FOREIGN KEY ("shop_domain") REFERENCES "shop"("domain") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comparison" ADD CONSTRAINT "comparison_shop_domain_fkey" FOREIGN KEY ("shop_domain") REFERENCES "shop"("domain") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "try_on" ADD CONSTRAINT "try_on_comparison_id_fkey" FOREIGN KEY ("comparison_id") REFERENCES "comparison"("id") ON DELETE SET NULL ON UPDATE CASCADE;
