/** The consent text as the dialog shows it, in the merchant's language. A test holds its words to the dialog's own. */
import { BlockStack, List, Text } from "@shopify/polaris";
import { timeText } from "../../shop/time-text.ts";
import { useWords } from "../../words/use-words.tsx";

export type Named = { name: string; country: string | null };
type Props = { processors: Named[]; keptHours: number; addition: string };

export function ConsentText({ processors, keptHours, addition }: Props) {
  const { t, language } = useWords();
  if (processors.length === 0) return <Text as="p">{t("settings.consent_text.nobody")}</Text>;
  const countries = new Intl.DisplayNames([language], { type: "region" });
  return (
    <BlockStack gap="200">
      <Text as="p">{t("settings.consent_text.sent_to")}</Text>
      <List>
        {processors.map(({ name, country }) => (
          <List.Item key={`${name} ${country}`}>
            <Text as="span" fontWeight="semibold">
              {name}
            </Text>
            {" · "}
            {country === null ? t("settings.consent_text.country_unknown") : countries.of(country)}
          </List.Item>
        ))}
      </List>
      <Text as="p">{t("settings.consent_text.deleted")}</Text>
      <Text as="p">{t("settings.consent_text.kept", { kept: timeText(keptHours, language) })}</Text>
      <Text as="p">{t("settings.consent_text.honest")}</Text>
      {addition !== "" && (
        <div style={{ whiteSpace: "pre-line", overflowWrap: "anywhere" }} dir="auto">
          {addition}
        </div>
      )}
      <Text as="p" tone="subdued">
        {t("settings.consent_text.before")} {t("settings.consent_text.policy")}
      </Text>
      <Text as="p">☐ {t("settings.consent_text.agree")}</Text>
    </BlockStack>
  );
}
