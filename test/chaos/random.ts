/** Chance that comes again with its seed. */
import { createHash } from "node:crypto";

export type Random = ReturnType<typeof createRandom>;

export function createRandom(seed: string) {
  let drawn = 0;
  const next = () => {
    drawn += 1;
    return createHash("sha256").update(`${seed} ${drawn}`).digest().readUInt32BE() / 2 ** 32;
  };
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));

  function pick<Item>(items: readonly [Item, ...Item[]]): Item {
    return items[between(0, items.length - 1)] ?? items[0];
  }

  return {
    between,
    pick,
    isSo: (share: number) => next() < share,
    /** One of those with a weight each. */
    weigh<Item>(weighed: readonly [readonly [number, Item], ...(readonly [number, Item])[]]): Item {
      let left = next() * weighed.reduce((sum, [weight]) => sum + weight, 0);
      return (weighed.find(([weight]) => (left -= weight) < 0) ?? weighed[0])[1];
    },
  };
}
