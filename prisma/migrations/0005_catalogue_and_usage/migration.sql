-- CreateEnum
CREATE TYPE "readiness" AS ENUM ('ready', 'no_picture', 'too_small', 'wrong_shape');

-- CreateEnum
CREATE TYPE "asker" AS ENUM ('shopper', 'merchant');

-- AlterTable
ALTER TABLE "shop" ADD COLUMN     "counted_through" TEXT,
ADD COLUMN     "seen" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "product" ADD COLUMN     "changed_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "chosen_kind" TEXT,
ADD COLUMN     "chosen_pictures" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "collections" BIGINT[] DEFAULT ARRAY[]::BIGINT[],
ADD COLUMN     "handle" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "product_type" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "readiness" "readiness" NOT NULL DEFAULT 'ready',
ADD COLUMN     "switched" BOOLEAN,
ADD COLUMN     "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "vendor" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "try_on" ADD COLUMN     "asked_by" "asker" NOT NULL DEFAULT 'shopper';

-- CreateTable
CREATE TABLE "collection" (
    "shop_domain" TEXT NOT NULL,
    "id" BIGINT NOT NULL,
    "title" TEXT NOT NULL,

    CONSTRAINT "collection_pkey" PRIMARY KEY ("shop_domain","id")
);

-- CreateTable
CREATE TABLE "catalog_reading" (
    "shop_domain" TEXT NOT NULL,
    "operation_id" TEXT,
    "started_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "total" INTEGER,
    "read" INTEGER NOT NULL DEFAULT 0,
    "ended_at" TIMESTAMPTZ,
    "trouble" TEXT,

    CONSTRAINT "catalog_reading_pkey" PRIMARY KEY ("shop_domain")
);

-- CreateTable
CREATE TABLE "saved_view" (
    "id" UUID NOT NULL,
    "shop_domain" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "usage_day" (
    "shop_domain" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "asked_by" "asker" NOT NULL,
    "connection" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "took_step" SMALLINT NOT NULL,
    "count" INTEGER NOT NULL,
    "spent_micros" BIGINT NOT NULL,

    CONSTRAINT "usage_day_pkey" PRIMARY KEY ("shop_domain","day","asked_by","connection","provider","model","outcome","took_step")
);

-- CreateTable
CREATE TABLE "event_day" (
    "shop_domain" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "event" "shop_event" NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "event_day_pkey" PRIMARY KEY ("shop_domain","day","event")
);

-- CreateIndex
CREATE UNIQUE INDEX "saved_view_shop_domain_name_key" ON "saved_view"("shop_domain", "name");

-- CreateIndex
CREATE INDEX "product_shop_domain_title_idx" ON "product"("shop_domain", "title");

-- AddForeignKey
ALTER TABLE "collection" ADD CONSTRAINT "collection_shop_domain_fkey" FOREIGN KEY ("shop_domain") REFERENCES "shop"("domain") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "catalog_reading" ADD CONSTRAINT "catalog_reading_shop_domain_fkey" FOREIGN KEY ("shop_domain") REFERENCES "shop"("domain") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_shop_domain_fkey" FOREIGN KEY ("shop_domain") REFERENCES "shop"("domain") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "usage_day" ADD CONSTRAINT "usage_day_shop_domain_fkey" FOREIGN KEY ("shop_domain") REFERENCES "shop"("domain") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event_day" ADD CONSTRAINT "event_day_shop_domain_fkey" FOREIGN KEY ("shop_domain") REFERENCES "shop"("domain") ON DELETE CASCADE ON UPDATE CASCADE;

