/** A shop with all that the app seals, written by the app's own writers, so that the list of columns is held to them. */
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Session } from "@shopify/shopify-api";
import { PrismaSessionStorage } from "@shopify/shopify-app-session-storage-prisma";
import { connectDatabase, type Database } from "../../app/db.server.ts";
import { createOutgoing } from "../../app/providers/addresses.server.ts";
import { createSendCall } from "../../app/providers/http.server.ts";
import { createConnectionHealth } from "../../app/shop/connection-health.server.ts";
import { createConnections } from "../../app/shop/connections.server.ts";
import { createProviderAccess } from "../../app/shop/provider-access.server.ts";
import { sealSessions } from "../../app/shop/sessions.server.ts";
import { createDiskStorage } from "../../app/storage/disk.server.ts";
import { createPictures } from "../../app/storage/pictures.server.ts";
import type { Vault } from "../../app/vault/vault.server.ts";
import { gatewayConnection } from "../helpers/connections.ts";
import { createTestDatabase } from "../helpers/house.ts";

export const shop = "sealed.myshopify.com";
const secrets = { apiKey: "sk-a-merchants-own-key", access: "shpat_access", refresh: "shprt_refresh" };
const photo = Buffer.from("the bytes of a photo");

export type SealedShop = Awaited<ReturnType<typeof createSealedShop>>;

export async function createSealedShop(vault: Vault) {
  const database = await createTestDatabase();
  const db = connectDatabase(database.address, { poolSize: 4 });
  const folder = await mkdtemp(join(tmpdir(), "sealed-shop-"));
  const outgoing = createOutgoing([]);
  const sessionTable = new PrismaSessionStorage(db);
  await sessionTable.isReady();

  const common = { db, enqueue: async () => {}, now: () => new Date() };
  const connectionsOf = (ring: Vault) => {
    const access = createProviderAccess({ ...common, vault: ring, send: createSendCall(outgoing) });
    const health = createConnectionHealth({ ...common, providerOf: access.providerOf });
    return createConnections({ ...common, access, health, trustedOrigins: [] });
  };
  const partsOf = (ring: Vault) => ({
    sessions: sealSessions(sessionTable, ring),
    pictures: createPictures({ ...common, storage: createDiskStorage(folder), vault: ring }),
    connections: connectionsOf(ring),
  });
  const { sessions, pictures, connections } = partsOf(vault);

  await db.shop.create({ data: { domain: shop, installedAt: new Date() } });
  await connections.save(shop, undefined, gatewayConnection("https://gateway.example", secrets.apiKey));
  const offline = { id: `offline_${shop}`, shop, state: "", isOnline: false };
  await sessions.storeSession(
    new Session({ ...offline, accessToken: secrets.access, refreshToken: secrets.refresh }),
  );
  // A revoked token is kept as an empty one: nothing in this row is sealed.
  await sessions.storeSession(new Session({ ...offline, id: "revoked", accessToken: "" }));
  const tryOn = await db.tryOn.create({
    data: {
      id: randomUUID(),
      shopDomain: shop,
      provider: "kling-gateway",
      model: "kolors-virtual-try-on-v1",
      visitorHash: "hash",
      productId: 1n,
      productTitle: "Shirt",
      garments: [],
      day: "2026-11-20",
      takeBy: new Date(),
      overBy: new Date(),
    },
  });
  const pictureId = await pictures.seal(shop, "photo", photo);
  await db.$transaction((transaction) => pictures.attach(transaction, pictureId, tryOn.id, 60_000));

  return {
    db,
    /** What the app's own readers make of it with this ring. */
    async read(ring: Vault) {
      const parts = partsOf(ring);
      const session = await parts.sessions.loadSession(offline.id);
      const connection = await db.connection.findFirstOrThrow();
      const field = "connection.credentials";
      const row = await db.picture.findUniqueOrThrow({ where: { id: pictureId } });
      return {
        credentials: ring.open(connection.credentials, { shop, field }),
        access: session?.accessToken,
        refresh: session?.refreshToken,
        photo: (await parts.pictures.open(row))?.toString(),
      };
    },
    whole: {
      credentials: JSON.stringify({ apiKey: secrets.apiKey }),
      access: secrets.access,
      refresh: secrets.refresh,
      photo: photo.toString(),
    },
    async close(): Promise<void> {
      await db.$disconnect();
      await outgoing.close();
      await database.drop();
      await rm(folder, { recursive: true });
    },
  };
}

/** Everything sealed under this key, in whatever text column of whatever table of the app it lies. */
export async function valuesSealedUnder(db: Database, keyId: string): Promise<string[]> {
  const columns = await db.$queryRaw<{ table: string; column: string }[]>`
    select table_name as table, column_name as column from information_schema.columns
    where table_schema = 'public' and data_type in ('text', 'jsonb')`;
  const found: string[] = [];
  for (const { table, column } of columns) {
    const rows = await db.$queryRawUnsafe<unknown[]>(
      `select 1 from "${table}" where "${column}"::text like $1`,
      `%v1:${keyId}:%`,
    );
    for (const _row of rows) found.push(`${table}.${column}`);
  }
  return found.sort();
}
