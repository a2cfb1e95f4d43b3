/** The demo shop's products as Shopify knows them. The ids follow from the order in range.ts and stay the same. */
import type { Picture, Product, Variant } from "./catalog.ts";
import { range } from "./range.ts";
import type { Colour, Style, View } from "./style.ts";

/** How to draw a picture's file. */
export type Drawing = { style: Style; colour: Colour; view: View; width: number; height: number };

export const drawings = new Map<string, Drawing>();

const slug = (words: string) => words.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");

function picturesOf(style: Style, first: number): Picture[] {
  const { width, height } = style.size ?? { width: 1200, height: 1500 };
  const [front, ...others] = style.views;
  const shown = style.colours.map((colour) => ({ colour, view: front }));
  const [main] = style.colours;
  if (main) shown.push(...others.map((view) => ({ colour: main, view })));
  return shown.map(({ colour, view }, index) => {
    const type = view === front && colour.file ? colour.file : "jpg";
    const file = `${style.handle}-${slug(colour.name)}-${view.name}.${type}`;
    drawings.set(file, { style, colour, view, width, height });
    return {
      id: 3700000000001 + first + index,
      file,
      alt: `${style.title} in ${colour.name}, ${view.words}`,
      width,
      height,
    };
  });
}

function variantsOf(style: Style, pictures: Picture[], first: number): Variant[] {
  const choices = style.colours.flatMap((colour, index) =>
    (style.sizes.length > 0 ? style.sizes : [undefined]).map((size) => ({ colour, index, size })),
  );
  return choices.map(({ colour, index, size }, position) => {
    const options = [style.colours.length > 1 ? colour.name : undefined, size].filter(
      (value) => value !== undefined,
    );
    return {
      id: 4500000000001 + first + position,
      title: options.join(" / ") || "Default Title",
      options: options.length > 0 ? options : ["Default Title"],
      priceCents: style.priceCents,
      available: size === undefined || colour.soldOut !== size,
      sku: [style.handle.split("-")[0], slug(colour.name), size].filter(Boolean).join("-").toUpperCase(),
      pictureId: pictures[index]?.id,
    };
  });
}

function optionsOf(style: Style): Product["options"] {
  const options: Product["options"] = [];
  if (style.colours.length > 1)
    options.push({ name: "Colour", values: style.colours.map(({ name }) => name) });
  if (style.sizes.length > 0) options.push({ name: "Size", values: style.sizes });
  return options.length > 0 ? options : [{ name: "Title", values: ["Default Title"] }];
}

function build(): Product[] {
  let [pictureCount, variantCount] = [0, 0];
  return range.map((style, index) => {
    const pictures = picturesOf(style, pictureCount);
    const variants = variantsOf(style, pictures, variantCount);
    pictureCount += pictures.length;
    variantCount += variants.length;
    return {
      id: 8100000000001 + index,
      title: style.title,
      handle: style.handle,
      descriptionHtml: style.text,
      vendor: "Atelier Nord",
      type: style.type,
      category: style.category,
      tags: style.tags,
      status: style.draft ? "DRAFT" : "ACTIVE",
      options: optionsOf(style),
      variants,
      pictures,
      updatedAt: new Date(Date.UTC(2026, 8, 1 + index, 9, 30)).toISOString(),
    };
  });
}

export const products: Product[] = build();
