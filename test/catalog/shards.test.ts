import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  allShards,
  readTold,
  shardCount,
  shardKey,
  shardOf,
  shardValue,
  staleShards,
  toldNow,
} from "../../app/catalog/shards.ts";
import type { Rule } from "../../app/catalog/takes-part.ts";
import { read } from "../extensions/files.ts";

/** What Shopify takes of a JSON metafield. */
const mostBytes = 128 * 1_024;
const looksForItself: Rule = { needsKind: false, products: { by: "all" } };
const needsKind: Rule = { ...looksForItself, needsKind: true };

function largestBytes(ids: bigint[]): number {
  const shards = Map.groupBy(ids, shardOf);
  const values = [...shards.values()].map((shard) => shardValue(shard.map((id) => [id, "upper"])));
  return Math.max(...values.map((value) => Buffer.byteLength(value)));
}

describe("a shard", () => {
  it("is found by the same number in the block's Liquid", () => {
    expect(read("blocks/try-it-on.liquid")).toContain(`product.id | modulo: ${shardCount} |`);
    expect(shardKey(shardOf(8100000000001n))).toBe(`products_${8100000000001 % shardCount}`);
  });

  it("says the kind of each of its products, in the order in which they came", () => {
    expect(
      shardValue([
        [8815068315805n, "dress"],
        [6805248770255n, "any"],
      ]),
    ).toBe('{"8815068315805":"dress","6805248770255":"any"}');
    expect(shardValue([])).toBe("{}");
  });

  // Ids as real shops have them: 32,768 apart, or a multiple of it.
  it("stays far below what Shopify takes with 50,000 products, however its ids are counted", () => {
    const property = fc.property(
      fc.bigInt({ min: 1n, max: 90_000_000_000_000n }),
      fc.constantFrom(1n, 2n, 64n, 32_768n, 65_536n, 1_048_576n, 3n * 32_768n),
      (first, step) => {
        const ids = Array.from({ length: 50_000 }, (_none, place) => first + BigInt(place) * step);
        expect(largestBytes(ids)).toBeLessThan(mostBytes / 5);
      },
    );
    fc.assert(property, { numRuns: 12 });
  });
});

describe("what was told", () => {
  it("is all there is to tell to a shop that was told nothing", () => {
    expect(staleShards(readTold({}), needsKind)).toEqual(allShards);
  });

  it("holds for the rule by which it was judged, and is stale by any other", () => {
    const told = Object.fromEntries(allShards.map((shard) => [shard, toldNow("{}", needsKind)]));
    expect(staleShards(readTold(told), needsKind)).toEqual([]);
    expect(staleShards(readTold(told), looksForItself)).toEqual(allShards);
    expect(staleShards(readTold({ ...told, 7: toldNow("{}", looksForItself) }), needsKind)).toEqual([7]);
  });

  it("is another thing when a product goes, comes or changes its kind", () => {
    const values = ['{"1":"upper"}', '{"1":"lower"}', "{}", '{"1":"upper","62":"upper"}'];
    const hashes = values.map((value) => toldNow(value, needsKind).hash);
    expect(new Set(hashes).size).toBe(values.length);
    expect(toldNow("{}", looksForItself).hash).toBe(toldNow("{}", needsKind).hash);
  });
});
