/** A chart with its legend, or the same figures as a table. */
import { InlineStack, SkeletonBodyText, Text } from "@shopify/polaris";
import { type ReactNode, useState } from "react";
import { useWords } from "../../words/use-words.tsx";
import { ButtonOf } from "../button-of.tsx";
import { type Layer, Swatch } from "./marks.tsx";
import { plotHeight } from "./plot.tsx";
import { UsageTable, type UsageTableProps } from "./usage-table.tsx";
import { TitledCard } from "../titled-card.tsx";

type Props = {
  title: string;
  help?: string;
  layers?: Layer[];
  loading: boolean;
  table: Omit<UsageTableProps, "label">;
  action?: ReactNode;
  /** As high as a plot, or as its content is. */
  grows?: boolean;
  children: ReactNode;
};

export function ChartCard({ title, help, layers = [], loading, table, action, grows, children }: Props) {
  const { t } = useWords();
  const [asTable, setAsTable] = useState(false);
  return (
    <TitledCard
      title={title}
      beside={
        <InlineStack gap="300">
          <ButtonOf of={title} variant="plain" onClick={() => setAsTable(!asTable)}>
            {t(asTable ? "usage.chart.as_chart" : "usage.chart.as_table")}
          </ButtonOf>
          {action}
        </InlineStack>
      }
    >
      <InlineStack gap="400">
        {(layers.length > 1 ? layers : []).map(({ mark, name }) => (
          <InlineStack key={mark} gap="150" blockAlign="center" wrap={false}>
            <Swatch mark={mark} />
            <Text as="span" variant="bodySm">
              {name}
            </Text>
          </InlineStack>
        ))}
        {help && (
          <Text as="p" variant="bodySm" tone="subdued">
            {help}
          </Text>
        )}
      </InlineStack>
      {asTable ? (
        <div
          style={{ overflowX: "auto", overscrollBehaviorX: "contain" }}
          aria-busy={loading}
          tabIndex={0}
          role="region"
          aria-label={title}
        >
          <UsageTable label={title} {...table} />
        </div>
      ) : (
        <div style={grows ? { minHeight: plotHeight } : { height: plotHeight }} aria-busy={loading}>
          {loading ? <SkeletonBodyText lines={6} /> : children}
        </div>
      )}
    </TitledCard>
  );
}
