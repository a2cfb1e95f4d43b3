/** By product, by model, by connection, and what failed. */
import { BlockStack, Link } from "@shopify/polaris";
import type { Report } from "../../usage/report.server.ts";
import type { Sums } from "../../usage/sums.ts";
import { explainFailure } from "../../providers/failures.ts";
import { useWords } from "../../words/use-words.tsx";
import { connectionName } from "../connection-name.ts";
import { Products } from "./products.tsx";
import { TableCard } from "./table-card.tsx";

type Props = {
  report: Report;
  loading: boolean;
  query: URLSearchParams;
  onProducts: (from: number) => void;
  listAddress: (filters: Record<string, string>) => string;
};

export function Breakdowns({ report, loading, query, onProducts, listAddress }: Props) {
  const words = useWords();
  const { t, say, money, number, percent, seconds } = words;
  const shared = { query, loading };
  const numbers = (key: "success" | "spent" | "median" | "p95" | "count") => ({
    name: t(`usage.column.${key}`),
    numeric: true,
  });
  const columns = (first: "model" | "connection") => [
    { name: t(`usage.column.${first}`) },
    ...(["count", "spent", "success", "median", "p95"] as const).map(numbers),
  ];
  const cells = ({ tryOns, success, medianMs, p95Ms, spent }: Sums) => [
    number(tryOns),
    money(spent),
    known(success, percent),
    known(medianMs, seconds),
    known(p95Ms, seconds),
  ];
  return (
    <BlockStack gap="400">
      <Products {...shared} onProducts={onProducts} listAddress={listAddress} />
      <TableCard
        {...shared}
        title={t("common.nav.models")}
        help={t("usage.models.help")}
        empty={t("usage.empty.title")}
        exported="models"
        columns={columns("model")}
        rows={report.models.map(({ id, provider, label, sums }) => ({
          key: `${provider} ${id}`,
          cells: [label, ...cells(sums)],
        }))}
      />
      <TableCard
        {...shared}
        title={t("common.nav.connections")}
        empty={t("usage.empty.title")}
        exported="connections"
        columns={columns("connection")}
        rows={report.connections.map((connection) => ({
          key: connection.id ?? connection.provider,
          cells: [connectionName(connection, words), ...cells(connection.sums)],
        }))}
      />
      <TableCard
        {...shared}
        title={t("usage.failures.title")}
        help={t("usage.failures.help")}
        empty={t("usage.failures.none")}
        exported="failures"
        columns={[
          { name: t("usage.column.failure"), wraps: true },
          { name: t("usage.column.count"), numeric: true },
          { name: t("usage.column.of_failed"), numeric: true },
        ]}
        rows={report.failures.map(({ code, count }) => ({
          key: code,
          cells: [
            say(explainFailure(code)),
            <Link key={code} url={listAddress({ failure: code })} removeUnderline>
              {number(count)}
            </Link>,
            percent(count / report.totals.failed),
          ],
        }))}
      />
    </BlockStack>
  );
}

function known(value: number | undefined, write: (value: number) => string): string {
  return value === undefined ? "–" : write(value);
}
