/** What failed in the last days, how often, and what to do about it. */
import { BlockStack, Box, Button, InlineStack, Text } from "@shopify/polaris";
import { explainFailure, isFailureCode, meaningOf } from "../../providers/failures.ts";
import type { FailureCount } from "../../usage/sums.ts";
import { type Said, said } from "../../words/said.ts";
import { useWords } from "../../words/use-words.tsx";
import { TitledCard } from "../titled-card.tsx";

/** The most frequent first: the usage page has all. */
const mostShown = 4;

export function FailedCard({ failed }: { failed: FailureCount[] }) {
  const { t, say } = useWords();
  return (
    <TitledCard
      title={t("home.failed.title")}
      text={t(failed.length === 0 ? "home.failed.none" : "home.failed.text")}
      beside={
        failed.length > mostShown && (
          <Button variant="plain" url="/app/usage">
            {t("home.last.all")}
          </Button>
        )
      }
    >
      {failed.slice(0, mostShown).map(({ code, count }) => {
        const action = actionFor(code);
        return (
          <InlineStack key={code} gap="300" blockAlign="start" wrap={false}>
            <Box minWidth="4rem">
              <Text as="span" numeric fontWeight="semibold">
                {t("home.failed.times", { count })}
              </Text>
            </Box>
            <BlockStack gap="100" inlineAlign="start">
              <Text as="p">{say(explainFailure(code))}</Text>
              {action && (
                <Button variant="plain" url={action.to}>
                  {say(action.label)}
                </Button>
              )}
            </BlockStack>
          </InlineStack>
        );
      })}
    </TitledCard>
  );
}

/** Where it can be settled. For what settles itself there is nowhere to go. */
function actionFor(code: string): { label: Said; to: string } | undefined {
  if (!isFailureCode(code)) return undefined;
  const atConnection = meaningOf(code).unwell || ["busy", "unexpected_answer", "unreachable"].includes(code);
  if (atConnection) return { label: said("home.action.mend"), to: "/app/connections" };
  if (code === "garment_refused" || code === "request_refused")
    return { label: said("home.action.picture"), to: "/app/products" };
  if (code === "timed_out") return { label: said("home.action.deadlines"), to: "/app/settings#deadlines" };
  return undefined;
}
