import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useNavigate } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { BlockStack, Card, Page, useIndexResourceState } from "@shopify/polaris";
import { useState } from "react";
import type { z } from "zod";
import type { ProductChange } from "../catalog/change.server.ts";
import { everything, readListQuery, writeListQuery } from "../catalog/list-query.ts";
import { listActionShape, type ListActionOutcome } from "../catalog/list-actions.server.ts";
import { ConfirmAll } from "../components/products/confirm-all.tsx";
import { NoProducts, NothingMatches } from "../components/products/no-products.tsx";
import { ProductFilters } from "../components/products/product-filters.tsx";
import { ProductTable } from "../components/products/product-table.tsx";
import { ReadingBanner } from "../components/products/reading-banner.tsx";
import { useBulk } from "../components/products/use-bulk.ts";
import { useListQuery } from "../components/products/use-list-query.ts";
import { useViews } from "../components/products/use-views.ts";
import { useWhen } from "../components/use-when.ts";
import { readForm } from "../request-body.server.ts";
import { pageTitle } from "../words/page-title.ts";
import { useWords } from "../words/use-words.tsx";

export { PageTrouble as ErrorBoundary } from "../components/page-trouble.tsx";

export const meta = pageTitle("products.title");

export async function loader({ request, context: { services } }: LoaderFunctionArgs) {
  const { session } = await services.shopify.authenticate.admin(request);
  const query = readListQuery(new URL(request.url).searchParams);
  const [list, views, reading] = await Promise.all([
    services.catalog.list(session.shop, query),
    services.savedViews.list(session.shop),
    services.catalog.reading(session.shop),
  ]);
  return { list, views, reading, shop: session.shop };
}

export async function action({
  request,
  context: { services },
}: ActionFunctionArgs): Promise<ListActionOutcome> {
  const { session } = await services.shopify.authenticate.admin(request);
  return services.catalog.actOnList(session.shop, await readForm(request, listActionShape));
}

export default function Products() {
  const { list, views: saved, reading, shop } = useLoaderData<typeof loader>();
  const { products, page, pages, from, matching, total, on } = list;
  const { query, show, loading } = useListQuery();
  const { t, say } = useWords();
  const navigate = useNavigate();
  const bridge = useAppBridge();
  const { state, data: outcome, submit } = useFetcher<typeof action>();
  const [asked, setAsked] = useState<ProductChange>();
  const [named, setNamed] = useState<Record<string, string>>({});
  const busy = state !== "idle";

  const { selectedResources, allResourcesSelected, handleSelectionChange, clearSelection } =
    useIndexResourceState(products);
  // What is ticked and out of sight would be changed unseen.
  useWhen(products.map(({ id }) => id).join(), clearSelection);

  const send = (body: z.input<typeof listActionShape>) =>
    submit(body, { method: "post", encType: "application/json" });
  const change = (of: { ids: string[] } | { matching: string }, changes: ProductChange) => {
    send({ intent: "change", of, ...changes });
    clearSelection();
  };
  const bulk = useBulk((changes) => {
    if (allResourcesSelected && matching > products.length) setAsked(changes);
    else change({ ids: selectedResources }, changes);
  });
  const views = useViews({ saved, query, show, change: send });

  useWhen(outcome, (come) => {
    if (!come) return;
    const { undo } = come;
    const takeBack = undo && {
      action: t("common.undo"),
      onAction: () => {
        bridge.toast.hide(toast);
        send({ intent: "undo", ...undo });
      },
      duration: 10_000,
    };
    const toast = bridge.toast.show(say(come.message), { isError: !come.ok, ...takeBack });
    if (come.view !== undefined) show({ view: come.view || undefined }, { replace: true });
  });

  const readAgain = { content: t("products.reading.again"), onAction: () => send({ intent: "read again" }) };
  return (
    <Page
      fullWidth
      title={t("products.title")}
      subtitle={total > 0 ? t("products.summary", { on, total }) : undefined}
      primaryAction={{ content: t("products.rule.open"), onAction: () => navigate("/app/products/rule") }}
      secondaryActions={[{ ...readAgain, disabled: busy || reading.state === "running" }]}
    >
      <BlockStack gap="400">
        <ReadingBanner reading={reading} onAgain={readAgain.onAction} />
        {total === 0 ? (
          // Without products and with trouble, nobody knows yet whether there are any.
          reading.state !== "trouble" && (
            <NoProducts shop={shop} isReading={reading.state === "running"} onAgain={readAgain.onAction} />
          )
        ) : (
          <Card padding="0" roundedAbove="sm">
            <ProductFilters
              query={query}
              show={show}
              loading={loading}
              views={views}
              nameCollection={(id) => named[id] ?? list.collections[id] ?? t("products.collection.unnamed")}
              onNamed={(more) => setNamed((before) => ({ ...before, ...more }))}
            />
            <ProductTable
              products={products}
              matching={matching}
              selected={selectedResources}
              allSelected={allResourcesSelected}
              onSelectionChange={handleSelectionChange}
              loading={loading || busy}
              {...bulk}
              emptyState={<NothingMatches onClear={() => show(everything)} />}
              {...(matching > 0
                ? {
                    pagination: {
                      hasPrevious: page > 1,
                      hasNext: page < pages,
                      onPrevious: () => show({ page: page - 1 }),
                      onNext: () => show({ page: page + 1 }),
                      label: t("products.page", { from, to: from + products.length - 1, count: matching }),
                    },
                  }
                : {})}
            />
          </Card>
        )}
      </BlockStack>
      <ConfirmAll
        change={asked}
        count={matching}
        onCancel={() => setAsked(undefined)}
        onConfirm={(changes) => {
          change({ matching: writeListQuery(query) }, changes);
          setAsked(undefined);
        }}
      />
    </Page>
  );
}
