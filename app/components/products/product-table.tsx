/** A page of the catalogue, with what can be done to many products at once. */
import { IndexTable, type IndexTableProps, useBreakpoints } from "@shopify/polaris";
import { type ReactNode, useRef } from "react";
import type { ListedProduct } from "../../catalog/product-list.server.ts";
import { useWords } from "../../words/use-words.tsx";
import { NarrowProductRow, ProductRow } from "./product-row.tsx";
import { useHalfTicked } from "./use-half-ticked.ts";

type Props = {
  products: ListedProduct[];
  matching: number;
  selected: string[];
  /** All that match, on whatever page. */
  allSelected: boolean;
  loading: boolean;
  emptyState: ReactNode;
} & Pick<IndexTableProps, "pagination" | "promotedBulkActions" | "bulkActions" | "onSelectionChange">;

export function ProductTable({ products, matching, selected, allSelected, ...table }: Props) {
  const { t } = useWords();
  // Not Polaris's own way for phones, in which nothing could be ticked.
  const { smDown: isNarrow } = useBreakpoints();
  const Row = isNarrow ? NarrowProductRow : ProductRow;
  const place = useRef<HTMLDivElement>(null);
  useHalfTicked(place, selected.length > 0 && selected.length < products.length);
  const product = { title: t("products.column.product") };
  return (
    <div ref={place}>
      <IndexTable
        {...table}
        itemCount={products.length}
        selectedItemsCount={allSelected ? "All" : selected.length}
        hasMoreItems={matching > products.length}
        paginatedSelectAllActionText={t("products.select_all", { count: matching })}
        paginatedSelectAllText={t("products.all_selected", { count: matching })}
        resourceName={{ singular: t("products.one"), plural: t("products.many") }}
        headings={
          isNarrow
            ? [product]
            : [
                { title: t("products.column.thumbnail"), hidden: true },
                product,
                { title: t("products.column.button") },
                { title: t("products.column.kind") },
                { title: t("products.column.picture") },
                { title: t("products.column.type") },
                { title: t("products.column.vendor") },
              ]
        }
      >
        {products.map((product, index) => (
          <Row key={product.id} product={product} position={index} selected={selected.includes(product.id)} />
        ))}
      </IndexTable>
    </div>
  );
}
