-- CreateEnum
CREATE TYPE "dislike" AS ENUM ('person', 'garment', 'picture');

-- CreateEnum
CREATE TYPE "shop_event" AS ENUM ('seen', 'opened', 'photo', 'consent', 'started', 'done', 'failed', 'added');

-- AlterTable
ALTER TABLE "shop" ADD COLUMN     "told_shards" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "try_on" ADD COLUMN     "disliked_for" "dislike",
ADD COLUMN     "liked" BOOLEAN;

-- CreateTable
CREATE TABLE "event_count" (
    "shop_domain" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "product_id" BIGINT NOT NULL,
    "event" "shop_event" NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "event_count_pkey" PRIMARY KEY ("shop_domain","day","product_id","event")
);

-- AddForeignKey
ALTER TABLE "event_count" ADD CONSTRAINT "event_count_shop_domain_fkey" FOREIGN KEY ("shop_domain") REFERENCES "shop"("domain") ON DELETE CASCADE ON UPDATE CASCADE;

