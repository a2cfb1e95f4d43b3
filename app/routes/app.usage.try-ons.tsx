import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useLocation, useNavigate } from "@remix-run/react";
import { Banner, BlockStack, Box, Card, InlineStack, Page, Pagination, Text } from "@shopify/polaris";
import { connectionName } from "../components/connection-name.ts";
import { ExportButton } from "../components/usage/export-button.tsx";
import { isFiltered, ListFilters } from "../components/usage/list-filters.tsx";
import { RangePicker } from "../components/usage/range-picker.tsx";
import { TryOnRows } from "../components/usage/try-on-rows.tsx";
import { useQuery } from "../components/usage/use-query.ts";
import { readList } from "../usage/read-list.ts";
import { pageTitle } from "../words/page-title.ts";
import { useWords } from "../words/use-words.tsx";

export { PageTrouble as ErrorBoundary } from "../components/page-trouble.tsx";

const pageSize = 50;

export const meta = pageTitle("usage.list.title");

export async function loader({ request, context: { services } }: LoaderFunctionArgs) {
  const { session } = await services.shopify.authenticate.admin(request);
  const today = await services.usage.today(session.shop);
  const { range, preset, mistake, filters } = readList(new URL(request.url).searchParams, today);
  const { product } = filters;
  const [page, choices, title] = await Promise.all([
    services.usage.tryOns.page(session.shop, range, filters, pageSize),
    services.usage.tryOns.choices(session.shop, range),
    product === undefined ? undefined : services.usage.tryOns.titleOf(session.shop, product),
  ]);
  return {
    today,
    range,
    preset,
    mistake,
    page,
    choices,
    product: product && (title ?? page.rows[0]?.product ?? product),
  };
}

export default function TryOns() {
  const { today, range, preset, mistake, page, choices, product } = useLoaderData<typeof loader>();
  const words = useWords();
  const { t, say } = words;
  const navigate = useNavigate();
  const { query, change, changed, loading } = useQuery();
  const depth = depthOf(useLocation().state);
  const names = Object.fromEntries(choices.connections.map((one) => [one.id, connectionName(one, words)]));

  return (
    <Page
      title={t("usage.list.title")}
      subtitle={t("usage.list.help")}
      backAction={{
        content: t("usage.title"),
        onAction: () => navigate(`/app/usage${rangeOnly(query)}`),
      }}
    >
      <Box paddingBlockEnd="400">
        <BlockStack gap="400">
          {mistake && <Banner tone="warning">{say(mistake)}</Banner>}
          <Card>
            <BlockStack gap="300">
              <InlineStack gap="300" blockAlign="end">
                <RangePicker range={range} preset={preset} today={today} onChange={change} />
                <ExportButton table="try-ons" title={t("usage.list.title")} query={query} plain={false} />
              </InlineStack>
              <ListFilters query={query} choices={choices} product={product} onChange={change} />
            </BlockStack>
          </Card>
          <Card padding="0">
            {page.rows.length === 0 ? (
              <Box padding="600">
                <Text as="p" alignment="center" tone="subdued">
                  {t(isFiltered(query) || query.has("after") ? "usage.list.empty" : "usage.list.none")}
                </Text>
              </Box>
            ) : (
              <div
                role="region"
                aria-label={t("usage.list.title")}
                aria-busy={loading}
                tabIndex={0}
                style={{ overflowX: "auto", padding: "var(--p-space-200)" }}
              >
                <TryOnRows tryOns={page.rows} connections={names} />
              </div>
            )}
            {(query.has("after") || page.next !== undefined) && (
              <Box padding="300">
                <InlineStack align="center">
                  <Pagination
                    hasPrevious={query.has("after")}
                    previousTooltip={t("usage.list.previous")}
                    accessibilityLabel={t("usage.list.title")}
                    onPrevious={() => (depth > 0 ? navigate(-1) : navigate(changed({})))}
                    hasNext={page.next !== undefined}
                    nextTooltip={t("usage.list.next")}
                    onNext={() => navigate(changed({ after: page.next }), { state: { depth: depth + 1 } })}
                  />
                </InlineStack>
              </Box>
            )}
          </Card>
        </BlockStack>
      </Box>
    </Page>
  );
}

/** How many pages lie behind this one in the browser's history. */
function depthOf(state: unknown): number {
  const isKnown = typeof state === "object" && state !== null && "depth" in state;
  return isKnown && typeof state.depth === "number" ? state.depth : 0;
}

/** The other page has filters of its own. */
function rangeOnly(query: URLSearchParams): string {
  const kept = [...query].filter(([name]) => ["range", "from", "to", "askedBy"].includes(name));
  return kept.length === 0 ? "" : `?${new URLSearchParams(kept)}`;
}
