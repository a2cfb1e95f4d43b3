/** The demo shop's products as data. The pictures are drawn when they are asked for: see garments.ts. */
export type GarmentKind = "upper" | "lower" | "dress";

export type Picture = {
  id: number;
  /** The file's name under /cdn/shop/files/, which also says how to draw it. */
  file: string;
  alt: string;
  width: number;
  height: number;
};

export type Variant = {
  id: number;
  title: string;
  /** One value for each of the product's options, in their order. */
  options: string[];
  priceCents: number;
  available: boolean;
  sku: string;
  pictureId: number | undefined;
};

export type Product = {
  id: number;
  title: string;
  handle: string;
  descriptionHtml: string;
  vendor: string;
  type: string;
  /** Shopify's taxonomy path, such as "Apparel & Accessories > Clothing > Dresses". */
  category: string;
  tags: string[];
  status: "ACTIVE" | "DRAFT";
  options: { name: string; values: string[] }[];
  variants: Variant[];
  pictures: Picture[];
  updatedAt: string;
};
