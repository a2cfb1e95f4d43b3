/** What a step of the guide is about, and the press that does it. */
import { BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { explainFailure } from "../../providers/failures.ts";
import type { StepName } from "../../shop/guide.ts";
import { type Said, said } from "../../words/said.ts";
import { compareAddress } from "../models/compare-address.ts";
import { useWords } from "../../words/use-words.tsx";

export type StepFacts = {
  /** There is one, whether it works or not. */
  connected: boolean;
  /** What ails the first one: a failure code. */
  unwell: { id: string; code: string } | undefined;
  products: { withButton: number; all: number };
  blockLink: string;
  embedLink: string;
  policyLink: string;
};

type Props = { name: StepName; done: boolean; facts: StepFacts; onPolicy: () => void };

export function StepContent({ name, done, facts, onPolicy }: Props) {
  const { t, say } = useWords();
  const unwell = name === "connection" && !done ? facts.unwell : undefined;
  const variant = done ? ("secondary" as const) : ("primary" as const);
  const content: Record<StepName, ReactNode> = {
    connection: unwell ? (
      <Button variant={variant} url={`/app/connections/${unwell.id}`}>
        {t("home.action.mend")}
      </Button>
    ) : (
      <Button variant={variant} url={facts.connected ? "/app/connections" : "/app/connections/new"}>
        {t(facts.connected ? "home.step.connection.change" : "home.step.connection.action")}
      </Button>
    ),
    products: (
      <>
        <Button variant={variant} url="/app/products/rule">
          {t("home.step.products.action")}
        </Button>
        {facts.products.all > 0 && (
          <Text as="span" tone="subdued">
            {t("home.button.count", { count: facts.products.withButton, all: facts.products.all })}
          </Text>
        )}
      </>
    ),
    block: (
      <BlockStack gap="300" inlineAlign="start">
        <Button variant={variant} url={facts.blockLink} target="_blank">
          {t("home.step.block.action")}
        </Button>
        <Text as="p" tone="subdued">
          {t("home.step.block.embed_text")}{" "}
          <Button variant="plain" url={facts.embedLink} target="_blank">
            {t("home.step.block.embed")}
          </Button>
        </Text>
      </BlockStack>
    ),
    test: (
      <Button variant={variant} url={compareAddress({ from: "guide" })}>
        {t("home.step.test.action")}
      </Button>
    ),
    policy: (
      <Button variant={variant} url={facts.policyLink} target="_blank" onClick={onPolicy}>
        {t("home.step.policy.action")}
      </Button>
    ),
  };
  return (
    <BlockStack gap="300">
      <Text as="p">{unwell ? say(ailment(unwell.code)) : t(`home.step.${name}.text`)}</Text>
      <InlineStack gap="300" blockAlign="center">
        {content[name]}
      </InlineStack>
    </BlockStack>
  );
}

function ailment(code: string): Said {
  return code === "key_refused" ? said("home.step.connection.refused") : explainFailure(code);
}
