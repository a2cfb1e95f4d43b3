/** A connection in the list: what it is, how it does, and what that means. */
import { Badge, BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import type { ShownConnection } from "../../shop/shown-connection.ts";
import type { WordKey } from "../../words/said.ts";
import { useWords } from "../../words/use-words.tsx";
import { ButtonOf } from "../button-of.tsx";
import { ConnectionBadge } from "../connection-badge.tsx";

export type Intent = "pause" | "resume" | "make first" | "stand in" | "stand back";

type Props = {
  connection: ShownConnection;
  name: string;
  model: string;
  busy: boolean;
  onChange: () => void;
  onIntent: (intent: Intent) => void;
};

export function ConnectionCard({ connection, name, model, busy, onChange, onIntent }: Props) {
  const { t, say, money } = useWords();
  const { balance, priceMicros, first, paused, standsIn, standingIn, advice } = connection;
  const facts = [
    model,
    balance !== undefined && t("connections.balance", { balance }),
    priceMicros && t("connections.price_each", { price: money(priceMicros) }),
  ];

  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h2" variant="headingMd">
            {name}
          </Text>
          <ConnectionBadge connection={connection} />
          {first && <Badge tone="info">{t("connections.badge.first")}</Badge>}
          {standingIn && <Badge tone="info">{t("connections.badge.standing_in")}</Badge>}
          {standsIn && !first && !standingIn && <Badge tone="info">{t("connections.badge.stands_in")}</Badge>}
        </InlineStack>
        <BlockStack gap="100">
          <Text as="p" tone="subdued">
            {facts.filter(Boolean).join(" · ")}
          </Text>
          <Text as="p">{t(stateOf(connection))}</Text>
          {advice && (
            <Text as="p" tone="critical">
              {say(advice)}
            </Text>
          )}
          {!priceMicros && (
            <Text as="p" tone="caution">
              {t("connections.price_missing")}
            </Text>
          )}
        </BlockStack>
        <InlineStack gap="200">
          <ButtonOf of={name} onClick={onChange}>
            {t("connections.change")}
          </ButtonOf>
          <ButtonOf of={name} disabled={busy} onClick={() => onIntent(paused ? "resume" : "pause")}>
            {t(paused ? "connections.resume" : "connections.pause")}
          </ButtonOf>
          {!first && (
            <>
              <ButtonOf of={name} disabled={busy} onClick={() => onIntent("make first")}>
                {t("connections.make_first")}
              </ButtonOf>
              <ButtonOf
                of={name}
                disabled={busy}
                onClick={() => onIntent(standsIn ? "stand back" : "stand in")}
              >
                {t(standsIn ? "connections.stand_back" : "connections.stand_in")}
              </ButtonOf>
            </>
          )}
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

function stateOf({ paused, health, first, standingIn, standsIn }: ShownConnection): WordKey {
  if (paused) return "connections.state.paused";
  if (health === "untested") return "connections.state.untested";
  if (health === "unwell") return first ? "connections.state.unwell_first" : "connections.state.unwell";
  if (first) return "connections.state.first";
  if (standingIn) return "connections.state.standing_in";
  return standsIn ? "connections.state.stands_in" : "connections.state.waits";
}
