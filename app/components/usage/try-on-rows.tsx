/** Try-ons one beneath the other, without pictures. On a phone each is a block of its own. */
import { Badge, BlockStack, Box, Divider, InlineStack, Text, useBreakpoints } from "@shopify/polaris";
import type { ReactNode } from "react";
import type { ListedTryOn } from "../../usage/try-on-list.server.ts";
import { explainFailure } from "../../providers/failures.ts";
import { useWords } from "../../words/use-words.tsx";
import { ComparisonLink } from "../comparison-link.tsx";
import { connectionName } from "../connection-name.ts";
import { UsageTable } from "./usage-table.tsx";

type Props = { tryOns: ListedTryOn[]; connections: Record<string, string> };

export function TryOnRows({ tryOns, connections }: Props) {
  const words = useWords();
  const { t, moment, seconds } = words;
  const { smDown: isNarrow } = useBreakpoints();
  const rows = tryOns.map((tryOn) => ({
    key: tryOn.id,
    what: <What tryOn={tryOn} connections={connections} />,
    when: <time dateTime={tryOn.at}>{moment(tryOn.at)}</time>,
    state: <State tryOn={tryOn} />,
    who: (
      <ComparisonLink comparisonId={tryOn.comparisonId} product={tryOn.product}>
        {t(`usage.asked.${tryOn.askedBy}`)}
      </ComparisonLink>
    ),
    time: tryOn.ms === null ? "–" : seconds(tryOn.ms),
    price: <Price tryOn={tryOn} />,
  }));
  if (isNarrow)
    return (
      <ul aria-label={t("usage.list.title")} style={{ listStyle: "none", margin: 0, padding: 0 }}>
        {rows.map(({ key, what, when, state, who, time, price }) => (
          <li key={key}>
            <Box padding="300">
              <BlockStack gap="200">
                <InlineStack align="space-between" blockAlign="start" gap="200" wrap={false}>
                  {what}
                  {price}
                </InlineStack>
                {state}
                <Text as="span" variant="bodySm" tone="subdued">
                  {when} · {time} · {who}
                </Text>
              </BlockStack>
            </Box>
            <Divider />
          </li>
        ))}
      </ul>
    );
  return (
    <UsageTable
      label={t("usage.list.title")}
      columns={[
        { name: t("usage.column.product") },
        { name: t("usage.column.when") },
        { name: t("usage.column.state"), wraps: true },
        { name: t("usage.column.who") },
        { name: t("usage.column.time"), numeric: true },
        { name: t("usage.column.price"), numeric: true },
      ]}
      rows={rows.map(({ key, what, when, state, who, time, price }): { key: string; cells: ReactNode[] } => ({
        key,
        cells: [what, when, state, who, time, price],
      }))}
    />
  );
}

function What({ tryOn, connections }: { tryOn: ListedTryOn; connections: Record<string, string> }) {
  const words = useWords();
  const { product, model, providerName, connection, stoodIn } = tryOn;
  const made =
    (connection && connections[connection]) ?? connectionName({ label: providerName, keyHint: "" }, words);
  return (
    <BlockStack gap="050">
      <Text as="span" fontWeight="semibold">
        {product}
      </Text>
      <Text as="span" variant="bodySm" tone="subdued">
        {model} · {made}
        {stoodIn && `, ${words.t("usage.list.stand_in")}`}
      </Text>
    </BlockStack>
  );
}

const tones = { done: "success", failed: "critical", under_way: "info" } as const;

function State({ tryOn: { state, failure } }: { tryOn: ListedTryOn }) {
  const words = useWords();
  const shown = state === "done" || state === "failed" ? state : "under_way";
  return (
    <BlockStack gap="100" inlineAlign="start">
      <Badge tone={tones[shown]}>{words.t(`common.try_on.${shown}`)}</Badge>
      {failure !== null && (
        <Box maxWidth="22rem">
          <Text as="span" variant="bodySm" tone="subdued">
            {words.say(explainFailure(failure))}
          </Text>
        </Box>
      )}
    </BlockStack>
  );
}

function Price({ tryOn: { price, charge } }: { tryOn: ListedTryOn }) {
  const { t, money } = useWords();
  if (price === "0") return <>–</>;
  return (
    <BlockStack inlineAlign="end">
      {charge === "returned" ? (
        <Text as="span" tone="subdued" textDecorationLine="line-through">
          {money(price)}
        </Text>
      ) : (
        <Text as="span">{money(price)}</Text>
      )}
      {charge !== "spent" && (
        <Text as="span" variant="bodySm" tone="subdued">
          {t(`usage.list.${charge}`)}
        </Text>
      )}
    </BlockStack>
  );
}
