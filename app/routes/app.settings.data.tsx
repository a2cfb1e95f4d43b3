import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation, useSearchParams } from "@remix-run/react";
import { BlockStack, Box, Page } from "@shopify/polaris";
import { z } from "zod";
import { Receipts } from "../components/settings/receipts.tsx";
import { Reports } from "../components/settings/reports.tsx";
import { type VisitorAnswer, VisitorSearch } from "../components/settings/visitor-search.tsx";
import { readForm } from "../request-body.server.ts";
import { pageTitle } from "../words/page-title.ts";
import { useWords } from "../words/use-words.tsx";

export { PageTrouble as ErrorBoundary } from "../components/page-trouble.tsx";

const asked = z.object({ intent: z.enum(["find", "erase"]), number: z.string() });

export const meta = pageTitle("settings.data.page");

export async function loader({ request, context: { services } }: LoaderFunctionArgs) {
  const { session } = await services.shopify.authenticate.admin(request);
  const [page, reports] = await Promise.all([
    services.receipts(session.shop, whereOf(new URL(request.url).searchParams)),
    services.deletionReports(session.shop),
  ]);
  return { ...page, reports };
}

function whereOf(search: URLSearchParams) {
  return { tryOn: search.get("try_on") ?? "", after: search.get("after") ?? "" };
}

/** By POST, so that a visitor's number stands in no address. */
export async function action({ request, context: { services } }: ActionFunctionArgs): Promise<VisitorAnswer> {
  const { session } = await services.shopify.authenticate.admin(request);
  const { intent, number } = await readForm(request, asked);
  if (intent === "find") {
    const held = await services.visitorData.find(session.shop, number);
    return held ? { kind: "found", number, held } : { kind: "nobody" };
  }
  const erased = await services.visitorData.erase(session.shop, number);
  return erased ? { kind: "erased", erased } : { kind: "nobody" };
}

export default function Data() {
  const { receipts, after, reports } = useLoaderData<typeof loader>();
  const { t } = useWords();
  const [search, setSearch] = useSearchParams();
  const where = whereOf(search);
  const loading = useNavigation().state === "loading";
  const go = ({ tryOn, after: from }: typeof where) =>
    setSearch({ ...(tryOn ? { try_on: tryOn } : {}), ...(from ? { after: from } : {}) });
  return (
    <Page title={t("settings.data.page")} backAction={{ content: t("settings.title"), url: "/app/settings" }}>
      <BlockStack gap={{ xs: "800", sm: "400" }}>
        <VisitorSearch />
        <Receipts
          key={where.tryOn}
          receipts={receipts}
          next={after}
          where={where}
          loading={loading}
          onGo={go}
        />
        <Reports reports={reports} />
        <Box paddingBlockEnd="800" />
      </BlockStack>
    </Page>
  );
}
