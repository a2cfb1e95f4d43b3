/** The Shopify filters that the theme and the extension use. */
import type { Liquid } from "liquidjs";
import { fileAddress } from "./file-address.ts";
import { formatMoney } from "./money.ts";

type Named = [key: string, value: unknown];
type FilterFacts = { host: string; moneyFormat: string; currency: string; assetFolder: string };

const largestSidePixels = 5760;

export function addFilters(engine: Liquid, facts: FilterFacts): void {
  const money = (cents: unknown): string => formatMoney(Number(cents) || 0, facts.moneyFormat);
  engine.registerFilter("money", money);
  engine.registerFilter("money_with_currency", (cents: unknown) => `${money(cents)} ${facts.currency}`);
  engine.registerFilter("money_without_currency", (cents: unknown) =>
    formatMoney(Number(cents) || 0, "{{amount}}"),
  );
  engine.registerFilter("money_without_trailing_zeros", (cents: unknown) =>
    money(cents).replace(/[.,]00(?!\d)/, ""),
  );
  engine.registerFilter("handle", handle);
  engine.registerFilter("handleize", handle);
  engine.registerFilter("json", json);
  engine.registerFilter("asset_url", (file: unknown) => `${facts.assetFolder}/${String(file)}`);
  engine.registerFilter("image_url", (image: unknown, ...named: Named[]) =>
    imageUrl(image, named, facts.host),
  );
  engine.registerFilter(
    "stylesheet_tag",
    (href: unknown) => `<link href="${String(href)}" rel="stylesheet" type="text/css" media="all" />`,
  );
  engine.registerFilter("pluralize", (count: unknown, one: string, many: string) =>
    count === 1 ? one : many,
  );
}

export function handle(value: unknown): string {
  return String(value ?? "")
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[\u0300-\u036f'"()[\]]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

/** Angle brackets and ampersands are escaped, so that text can never end the script element it stands in. */
function json(value: unknown): string {
  const text = JSON.stringify(value ?? null);
  return text.replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function imageUrl(value: unknown, named: Named[], host: string): string {
  const image = imageIn(value);
  if (!image) throw new Error("invalid url input");
  const params: Record<string, string> = {};
  for (const [key, each] of named) {
    if (each !== undefined && each !== null) params[key] = String(each);
  }
  const sides = [params.width, params.height].filter((side) => side !== undefined);
  if (sides.length === 0) throw new Error("width or height must be given to image_url");
  if (sides.some((side) => !(Number(side) >= 1 && Number(side) <= largestSidePixels))) {
    throw new Error("width and height of image_url must be from 1 to 5760");
  }
  return fileAddress(host, image.src, image.updatedAt, params);
}

/** A product or a variant stands for its featured image. */
function imageIn(value: unknown): { src: string; updatedAt: string } | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if ("src" in value && typeof value.src === "string") {
    const updatedAt = "updated_at" in value && typeof value.updated_at === "string" ? value.updated_at : "";
    return { src: value.src, updatedAt };
  }
  return "featured_image" in value ? imageIn(value.featured_image) : undefined;
}
