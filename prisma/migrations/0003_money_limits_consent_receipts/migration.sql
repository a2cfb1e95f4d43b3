-- CreateEnum
CREATE TYPE "charge" AS ENUM ('reserved', 'spent', 'returned');

-- CreateEnum
CREATE TYPE "farewell" AS ENUM ('finished', 'expired', 'abandoned', 'shopper', 'uninstalled', 'redacted');

-- CreateEnum
CREATE TYPE "tally_scope" AS ENUM ('visitor', 'address', 'shop');

-- DropForeignKey
ALTER TABLE "picture" DROP CONSTRAINT "picture_try_on_id_fkey";

-- AlterTable
ALTER TABLE "shop" ADD COLUMN     "currency" TEXT NOT NULL DEFAULT 'USD',
ADD COLUMN     "salt" UUID NOT NULL DEFAULT gen_random_uuid(),
ADD COLUMN     "settings" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "time_zone" TEXT NOT NULL DEFAULT 'UTC',
ADD COLUMN     "told_ready" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "told_terms" TEXT;

-- AlterTable
ALTER TABLE "connection" ADD COLUMN     "price_micros" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "stands_in" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "try_on" ADD COLUMN     "charge" "charge" NOT NULL DEFAULT 'reserved',
ADD COLUMN     "day" TEXT,
ADD COLUMN     "price_micros" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "repeat_key" TEXT,
ADD COLUMN     "stood_in" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "kept_hours" INTEGER NOT NULL DEFAULT 24,
ADD COLUMN     "take_by" TIMESTAMPTZ,
ADD COLUMN     "over_by" TIMESTAMPTZ;

-- What was tried on before there were prices cost nothing that anybody knows of.
UPDATE "try_on" SET "day" = to_char("created_at" AT TIME ZONE 'UTC', 'YYYY-MM-DD');
UPDATE "try_on" SET "charge" = 'spent' WHERE "state" = 'done';
UPDATE "try_on" SET "charge" = 'returned' WHERE "state" = 'failed';
UPDATE "try_on" SET "take_by" = "created_at" + interval '1 minute', "over_by" = "created_at" + interval '10 minutes';
ALTER TABLE "try_on" ALTER COLUMN "day" SET NOT NULL, ALTER COLUMN "take_by" SET NOT NULL, ALTER COLUMN "over_by" SET NOT NULL;

-- AlterTable
ALTER TABLE "picture" ADD COLUMN     "expires_at" TIMESTAMPTZ,
ADD COLUMN     "farewell" "farewell",
ADD COLUMN     "hash" TEXT NOT NULL DEFAULT '',
ALTER COLUMN "try_on_id" DROP NOT NULL,
ALTER COLUMN "key" DROP NOT NULL;
UPDATE "picture" SET "expires_at" = "created_at" + interval '24 hours';
ALTER TABLE "picture" ALTER COLUMN "expires_at" SET NOT NULL, ALTER COLUMN "hash" DROP DEFAULT;

-- CreateTable
CREATE TABLE "receipt" (
    "id" UUID NOT NULL,
    "shop_domain" TEXT NOT NULL,
    "try_on_id" UUID NOT NULL,
    "what" "picture_role" NOT NULL,
    "why" "farewell" NOT NULL,
    "hash" TEXT NOT NULL,
    "at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "receipt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "deletion_report" (
    "id" UUID NOT NULL,
    "shop_domain" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "deleted" JSONB NOT NULL,
    "at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "deletion_report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "spend" (
    "shop_domain" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "reserved_micros" BIGINT NOT NULL DEFAULT 0,
    "spent_micros" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "spend_pkey" PRIMARY KEY ("shop_domain","month")
);

-- CreateTable
CREATE TABLE "tally" (
    "shop_domain" TEXT NOT NULL,
    "scope" "tally_scope" NOT NULL,
    "key" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "expires_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "tally_pkey" PRIMARY KEY ("shop_domain","scope","key","period")
);

-- CreateTable
CREATE TABLE "address_salt" (
    "day" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "address_salt_pkey" PRIMARY KEY ("day")
);

-- CreateTable
CREATE TABLE "consent_text" (
    "shop_domain" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "terms" JSONB NOT NULL,
    "since" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "consent_text_pkey" PRIMARY KEY ("shop_domain","version")
);

-- CreateTable
CREATE TABLE "consent" (
    "try_on_id" UUID NOT NULL,
    "shop_domain" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "processors" JSONB NOT NULL,
    "visitor_hash" TEXT NOT NULL,
    "at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "consent_pkey" PRIMARY KEY ("try_on_id")
);

-- CreateIndex
CREATE INDEX "receipt_shop_domain_idx" ON "receipt"("shop_domain");

-- CreateIndex
CREATE UNIQUE INDEX "receipt_try_on_id_what_key" ON "receipt"("try_on_id", "what");

-- CreateIndex
CREATE INDEX "deletion_report_shop_domain_idx" ON "deletion_report"("shop_domain");

-- CreateIndex
CREATE INDEX "tally_expires_at_idx" ON "tally"("expires_at");

-- CreateIndex
CREATE INDEX "consent_shop_domain_visitor_hash_idx" ON "consent"("shop_domain", "visitor_hash");

-- CreateIndex
CREATE INDEX "try_on_state_take_by_idx" ON "try_on"("state", "take_by");

-- CreateIndex
CREATE UNIQUE INDEX "try_on_shop_domain_repeat_key_key" ON "try_on"("shop_domain", "repeat_key");

-- CreateIndex
CREATE INDEX "picture_shop_domain_idx" ON "picture"("shop_domain");

-- CreateIndex
CREATE INDEX "picture_expires_at_idx" ON "picture"("expires_at");

-- AddForeignKey
ALTER TABLE "picture" ADD CONSTRAINT "picture_try_on_id_fkey" FOREIGN KEY ("try_on_id") REFERENCES "try_on"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "spend" ADD CONSTRAINT "spend_shop_domain_fkey" FOREIGN KEY ("shop_domain") REFERENCES "shop"("domain") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tally" ADD CONSTRAINT "tally_shop_domain_fkey" FOREIGN KEY ("shop_domain") REFERENCES "shop"("domain") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consent_text" ADD CONSTRAINT "consent_text_shop_domain_fkey" FOREIGN KEY ("shop_domain") REFERENCES "shop"("domain") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consent" ADD CONSTRAINT "consent_shop_domain_fkey" FOREIGN KEY ("shop_domain") REFERENCES "shop"("domain") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consent" ADD CONSTRAINT "consent_try_on_id_fkey" FOREIGN KEY ("try_on_id") REFERENCES "try_on"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What a connection's line and pace are read from, for everybody who waits. Prisma's schema knows no partial indexes.
CREATE INDEX "try_on_line_idx" ON "try_on"("connection_id", "created_at", "id") WHERE "state" = 'queued';
CREATE INDEX "try_on_under_way_idx" ON "try_on"("connection_id") WHERE "state" IN ('submitting', 'running');
CREATE INDEX "try_on_pace_idx" ON "try_on"("connection_id", "ended_at" DESC) WHERE "state" = 'done';
