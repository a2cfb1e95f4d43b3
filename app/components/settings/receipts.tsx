/** What was deleted, when and why: page by page, or of one try-on. */
import { BlockStack, Button, InlineStack, SkeletonBodyText, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import type { ListedReceipt } from "../../storage/receipts.server.ts";
import { useWords } from "../../words/use-words.tsx";
import { SettingsSection } from "./settings-section.tsx";

type Where = { tryOn: string; after: string };
type Props = {
  receipts: ListedReceipt[];
  /** Where the next page begins. */
  next: string | undefined;
  where: Where;
  loading: boolean;
  onGo: (where: Where) => void;
};

export function Receipts({ receipts, next, where, loading, onGo }: Props) {
  const { t } = useWords();
  const [wanted, setWanted] = useState(where.tryOn);
  const search = () => onGo({ tryOn: wanted.trim(), after: "" });
  return (
    <SettingsSection title={t("settings.data.receipts.title")} description={t("settings.data.receipts.text")}>
      <BlockStack gap="400">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            search();
          }}
        >
          <TextField
            label={t("settings.data.receipts.search")}
            value={wanted}
            onChange={setWanted}
            autoComplete="off"
            clearButton
            onClearButtonClick={() => {
              setWanted("");
              onGo({ tryOn: "", after: "" });
            }}
            connectedRight={<Button submit>{t("settings.data.search")}</Button>}
          />
        </form>
        {loading ? (
          <SkeletonBodyText lines={8} />
        ) : receipts.length === 0 ? (
          <Text as="p" tone="subdued">
            {t(where.tryOn === "" ? "settings.data.receipts.none" : "settings.data.receipts.not_found")}
          </Text>
        ) : (
          <List receipts={receipts} />
        )}
        {(next !== undefined || where.after !== "") && (
          <InlineStack gap="200">
            <Button disabled={where.after === ""} onClick={() => onGo({ ...where, after: "" })}>
              {t("settings.data.back")}
            </Button>
            <Button disabled={next === undefined} onClick={() => onGo({ ...where, after: next ?? "" })}>
              {t("settings.data.next")}
            </Button>
          </InlineStack>
        )}
      </BlockStack>
    </SettingsSection>
  );
}

function List({ receipts }: { receipts: ListedReceipt[] }) {
  const { t, moment } = useWords();
  return (
    <BlockStack gap="300" as="ul">
      {receipts.map(({ id, tryOnId, what, why, at }) => (
        <li key={id} style={{ listStyle: "none" }}>
          <InlineStack align="space-between" gap="300" wrap={false}>
            <BlockStack>
              <Text as="span">
                <Text as="span" fontWeight="semibold">
                  {t(`settings.data.what.${what}`)}
                </Text>
                {" · "}
                {t(`settings.data.why.${why}`)}
              </Text>
              <Text as="span" tone="subdued" variant="bodySm" breakWord>
                {tryOnId}
              </Text>
            </BlockStack>
            <Text as="span" tone="subdued" alignment="end">
              <time dateTime={at}>{moment(at)}</time>
            </Text>
          </InlineStack>
        </li>
      ))}
    </BlockStack>
  );
}
