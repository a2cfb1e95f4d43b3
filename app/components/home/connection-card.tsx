/** Who makes the pictures, whether they can, and what is left in the account. */
import { Button, InlineStack, Text } from "@shopify/polaris";
import { explainFailure } from "../../providers/failures.ts";
import type { Standing } from "../../shop/standing.server.ts";
import { useWords } from "../../words/use-words.tsx";
import { ConnectionBadge } from "../connection-badge.tsx";
import { TitledCard } from "../titled-card.tsx";

type Props = Pick<Standing, "first" | "standIn" | "makesNow" | "allPaused">;

export function ConnectionCard({ first, standIn, makesNow, allPaused }: Props) {
  const { t, say, money } = useWords();
  const facts = first && [
    first.model,
    ...(first.priceMicros === "0" ? [] : [t("home.connection.price", { price: money(first.priceMicros) })]),
    ...(first.balance === null ? [] : [t("connections.balance", { balance: first.balance })]),
  ];
  return (
    <TitledCard title={t("home.connection.title")}>
      {first ? (
        <>
          <InlineStack gap="200" blockAlign="center">
            <Text as="p" fontWeight="semibold">
              {say(first.provider)}
            </Text>
            <ConnectionBadge connection={{ health: healthOf(first), paused: false }} />
          </InlineStack>
          <Text as="p" tone="subdued">
            {facts?.join(" · ")}
          </Text>
          {first.unwell !== null && <Text as="p">{say(explainFailure(first.unwell))}</Text>}
          {standIn && (
            <Text as="p" tone="subdued">
              {t(makesNow === "stand-in" ? "home.connection.stands_in_now" : "home.connection.stand_in", {
                provider: say(standIn.provider),
              })}
            </Text>
          )}
        </>
      ) : (
        <Text as="p" tone="subdued">
          {t(allPaused ? "home.connection.paused" : "home.connection.none")}
        </Text>
      )}
      <InlineStack>
        {first || allPaused ? (
          <Button variant="plain" url="/app/connections">
            {t("home.connection.change")}
          </Button>
        ) : (
          <Button variant="plain" url="/app/connections/new">
            {t("home.action.connect")}
          </Button>
        )}
      </InlineStack>
    </TitledCard>
  );
}

function healthOf({ unwell, tested }: { unwell: string | null; tested: boolean }) {
  if (unwell !== null) return "unwell";
  return tested ? "well" : "untested";
}
