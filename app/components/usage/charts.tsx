/** Try-ons, money and time over the range's days. */
import { BlockStack } from "@shopify/polaris";
import type { ReactNode } from "react";
import { lengthOf } from "../../usage/range.ts";
import type { Report } from "../../usage/report.server.ts";
import { useWords } from "../../words/use-words.tsx";
import { ChartCard } from "./chart-card.tsx";
import { daysText } from "./days-text.ts";
import { ExportButton } from "./export-button.tsx";
import { Bars, type Layer, Lines } from "./marks.tsx";
import { Plot } from "./plot.tsx";

type Props = { report: Report; loading: boolean; query: URLSearchParams };

export function Charts({ report: { series, range, totals }, loading, query }: Props) {
  const words = useWords();
  const { t, day, money, number, seconds } = words;
  const days = series.map(({ from }) => from);
  const names = series.map((point) => daysText(point, words));

  const byWeeks = series.some(({ from, to }) => from !== to);

  const chart = (
    title: string,
    figures: string,
    layers: Layer[],
    write: (amount: number) => string,
    kind: "bars" | "lines",
    help?: string,
    action?: ReactNode,
  ) => {
    const heights = series.map((_point, at) => layers.map(({ amounts }) => amounts[at] ?? 0));
    const highest = Math.max(
      0,
      ...heights.map((each) =>
        kind === "bars" ? each.reduce((sum, one) => sum + one, 0) : Math.max(...each),
      ),
    );
    const said = (amount: number | undefined) => (amount === undefined ? "–" : write(amount));
    const titles = names.map((name, at) => {
      const value = layers.map((layer) => `${layer.name} ${said(layer.amounts[at])}`).join(", ");
      return t("common.pair", { name, value });
    });
    const label = t("usage.chart.summary", {
      title,
      days: lengthOf(range),
      from: day(range.from),
      to: day(range.to),
      figures,
    });
    const helps = [help, byWeeks && t("usage.chart.weeks")].filter(Boolean).join(" ");
    const Marks = kind === "bars" ? Bars : Lines;
    return (
      <ChartCard
        title={title}
        layers={layers}
        loading={loading}
        {...(helps ? { help: helps } : {})}
        action={action}
        table={{
          columns: [{ name: t("usage.column.days") }, ...layers.map(({ name }) => ({ name, numeric: true }))],
          rows: names.map((name, at) => ({
            key: name,
            cells: [name, ...layers.map(({ amounts }) => said(amounts[at]))],
          })),
        }}
      >
        <Plot label={label} days={days} highest={highest} write={write}>
          {(ground) => <Marks layers={layers} ground={ground} titles={titles} />}
        </Plot>
      </ChartCard>
    );
  };

  return (
    <BlockStack gap="400">
      {chart(
        t("usage.chart.try_ons"),
        number(totals.tryOns),
        [
          {
            mark: "full",
            name: t("usage.column.done"),
            amounts: series.map(({ sums }) => sums.done),
          },
          {
            mark: "hatched",
            name: t("usage.column.failed"),
            amounts: series.map(({ sums }) => sums.failed),
          },
        ],
        number,
        "bars",
        undefined,
        <ExportButton table="series" title={t("usage.chart.try_ons")} query={query} />,
      )}
      {chart(
        t("usage.chart.spend"),
        money(totals.spent),
        [
          {
            mark: "full",
            name: t("usage.column.spent"),
            amounts: series.map(({ sums }) => Number(sums.spent)),
          },
        ],
        money,
        "bars",
      )}
      {chart(
        t("usage.chart.time"),
        totals.medianMs === undefined ? "–" : seconds(totals.medianMs),
        [
          { mark: "line", name: t("usage.chart.median"), amounts: series.map(({ sums }) => sums.medianMs) },
          { mark: "dashes", name: t("usage.chart.p95"), amounts: series.map(({ sums }) => sums.p95Ms) },
        ],
        seconds,
        "lines",
        t("usage.chart.time_help"),
      )}
    </BlockStack>
  );
}
