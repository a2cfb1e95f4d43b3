/**
 * How the storefront is told which products have the button: spread over metafields by the product's id, because
 * Shopify lets none of them hold more than 128 KB, and a page reads only its own product's.
 */
import { createHash } from "node:crypto";
import { z } from "zod";
import type { ButtonKind } from "./answers.ts";
import { type Rule, versionOf } from "./takes-part.ts";

/**
 * The block's Liquid names the same number. A prime, because Shopify counts a shop's products in steps of 32,768: by a
 * power of two they would all fall into one.
 */
export const shardCount = 61;

export const allShards = Array.from({ length: shardCount }, (_none, shard) => shard);

export function shardOf(id: bigint): number {
  return Number(id % BigInt(shardCount));
}

export function shardKey(shard: number): string {
  return `products_${shard}`;
}

/** The same products in the same order give the same text. */
export function shardValue(products: [id: bigint, kind: ButtonKind][]): string {
  return JSON.stringify(Object.fromEntries(products.map(([id, kind]) => [String(id), kind])));
}

/** By the shard's number: the version of the rule by which it was judged last, and a hash of what was told. */
const toldShape = z.record(z.string(), z.object({ rule: z.string(), hash: z.string() }));

export type Told = z.infer<typeof toldShape>;

export function readTold(stored: unknown): Told {
  return toldShape.parse(stored);
}

export function toldNow(value: string, rule: Rule): Told[string] {
  const hash = createHash("sha256").update(value).digest("base64url").slice(0, 16);
  return { rule: versionOf(rule), hash };
}

/** Those that were never judged by this rule: what they should say is not known without reading their products. */
export function staleShards(told: Told, rule: Rule): number[] {
  return allShards.filter((shard) => told[shard]?.rule !== versionOf(rule));
}
