/** Which products were tried on most. They come after the page, which does not wait for them. */
import { useFetcher } from "@remix-run/react";
import { Box, InlineStack, Link, Pagination, SkeletonBodyText } from "@shopify/polaris";
import { useEffect } from "react";
import type { ProductUsagePage } from "../../usage/products.server.ts";
import { useWords } from "../../words/use-words.tsx";
import { TableCard } from "./table-card.tsx";

type Props = {
  query: URLSearchParams;
  loading: boolean;
  onProducts: (from: number) => void;
  listAddress: (filters: Record<string, string>) => string;
};

export function Products({ query, loading, onProducts, listAddress }: Props) {
  const { t, money, number, percent } = useWords();
  const { data: found, load, state } = useFetcher<ProductUsagePage>();
  const address = `/app/usage/products?${query}`;
  useEffect(() => load(address), [load, address]);
  const pages = found && (found.hasMore || found.from > 0) ? found : undefined;
  return (
    <TableCard
      title={t("common.nav.products")}
      help={t("usage.products.help")}
      {...(found ? { empty: t("usage.empty.title") } : {})}
      exported="products"
      query={query}
      loading={loading || state === "loading"}
      columns={[
        { name: t("usage.column.product") },
        ...(["count", "spent", "success"] as const).map((key) => ({
          name: t(`usage.column.${key}`),
          numeric: true,
        })),
      ]}
      rows={(found?.rows ?? []).map(({ id, title, tryOns, done, failed, spent }) => ({
        key: id,
        cells: [
          <Link key={id} url={listAddress({ product: id })} removeUnderline>
            {title}
          </Link>,
          number(tryOns),
          money(spent),
          done + failed === 0 ? "–" : percent(done / (done + failed)),
        ],
      }))}
    >
      {!found && (
        <Box paddingInline="200">
          <SkeletonBodyText lines={10} />
        </Box>
      )}
      {pages && (
        <InlineStack align="center">
          <Pagination
            hasPrevious={pages.from > 0}
            hasNext={pages.hasMore}
            onPrevious={() => onProducts(Math.max(0, pages.from - pages.size))}
            onNext={() => onProducts(pages.from + pages.size)}
            label={`${number(pages.from + 1)} – ${number(pages.from + pages.rows.length)}`}
          />
        </InlineStack>
      )}
    </TableCard>
  );
}
