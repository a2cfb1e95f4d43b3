import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { BlockStack, Box, Button, InlineStack, Page, Text } from "@shopify/polaris";
import { z } from "zod";
import { MistakesBanner } from "../components/mistakes-banner.tsx";
import { PageSaveBar } from "../components/page-save-bar.tsx";
import { ConsentSection } from "../components/settings/consent-section.tsx";
import { Alerts, Deadlines, Kept, Limits } from "../components/settings/limit-sections.tsx";
import { SettingsSection } from "../components/settings/settings-section.tsx";
import { Spending } from "../components/settings/spending.tsx";
import { useDraft } from "../components/use-draft.ts";
import { useMistakes } from "../components/use-mistakes.ts";
import { readForm } from "../request-body.server.ts";
import { useWhen } from "../components/use-when.ts";
import { themeLinks } from "../shop/theme-links.ts";
import { pageTitle } from "../words/page-title.ts";
import { useWords } from "../words/use-words.tsx";

export { PageTrouble as ErrorBoundary } from "../components/page-trouble.tsx";

const entered = z.object({
  monthlyCap: z.string(),
  atCap: z.enum(["hide", "tell"]),
  perVisitorPerDay: z.string(),
  perAddressPerDay: z.string(),
  perShopPerMinute: z.string(),
  keptHours: z.string(),
  takenWithinSeconds: z.string(),
  doneWithinSeconds: z.string(),
  consentAddition: z.string(),
  alerts: z.object({ capNear: z.boolean(), capReached: z.boolean(), unwell: z.boolean() }),
});
const form = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("save"), changes: entered.partial() }),
  z.object({ intent: z.literal("bring guide back") }),
]);

export const meta = pageTitle("settings.title");

export async function loader({ request, context: { services } }: LoaderFunctionArgs) {
  const { session } = await services.shopify.authenticate.admin(request);
  const [settings, guideShown] = await Promise.all([
    services.shopSettings.read(session.shop),
    services.seen.guideShown(session.shop),
  ]);
  return { ...settings, guideShown, ...themeLinks(session.shop, services.fromEnvironment.apiKey) };
}

export async function action({ request, context: { services } }: ActionFunctionArgs) {
  const { session } = await services.shopify.authenticate.admin(request);
  const asked = await readForm(request, form);
  if (asked.intent === "save") return services.shopSettings.save(session.shop, asked.changes);
  await services.seen.guide(session.shop, false);
  return null;
}

type Sender = Pick<ReturnType<typeof useFetcher>, "submit">;

function post(fetcher: Sender, body: z.input<typeof form>): void {
  fetcher.submit(body, { method: "post", encType: "application/json" });
}

export default function Settings() {
  const {
    entered: stored,
    spend,
    priceMissing,
    processors,
    guideShown,
    blockLink,
  } = useLoaderData<typeof loader>();
  const { t } = useWords();
  const bridge = useAppBridge();
  const { draft, change, changed, changes, discard } = useDraft(stored);
  const [saving, guide] = [useFetcher<typeof action>(), useFetcher()];
  const outcome = saving.data;
  useWhen(outcome, (come) => {
    if (come?.ok) bridge.toast.show(t("settings.saved"));
  });
  const found = changed && outcome?.ok === false ? outcome.mistakes : {};
  const mistakes = useMistakes(outcome, found, draft, (entered, name) => entered[name]);
  const fields = { entered: draft, mistakes, onChange: change };

  return (
    <Page title={t("settings.title")}>
      <PageSaveBar
        id="settings-bar"
        open={changed}
        saving={saving.state !== "idle"}
        onSave={() => post(saving, { intent: "save", changes: changes() })}
        onDiscard={discard}
      />
      <BlockStack gap={{ xs: "800", sm: "400" }}>
        {Object.keys(mistakes).length > 0 && <MistakesBanner answer={outcome} />}
        <Spending {...fields} spend={spend} priceMissing={priceMissing} />
        <Limits {...fields} />
        <Kept {...fields} />
        <ConsentSection {...fields} processors={processors} />
        <SettingsSection title={t("settings.button.title")} description={t("settings.button.text")}>
          <InlineStack>
            <Button url={blockLink} target="_blank">
              {t("settings.button.editor")}
            </Button>
          </InlineStack>
        </SettingsSection>
        <Alerts {...fields} />
        <Deadlines {...fields} />
        <SettingsSection title={t("settings.data.title")} description={t("settings.data.text")}>
          <InlineStack>
            <Button url="/app/settings/data">{t("settings.data.open")}</Button>
          </InlineStack>
        </SettingsSection>
        <SettingsSection title={t("settings.guide.title")} description={t("settings.guide.text")}>
          {guideShown ? (
            <Text as="p" tone="subdued">
              {t("settings.guide.shown")}
            </Text>
          ) : (
            <InlineStack>
              <Button
                loading={guide.state !== "idle"}
                onClick={() => post(guide, { intent: "bring guide back" })}
              >
                {t("settings.guide.back")}
              </Button>
            </InlineStack>
          )}
        </SettingsSection>
        <Box paddingBlockEnd="800" />
      </BlockStack>
    </Page>
  );
}
