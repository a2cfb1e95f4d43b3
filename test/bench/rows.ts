/** What is there without having come: rows alone, for benchmarks that need many of them. */
import { randomUUID } from "node:crypto";
import type { Prisma, TryOnState } from "@prisma/client";
import { environmentSchema } from "../../app/env.server.ts";
import { credentialsField } from "../../app/shop/provider-access.server.ts";
import { createSigner, type Signer } from "../../app/vault/signer.server.ts";
import { createVault } from "../../app/vault/vault.server.ts";
import { gatewayKey, type Place } from "./place.ts";

type Keys = Pick<Place, "vaultKeys">;

const ringOf = ({ vaultKeys }: Keys) => environmentSchema.shape.VAULT_KEYS.parse(vaultKeys);
const signers = new Map<string, Signer>();

export function tokenOf(place: Keys, id: string): string {
  const signer = signers.get(place.vaultKeys) ?? createSigner(ringOf(place));
  signers.set(place.vaultKeys, signer);
  return signer.sign("token", id);
}

/** So many in this state at the shop's one connection, behind 15 that are done. */
export async function addTryOns({ db }: Place, state: TryOnState, count: number): Promise<string[]> {
  const { id: connectionId, shopDomain, provider, model } = await db.connection.findFirstOrThrow();
  const ago = (ms: number) => new Date(Date.now() - ms);
  const rowOf = (state: TryOnState, ageMs: number): Prisma.TryOnCreateManyInput => ({
    id: randomUUID(),
    shopDomain,
    connectionId,
    provider,
    model,
    state,
    visitorHash: "nobody",
    productId: 1,
    productTitle: "A garment",
    garments: [],
    day: "2000-01-01",
    takeBy: ago(-600_000),
    overBy: ago(-900_000),
    createdAt: ago(ageMs),
    submittedAt: state === "queued" ? null : ago(ageMs),
    endedAt: state === "done" ? ago(ageMs - 10_000) : null,
  });
  const done = Array.from({ length: 15 }, (_, index) => rowOf("done", 60_000 + index * 1_000));
  const wanted = Array.from({ length: count }, (_, index) => rowOf(state, count - index));
  await db.tryOn.createMany({ data: [...done, ...wanted] });
  return wanted.map(({ id }) => id);
}

/** Shops beside the sandbox's one, each with a connection of its own and the same garments. */
export async function addShops(place: Place, count: number): Promise<string[]> {
  const { db } = place;
  const vault = createVault(ringOf(place));
  const shop = await db.shop.findFirstOrThrow();
  const { id: _, ...connection } = await db.connection.findFirstOrThrow();
  const products = await db.product.findMany();
  const domains = Array.from({ length: count }, (_shop, index) => `bench-${index}.myshopify.com`);
  for (const domain of domains) {
    await db.shop.create({ data: { domain, installedAt: new Date(), settings: shop.settings ?? {} } });
    const sealed = { shop: domain, field: credentialsField };
    const credentials = vault.seal(JSON.stringify({ apiKey: gatewayKey }), sealed);
    await db.connection.create({ data: { ...connection, shopDomain: domain, credentials } });
    await db.product.createMany({
      data: products.map((product) => ({
        ...product,
        pictures: product.pictures ?? [],
        chosenPictures: {},
        shopDomain: domain,
      })),
    });
  }
  return domains;
}
