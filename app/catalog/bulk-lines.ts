/** From the lines of Shopify's file to products: each product's line is followed by those of what belongs to it. */
import { z } from "zod";
import {
  mediaShape,
  productFieldsShape,
  type ProductLists,
  readProduct,
  type ReadProduct,
} from "./read-product.ts";

const childShape = z.looseObject({ id: z.string(), __parentId: z.string(), title: z.string().default("") });

export type Line = { text: string; /** The first byte after it. */ end: number };
/** A product, and the place of the first byte after it. */
export type ProductAt = { product: ReadProduct; end: number };

/** A file that says something else than we asked for: to ask for it again would change nothing. */
export class UnreadableLine extends Error {}

export async function* productsIn(lines: AsyncIterable<Line>): AsyncGenerator<ProductAt> {
  let open: ReturnType<typeof openProduct> | undefined;
  for await (const { text, end } of lines) {
    const line = parse(text);
    if (typeof line === "object" && line !== null && "__parentId" in line) open?.add(line, end);
    else {
      if (open) yield open.close();
      open = openProduct(line, end);
    }
  }
  if (open) yield open.close();
}

function openProduct(line: unknown, ownEnd: number) {
  const fields = read(productFieldsShape, line);
  const variants = new Map<string, ProductLists["variants"][number]>();
  const lists: ProductLists = { media: [], collections: [], variants: [] };
  let last = ownEnd;
  return {
    add(child: unknown, end: number): void {
      last = end;
      const { id, __parentId: parent, title } = read(childShape, child);
      const variant = variants.get(parent);
      if (variant) variant.media ??= read(mediaShape, child);
      else if (id.includes("/ProductVariant/")) {
        const added = { id, title, media: undefined };
        variants.set(id, added);
        lists.variants.push(added);
      } else if (id.includes("/Collection/")) lists.collections.push(id);
      else lists.media.push(read(mediaShape, child));
    },
    close: (): ProductAt => ({ product: readProduct(fields, lists), end: last }),
  };
}

function read<Value>(shape: z.ZodType<Value>, line: unknown): Value {
  const result = shape.safeParse(line);
  if (!result.success) throw new UnreadableLine("a line of Shopify's file is of another shape");
  return result.data;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UnreadableLine("a line of Shopify's file is no JSON");
  }
}
