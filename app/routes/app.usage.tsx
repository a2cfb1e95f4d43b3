import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigate } from "@remix-run/react";
import { Banner, BlockStack, Box, Card, InlineStack, Page, Select, Text } from "@shopify/polaris";
import { NothingYet } from "../components/nothing-yet.tsx";
import { Breakdowns } from "../components/usage/breakdowns.tsx";
import { Charts } from "../components/usage/charts.tsx";
import { daysText } from "../components/usage/days-text.ts";
import { ExportButton } from "../components/usage/export-button.tsx";
import { Funnel } from "../components/usage/funnel.tsx";
import { MonthCard } from "../components/usage/month-card.tsx";
import { RangePicker } from "../components/usage/range-picker.tsx";
import { Tiles } from "../components/usage/tiles.tsx";
import { useQuery } from "../components/usage/use-query.ts";
import { lengthOf } from "../usage/range.ts";
import { readList } from "../usage/read-list.ts";
import { pageTitle } from "../words/page-title.ts";
import { useWords } from "../words/use-words.tsx";

export { PageTrouble as ErrorBoundary } from "../components/page-trouble.tsx";

export const meta = pageTitle("usage.title");

export async function loader({ request, context: { services } }: LoaderFunctionArgs) {
  const { session } = await services.shopify.authenticate.admin(request);
  const { searchParams } = new URL(request.url);
  const today = await services.usage.today(session.shop);
  const { range, preset, mistake, filters } = readList(searchParams, today);
  const asked = { ...range, askedBy: filters.askedBy };
  const report = await services.usage.report(session.shop, asked);
  return {
    today,
    range,
    preset,
    mistake,
    askedBy: filters.askedBy ?? "",
    report,
  };
}

export default function Usage() {
  const { today, range, preset, mistake, askedBy, report } = useLoaderData<typeof loader>();
  const words = useWords();
  const { t, say, day } = words;
  const navigate = useNavigate();
  const { query, change, changed, loading } = useQuery();
  const listAddress = (filters: Record<string, string> = {}) =>
    changed(filters).replace("/app/usage?", "/app/usage/try-ons?");
  const isEmpty = report.totals.tryOns === 0 && report.funnel.every(({ count }) => count === 0);

  return (
    <Page
      title={t("usage.title")}
      secondaryActions={[{ content: t("usage.list.title"), onAction: () => navigate(listAddress()) }]}
    >
      <Box paddingBlockEnd="400">
        <BlockStack gap="400">
          {mistake && <Banner tone="warning">{say(mistake)}</Banner>}
          <Card>
            <BlockStack gap="200">
              <InlineStack gap="300" blockAlign="end">
                <RangePicker range={range} preset={preset} today={today} onChange={change} />
                <Select
                  label={t("usage.column.who")}
                  options={[
                    { value: "", label: t("usage.who.all") },
                    { value: "shopper", label: t("usage.who.shopper") },
                    { value: "merchant", label: t("usage.who.merchant") },
                  ]}
                  value={askedBy}
                  onChange={(value) => change({ askedBy: value })}
                />
                <ExportButton table="totals" title={t("usage.tiles.label")} query={query} plain={false} />
              </InlineStack>
              <Text as="p" tone="subdued">
                {daysText(range, words)}.{" "}
                {t(`usage.compare.${report.beforeHas}`, {
                  days: lengthOf(report.before),
                  from: day(report.before.from),
                  to: day(report.before.to),
                })}
              </Text>
            </BlockStack>
          </Card>
          <MonthCard month={report.month} />
          {isEmpty ? (
            <NothingYet title={t("usage.empty.title")} text={t("usage.empty.text")} />
          ) : (
            <>
              <Tiles report={report} loading={loading} />
              <Charts report={report} loading={loading} query={query} />
              <Funnel funnel={report.funnel} loading={loading} query={query} />
              <Breakdowns
                report={report}
                loading={loading}
                query={query}
                listAddress={listAddress}
                onProducts={(from) =>
                  navigate(changed({ products: String(from) }, true), { preventScrollReset: true })
                }
              />
            </>
          )}
        </BlockStack>
      </Box>
    </Page>
  );
}
