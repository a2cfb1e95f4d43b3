/** The set-up guide: each step can be opened, says what to do, and ticks itself when it is true. */
import { BlockStack, Box, Button, Card, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { useState } from "react";
import type { Guide, StepName } from "../../shop/guide.ts";
import { useWords } from "../../words/use-words.tsx";
import { GuideStep } from "./guide-step.tsx";
import { StepContent, type StepFacts } from "./step-content.tsx";

type Props = { guide: Guide; facts: StepFacts; onPolicy: () => void; onPutAway: () => void };

export function GuideCard({ guide, facts, onPolicy, onPutAway }: Props) {
  const { t } = useWords();
  const next = guide.steps.find(({ done }) => !done)?.name;
  /** Until the merchant opens or closes one, what comes next is open. */
  const [chosen, setChosen] = useState<StepName | "none">();
  const open = chosen ?? next;
  const done = guide.steps.filter((step) => step.done).length;
  const all = guide.steps.length;

  return (
    <Card padding="0">
      <Box padding="400" paddingBlockEnd="200">
        <BlockStack gap="200">
          <InlineStack align="space-between" blockAlign="center" gap="200">
            <Text as="h2" variant="headingMd">
              {t("home.guide.title")}
            </Text>
            {next === undefined && <Button onClick={onPutAway}>{t("home.guide.put_away")}</Button>}
          </InlineStack>
          <Text as="p" tone="subdued" id="guide-progress">
            {next === undefined ? t("home.guide.ready") : t("home.guide.progress", { done, all })}
          </Text>
          <ProgressBar
            size="small"
            tone="success"
            animated={false}
            progress={Math.round((done / all) * 100)}
            ariaLabelledBy="guide-progress"
          />
        </BlockStack>
      </Box>
      <Box padding="200" as="ul" paddingBlockEnd="300">
        {guide.steps.map((step) => (
          <GuideStep
            key={step.name}
            step={step}
            open={open === step.name}
            onToggle={() => setChosen(open === step.name ? "none" : step.name)}
          >
            <StepContent name={step.name} done={step.done} facts={facts} onPolicy={onPolicy} />
          </GuideStep>
        ))}
      </Box>
    </Card>
  );
}
