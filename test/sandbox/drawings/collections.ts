/** What the demo shop's merchant has put together by hand. */
import type { ManualCollection } from "../world.ts";
import { products } from "./products.ts";

export const collections: ManualCollection[] = [
  collection(490_000_001, "Summer", (tags) => tags.includes("summer")),
  collection(490_000_002, "Basics", (tags) => tags.includes("basics")),
  collection(490_000_003, "New in", (_tags, place) => place < 4),
];

function collection(
  id: number,
  title: string,
  has: (tags: string[], place: number) => boolean,
): ManualCollection {
  const productIds = products.filter(({ tags }, place) => has(tags, place)).map((product) => product.id);
  return { id, title, handle: title.toLowerCase().replace(" ", "-"), productIds };
}
