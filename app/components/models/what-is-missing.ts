/** Why nothing can be made yet, of several reasons the one that comes first on the page. */
import { type Said, said } from "../../words/said.ts";

type Chosen = {
  product: { obstacle?: string } | undefined;
  makers: number;
  mostCompared: number;
  person: string;
  photo: File | undefined;
};

export function whatIsMissing({ product, makers, mostCompared, person, photo }: Chosen): Said | undefined {
  if (!product) return said("models.compare.first.product");
  if (product.obstacle) return said("models.compare.first.other_product");
  if (makers < 1 || makers > mostCompared) return said("models.mistake.makers", { most: mostCompared });
  if (person === "own" && !photo) return said("models.compare.first.photo");
  return undefined;
}
