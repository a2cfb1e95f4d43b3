-- CreateEnum
CREATE TYPE "try_on_state" AS ENUM ('queued', 'submitting', 'running', 'done', 'failed');

-- CreateEnum
CREATE TYPE "picture_role" AS ENUM ('photo', 'result');

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "shop" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "isOnline" BOOLEAN NOT NULL DEFAULT false,
    "scope" TEXT,
    "expires" TIMESTAMP(3),
    "accessToken" TEXT NOT NULL,
    "userId" BIGINT,
    "firstName" TEXT,
    "lastName" TEXT,
    "email" TEXT,
    "accountOwner" BOOLEAN NOT NULL DEFAULT false,
    "locale" TEXT,
    "collaborator" BOOLEAN DEFAULT false,
    "emailVerified" BOOLEAN DEFAULT false,
    "refreshToken" TEXT,
    "refreshTokenExpires" TIMESTAMP(3),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shop" (
    "domain" TEXT NOT NULL,
    "installed_at" TIMESTAMPTZ NOT NULL,
    "uninstalled_at" TIMESTAMPTZ,
    "ready" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "shop_pkey" PRIMARY KEY ("domain")
);

-- CreateTable
CREATE TABLE "connection" (
    "id" UUID NOT NULL,
    "shop_domain" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "base_address" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "credentials" TEXT NOT NULL,
    "key_hint" TEXT NOT NULL,
    "parallel_limit" INTEGER NOT NULL DEFAULT 5,
    "unwell" TEXT,
    "tested_at" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "connection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product" (
    "shop_domain" TEXT NOT NULL,
    "id" BIGINT NOT NULL,
    "title" TEXT NOT NULL,
    "handle" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL,
    "pictures" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "product_pkey" PRIMARY KEY ("shop_domain","id")
);

-- CreateTable
CREATE TABLE "try_on" (
    "id" UUID NOT NULL,
    "shop_domain" TEXT NOT NULL,
    "connection_id" UUID,
    "provider" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "visitor_hash" TEXT NOT NULL,
    "product_id" BIGINT NOT NULL,
    "variant_id" BIGINT,
    "product_title" TEXT NOT NULL,
    "garment_address" TEXT NOT NULL,
    "state" "try_on_state" NOT NULL DEFAULT 'queued',
    "operation" JSONB,
    "failure_code" TEXT,
    "refusals" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "submitted_at" TIMESTAMPTZ,
    "running_at" TIMESTAMPTZ,
    "ended_at" TIMESTAMPTZ,

    CONSTRAINT "try_on_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "picture" (
    "id" UUID NOT NULL,
    "shop_domain" TEXT NOT NULL,
    "try_on_id" UUID NOT NULL,
    "role" "picture_role" NOT NULL,
    "key" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "picture_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery" (
    "id" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "session_shop_idx" ON "session"("shop");

-- CreateIndex
CREATE UNIQUE INDEX "connection_shop_domain_key" ON "connection"("shop_domain");

-- CreateIndex
CREATE INDEX "try_on_shop_domain_created_at_idx" ON "try_on"("shop_domain", "created_at" DESC);

-- CreateIndex
CREATE INDEX "try_on_connection_id_ended_at_idx" ON "try_on"("connection_id", "ended_at");

-- CreateIndex
CREATE UNIQUE INDEX "picture_try_on_id_role_key" ON "picture"("try_on_id", "role");

-- CreateIndex
CREATE INDEX "delivery_received_at_idx" ON "delivery"("received_at");

-- AddForeignKey
ALTER TABLE "connection" ADD CONSTRAINT "connection_shop_domain_fkey" FOREIGN KEY ("shop_domain") REFERENCES "shop"("domain") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product" ADD CONSTRAINT "product_shop_domain_fkey" FOREIGN KEY ("shop_domain") REFERENCES "shop"("domain") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "try_on" ADD CONSTRAINT "try_on_shop_domain_fkey" FOREIGN KEY ("shop_domain") REFERENCES "shop"("domain") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "try_on" ADD CONSTRAINT "try_on_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "picture" ADD CONSTRAINT "picture_try_on_id_fkey" FOREIGN KEY ("try_on_id") REFERENCES "try_on"("id") ON DELETE CASCADE ON UPDATE CASCADE;

