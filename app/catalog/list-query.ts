/**
 * What the list of products shows, as it stands in the page's address: so back, reload and a shared link bring the same.
 * Whatever an address may say, something can be shown: what is not understood is left out.
 */
import { searchText } from "../kept-text.ts";
import { numericId } from "../numeric-id.ts";
import { reasonsWhyNot } from "./answers.ts";

export const buttonFilters = ["on", "off"] as const;
export const byFilters = ["rule", "exception"] as const;
export const kindFilters = ["upper", "lower", "dress", "none", "unknown"] as const;
export const pictureFilters = ["ready", "no_picture", "too_small", "wrong_shape"] as const;
export const sortings = [
  "title asc",
  "title desc",
  "changed desc",
  "changed asc",
  "type asc",
  "type desc",
  "vendor asc",
  "vendor desc",
] as const;

/** What products themselves say, with values that only the shop knows. */
export const facets = ["type", "vendor", "collection", "tag"] as const;

export type Facet = (typeof facets)[number];
export type Sorting = (typeof sortings)[number];

export type ListQuery = {
  search: string;
  button?: (typeof buttonFilters)[number] | undefined;
  by?: (typeof byFilters)[number] | undefined;
  why: (typeof reasonsWhyNot)[number][];
  kind: (typeof kindFilters)[number][];
  picture: (typeof pictureFilters)[number][];
  sort: Sorting;
  /** From 1. */
  page: number;
  /** The saved view that was opened last, if it is still there. */
  view?: string | undefined;
} & Record<Facet, string[]>;

const longestText = 255;
const mostValues = 50;
const highestPage = 1_000_000;

export function readListQuery(address: URLSearchParams): ListQuery {
  const clean = (value: string) => searchText(value, longestText);
  const text = (name: string) => clean(address.get(name) ?? "");
  const texts = (name: string) =>
    [...new Set(address.getAll(name).map(clean))].filter((value) => value !== "").slice(0, mostValues);
  const page = Number(address.get("page"));
  return {
    search: text("q"),
    button: buttonFilters.find((known) => known === text("button")),
    by: byFilters.find((known) => known === text("by")),
    why: reasonsWhyNot.filter((known) => texts("why").includes(known)),
    kind: kindFilters.filter((known) => texts("kind").includes(known)),
    picture: pictureFilters.filter((known) => texts("picture").includes(known)),
    type: texts("type"),
    vendor: texts("vendor"),
    collection: texts("collection").filter((id) => numericId.safeParse(id).success),
    tag: texts("tag"),
    sort: sortings.find((known) => known === text("sort")) ?? sortings[0],
    page: Number.isInteger(page) && page >= 1 ? Math.min(page, highestPage) : 1,
    view: text("view") || undefined,
  };
}

/** Always in the same order, so that two that show the same are the same text. */
export function writeListQuery(query: ListQuery): string {
  const address = new URLSearchParams();
  const { search, button, by, why, kind, picture, sort, page, view } = query;
  if (view) address.set("view", view);
  if (search) address.set("q", search);
  if (button) address.set("button", button);
  if (by) address.set("by", by);
  for (const [name, values] of Object.entries({ why, kind, picture }))
    for (const value of values) address.append(name, value);
  for (const facet of facets) for (const value of query[facet]) address.append(facet, value);
  if (sort !== sortings[0]) address.set("sort", sort);
  if (page > 1) address.set("page", String(page));
  return address.toString();
}

/** What a saved view keeps: neither the page nor the view's own name. */
export function writeView(query: ListQuery): string {
  return writeListQuery({ ...query, page: 1, view: undefined });
}

export const everything: ListQuery = readListQuery(new URLSearchParams());

export function isNarrowed(query: ListQuery): boolean {
  return writeView({ ...query, sort: everything.sort }) !== "";
}
