/** How far shoppers came: each step as a bar, with its share of those who saw the button. */
import { BlockStack, InlineStack, Text } from "@shopify/polaris";
import type { Report } from "../../usage/report.server.ts";
import { useWords } from "../../words/use-words.tsx";
import type { WordKey } from "../../words/said.ts";
import { ChartCard } from "./chart-card.tsx";
import { ExportButton } from "./export-button.tsx";
import { colours } from "./marks.tsx";

type Props = { funnel: Report["funnel"]; loading: boolean; query: URLSearchParams };

const steps = {
  seen: "usage.funnel.seen",
  opened: "usage.funnel.opened",
  photo: "usage.funnel.photo",
  consent: "usage.funnel.consent",
  started: "usage.funnel.started",
  done: "usage.funnel.done",
  failed: "usage.column.failed",
  added: "usage.funnel.added",
} satisfies Record<Report["funnel"][number]["event"], WordKey>;

export function Funnel({ funnel, loading, query }: Props) {
  const { t, number, percent } = useWords();
  const first = funnel[0]?.count ?? 0;
  const share = (count: number, of: number) => (of === 0 ? "–" : percent(count / of));
  const rows = funnel.map(({ event, count }, at) => ({
    event,
    count,
    name: t(steps[event]),
    ofFirst: share(count, first),
    ofLast: at === 0 ? "–" : share(count, funnel[at - 1]?.count ?? 0),
  }));
  const widest = Math.max(1, ...funnel.map(({ count }) => count));
  return (
    <ChartCard
      title={t("usage.funnel.title")}
      help={t("usage.funnel.help")}
      loading={loading}
      grows
      action={<ExportButton table="funnel" title={t("usage.funnel.title")} query={query} />}
      table={{
        columns: [
          { name: t("usage.column.step") },
          { name: t("usage.column.times"), numeric: true },
          { name: t("usage.column.of_first"), numeric: true },
          { name: t("usage.column.of_last"), numeric: true },
        ],
        rows: rows.map(({ event, name, count, ofFirst, ofLast }) => ({
          key: event,
          cells: [name, number(count), ofFirst, ofLast],
        })),
      }}
    >
      {first === 0 ? (
        <Text as="p" tone="subdued">
          {t("usage.funnel.none")}
        </Text>
      ) : (
        <BlockStack gap="200" as="ul">
          {rows.map(({ event, name, count, ofFirst }) => (
            <BlockStack key={event} gap="050" as="li">
              <InlineStack align="space-between" gap="200">
                <Text as="span">{name}</Text>
                <Text as="span" numeric>
                  {number(count)} · {ofFirst}
                </Text>
              </InlineStack>
              <div style={{ background: "#f1f1f1", height: 8 }} aria-hidden="true">
                <div
                  style={{
                    background: colours.full,
                    height: 8,
                    // Of very many, the few are still to be seen.
                    width: count === 0 ? 0 : `max(2px, ${(100 * count) / widest}%)`,
                  }}
                />
              </div>
            </BlockStack>
          ))}
        </BlockStack>
      )}
    </ChartCard>
  );
}
