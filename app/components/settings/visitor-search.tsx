/** Finds a visitor by a number, shows what is held, hands it over and deletes it. */
import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import type { Erased } from "../../try-on/visitor/erase.server.ts";
import type { Held } from "../../try-on/visitor/held.server.ts";
import { useWords } from "../../words/use-words.tsx";
import { HeldData } from "./held-data.tsx";
import { SettingsSection } from "./settings-section.tsx";

export type VisitorAnswer =
  { kind: "found"; number: string; held: Held } | { kind: "erased"; erased: Erased } | { kind: "nobody" };

export function VisitorSearch() {
  const { t } = useWords();
  const [number, setNumber] = useState("");
  const fetcher = useFetcher<VisitorAnswer>();
  const busy = fetcher.state !== "idle";
  const answer = fetcher.data;
  const ask = (intent: "find" | "erase", of: string) =>
    fetcher.submit({ intent, number: of }, { method: "post", encType: "application/json" });
  return (
    <SettingsSection title={t("settings.data.visitor.title")} description={t("settings.data.visitor.text")}>
      <BlockStack gap={answer ? "400" : "0"}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (number.trim() !== "") ask("find", number);
          }}
        >
          <TextField
            label={t("settings.data.find.label")}
            helpText={t("settings.data.find.help")}
            value={number}
            onChange={setNumber}
            maxLength={100}
            autoComplete="off"
            spellCheck={false}
            connectedRight={
              <Button submit loading={busy}>
                {t("settings.data.find")}
              </Button>
            }
          />
        </form>
        <div role="status">
          {answer?.kind === "nobody" && (
            <Text as="p" tone="subdued">
              {t("settings.data.not_found")}
            </Text>
          )}
          {answer?.kind === "erased" && (
            <Banner tone="success" title={t("settings.data.erased.title")}>
              <p>
                {t("settings.data.erased", { tryOns: answer.erased.tryOns })}{" "}
                {t("settings.data.erased.what", {
                  pictures: answer.erased.pictures,
                  consents: answer.erased.consents,
                  counts: answer.erased.counts,
                })}
              </p>
            </Banner>
          )}
          {answer?.kind === "found" && (
            <HeldData
              key={answer.number}
              number={answer.number}
              held={answer.held}
              busy={busy}
              onErase={() => ask("erase", answer.number)}
            />
          )}
        </div>
      </BlockStack>
    </SettingsSection>
  );
}
