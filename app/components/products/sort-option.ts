/** An order of the list, as its menu says it: by what, and which end comes first. */
import type { Sorting } from "../../catalog/list-query.ts";
import type { WordKey } from "../../words/said.ts";

const sortLabels: Record<string, WordKey> = {
  title: "products.column.title",
  changed: "products.column.changed",
  type: "products.column.type",
  vendor: "products.column.vendor",
};

export function sortOption(value: Sorting, t: (key: WordKey) => string) {
  const [column = "title", direction = "asc"] = value.split(" ");
  const isTime = column === "changed";
  return {
    value,
    label: t(sortLabels[column] ?? "products.column.title"),
    directionLabel: t(
      direction === "asc"
        ? isTime
          ? "products.sort.oldest"
          : "products.sort.up"
        : isTime
          ? "products.sort.newest"
          : "products.sort.down",
    ),
  };
}
