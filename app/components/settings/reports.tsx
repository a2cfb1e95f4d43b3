/** What Shopify asked for, and what was deleted at once. */
import { BlockStack, Text } from "@shopify/polaris";
import type { ListedReport } from "../../shop/deletion-reports.server.ts";
import { type Said, said } from "../../words/said.ts";
import { useWords } from "../../words/use-words.tsx";
import { SettingsSection } from "./settings-section.tsx";

export function Reports({ reports }: { reports: ListedReport[] }) {
  const { t, say, moment } = useWords();
  return (
    <SettingsSection title={t("settings.data.reports.title")} description={t("settings.data.reports.text")}>
      {reports.length === 0 ? (
        <Text as="p" tone="subdued">
          {t("settings.data.reports.none")}
        </Text>
      ) : (
        <BlockStack gap="300" as="ul">
          {reports.map((report) => (
            <li key={report.id} style={{ listStyle: "none" }}>
              <BlockStack>
                <Text as="span">{say(sentenceOf(report))}</Text>
                <Text as="span" tone="subdued" variant="bodySm">
                  <time dateTime={report.at}>{moment(report.at)}</time>
                </Text>
              </BlockStack>
            </li>
          ))}
        </BlockStack>
      )}
    </SettingsSection>
  );
}

function sentenceOf({ why, deleted }: ListedReport): Said {
  switch (why) {
    case "visitor":
      return said("settings.data.report.visitor", {
        tryOns: deleted["tryOns"] ?? 0,
        pictures: deleted["pictures"] ?? 0,
      });
    case "customers/data_request":
      return said("settings.data.report.asked");
    case "customers/redact":
      return said("settings.data.report.redact");
    case "uninstalled":
      return said("settings.data.report.uninstalled");
    default:
      return said("settings.data.report.redacted");
  }
}
