import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useNavigate } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { BlockStack, Card, Page, useIndexResourceState } from "@shopify/polaris";
import { useState } from "react";
import { z } from "zod";
import { kindChoices } from "../catalog/kind-choices.ts";
import { everything, readListQuery, writeListQuery } from "../catalog/list-query.ts";
import { ConfirmAll } from "../components/products/confirm-all.tsx";
import { NoProducts, NothingMatches } from "../components/products/no-products.tsx";
import { ProductFilters } from "../components/products/product-filters.tsx";
import { ProductTable } from "../components/products/product-table.tsx";
import { ReadingBanner } from "../components/products/reading-banner.tsx";
import { type ProductChange, useBulk } from "../components/products/use-bulk.ts";
import { useListQuery } from "../components/products/use-list-query.ts";
import { useViews } from "../components/products/use-views.ts";
import { useWhen } from "../components/use-when.ts";
import { numericId } from "../numeric-id.ts";
import { readJson } from "../request-body.server.ts";
import { pageTitle } from "../words/page-title.ts";
import { said, type Said } from "../words/said.ts";
import { useWords } from "../words/use-words.tsx";

export { PageTrouble as ErrorBoundary } from "../components/page-trouble.tsx";

const address = z.string().max(20_000);
const form = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("change"),
    /** Those that are ticked, or all that match what an address says. */
    of: z.union([z.object({ ids: z.array(numericId).min(1).max(1_000) }), z.object({ matching: address })]),
    switched: z.boolean().nullish(),
    chosenKind: z.enum(kindChoices).nullish(),
  }),
  z.object({ intent: z.literal("read again") }),
  z.object({ intent: z.literal("create view"), name: z.string().max(200), query: address }),
  z.object({ intent: z.literal("rename view"), id: z.string(), name: z.string().max(200) }),
  z.object({ intent: z.literal("keep view"), id: z.string(), query: address }),
  z.object({ intent: z.literal("remove view"), id: z.string() }),
]);

type Outcome = { ok: boolean; message: Said; view?: string };

export const meta = pageTitle("products.title");

export async function loader({ request, context: { services } }: LoaderFunctionArgs) {
  const { session } = await services.shopify.authenticate.admin(request);
  const query = readListQuery(new URL(request.url).searchParams);
  const [list, views, reading] = await Promise.all([
    services.productList.list(session.shop, query),
    services.savedViews.list(session.shop),
    services.catalog.reading(session.shop),
  ]);
  return { list, views, reading, shop: session.shop };
}

export async function action({ request, context: { services } }: ActionFunctionArgs): Promise<Outcome> {
  const { session } = await services.shopify.authenticate.admin(request);
  const { shop } = session;
  const parsed = form.safeParse(await readJson(request));
  if (!parsed.success) throw new Response("This can't be done to products.", { status: 400 });
  const wish = parsed.data;
  switch (wish.intent) {
    case "change": {
      const { of, switched, chosenKind } = wish;
      const ids =
        "ids" in of
          ? of.ids.map(BigInt)
          : await services.productList.matching(shop, readListQuery(new URLSearchParams(of.matching)));
      await services.catalog.change(shop, ids, {
        ...(switched === undefined ? {} : { switched }),
        ...(chosenKind === undefined ? {} : { chosenKind }),
      });
      return { ok: true, message: said("products.changed", { count: ids.length }) };
    }
    case "read again":
      await services.catalog.readAgain(shop);
      return { ok: true, message: said("products.reading.started") };
    case "remove view":
      await services.savedViews.remove(shop, wish.id);
      return { ok: true, message: said("products.view.removed"), view: "" };
    default: {
      const saved =
        wish.intent === "create view"
          ? await services.savedViews.create(shop, wish.name, wish.query)
          : wish.intent === "rename view"
            ? await services.savedViews.rename(shop, wish.id, wish.name)
            : await services.savedViews.keep(shop, wish.id, wish.query);
      if (!saved.ok) return { ok: false, message: saved.mistake };
      return { ok: true, message: said("products.view.saved"), view: saved.id };
    }
  }
}

export default function Products() {
  const { list, views: saved, reading, shop } = useLoaderData<typeof loader>();
  const { products, page, pages, from, matching, total, on } = list;
  const { query, show, loading } = useListQuery();
  const { t, say } = useWords();
  const navigate = useNavigate();
  const bridge = useAppBridge();
  const { state, data: outcome, submit } = useFetcher<typeof action>();
  const [wish, setWish] = useState<ProductChange>();
  const [named, setNamed] = useState<Record<string, string>>({});
  const busy = state !== "idle";

  const { selectedResources, allResourcesSelected, handleSelectionChange, clearSelection } =
    useIndexResourceState(products);
  // What is ticked and out of sight would be changed unseen.
  useWhen(products.map(({ id }) => id).join(), clearSelection);

  const send = (body: z.input<typeof form>) => submit(body, { method: "post", encType: "application/json" });
  const change = (of: { ids: string[] } | { matching: string }, changes: ProductChange) => {
    send({ intent: "change", of, ...changes });
    clearSelection();
  };
  const bulk = useBulk((changes) => {
    if (allResourcesSelected && matching > products.length) setWish(changes);
    else change({ ids: selectedResources }, changes);
  });
  const views = useViews({ saved, query, show, change: send });

  useWhen(outcome, (come) => {
    if (!come) return;
    bridge.toast.show(say(come.message), { isError: !come.ok });
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
        wish={wish}
        count={matching}
        onCancel={() => setWish(undefined)}
        onConfirm={(changes) => {
          change({ matching: writeListQuery(query) }, changes);
          setWish(undefined);
        }}
      />
    </Page>
  );
}
