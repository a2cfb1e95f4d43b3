/** What is held of a visitor: facts to read, to hand over as a file, and to delete after one more question. */
import { BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import type { Held } from "../../try-on/visitor/held.server.ts";
import { useWords } from "../../words/use-words.tsx";
import { AskAgain } from "../ask-again.tsx";

type Props = { number: string; held: Held; busy: boolean; onErase: () => void };

const mostListed = 10;

export function HeldData({ number, held, busy, onErase }: Props) {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  const { tryOns, receipts } = held;
  const kept = tryOns.reduce((sum, { picturesKept }) => sum + picturesKept.length, 0);
  const consents = tryOns.filter(({ consent }) => consent).length;
  return (
    <BlockStack gap="300">
      <BlockStack gap="100">
        <Text as="h3" variant="headingSm">
          {t("settings.data.found.title")}
        </Text>
        <Text as="p" tone="subdued">
          {[
            t("settings.data.found", { count: tryOns.length }),
            t("settings.data.found.pictures", { count: kept }),
            t("settings.data.found.consents", { count: consents }),
            t("settings.data.found.receipts", { count: receipts.length }),
          ].join(" · ")}
        </Text>
      </BlockStack>
      <BlockStack gap="200" as="ul">
        {tryOns.slice(0, mostListed).map((tryOn) => (
          <HeldTryOn key={tryOn.id} tryOn={tryOn} />
        ))}
      </BlockStack>
      {tryOns.length > mostListed && (
        <Text as="p" tone="subdued">
          {t("settings.data.found.more", { count: tryOns.length - mostListed })}
        </Text>
      )}
      <InlineStack gap="200">
        <Button onClick={() => handOver(number, held)}>{t("settings.data.export")}</Button>
        <Button tone="critical" disabled={busy} onClick={() => setAsking(true)}>
          {t("settings.data.delete")}
        </Button>
      </InlineStack>
      <AskAgain
        open={asking}
        title={t("settings.data.delete.title")}
        text={t("settings.data.delete.text")}
        confirm={t("settings.data.delete.sure")}
        destructive
        busy={busy}
        onConfirm={() => {
          setAsking(false);
          onErase();
        }}
        onClose={() => setAsking(false)}
      />
    </BlockStack>
  );
}

function HeldTryOn({ tryOn }: { tryOn: Held["tryOns"][number] }) {
  const { t, moment } = useWords();
  const { product, startedAt, state, picturesKept } = tryOn;
  const outcome = state === "done" || state === "failed" ? state : "under_way";
  return (
    <li style={{ listStyle: "none" }}>
      <InlineStack align="space-between" gap="300" wrap={false}>
        <BlockStack>
          <Text as="span">{product}</Text>
          <Text as="span" tone="subdued" variant="bodySm">
            {t(`common.try_on.${outcome}`)}
            {picturesKept.length > 0 && ` · ${t("settings.data.kept")}`}
          </Text>
        </BlockStack>
        <Text as="span" tone="subdued" alignment="end">
          <time dateTime={startedAt}>{moment(startedAt)}</time>
        </Text>
      </InlineStack>
    </li>
  );
}

/** As a file, which the browser keeps where its merchant wants it. */
function handOver(number: string, held: Held): void {
  const file = new Blob([JSON.stringify({ askedFor: number, ...held }, null, 2)], {
    type: "application/json",
  });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = "visitor-data.json";
  link.click();
  URL.revokeObjectURL(link.href);
}
