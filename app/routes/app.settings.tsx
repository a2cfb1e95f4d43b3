import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData, useNavigate, useNavigation, useSubmit } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { Banner, type BannerHandles, BlockStack, Box, Button, InlineStack, Page } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import { z } from "zod";
import { SettingsForm } from "../components/settings-form.tsx";
import { SpendSoFar } from "../components/spend-card.tsx";
import type { EnteredSettings } from "../shop/read-settings.ts";

const text = z.string().max(5_000);
const form: z.ZodType<EnteredSettings> = z.object({
  monthlyCap: text,
  perVisitorPerDay: text,
  perAddressPerDay: text,
  perShopPerMinute: text,
  keptHours: text,
  takenWithinSeconds: text,
  doneWithinSeconds: text,
  consentAddition: text,
});

export async function loader({ request, context: { services } }: LoaderFunctionArgs) {
  const { session } = await services.shopify.authenticate.admin(request);
  return services.shopSettings.read(session.shop);
}

export async function action({ request, context: { services } }: ActionFunctionArgs) {
  const { session } = await services.shopify.authenticate.admin(request);
  const parsed = form.safeParse(await request.json().catch(() => undefined));
  if (!parsed.success) throw new Response("The form is not complete.", { status: 400 });
  return services.shopSettings.save(session.shop, parsed.data);
}

export default function Settings() {
  const { entered: stored, currency, spend, priceMissing } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  const [entered, setEntered] = useState<EnteredSettings>(stored);
  const submit = useSubmit();
  const navigate = useNavigate();
  const bridge = useAppBridge();
  const banner = useRef<BannerHandles>(null);
  const busy = useNavigation().state !== "idle";
  useEffect(() => {
    if (outcome?.ok) bridge.toast.show("Settings saved");
    // Where the lower button was pressed, what went wrong is out of sight.
    else if (outcome) banner.current?.focus();
  }, [bridge, outcome]);
  const saved = outcome?.ok === true;
  useEffect(() => {
    // What was saved comes back as it is stored: 5,00 as 5.
    if (saved) setEntered(stored);
  }, [saved, stored]);
  const save = () => submit(entered, { method: "post", encType: "application/json" });

  return (
    <Page
      title="Settings"
      backAction={{ content: "Home", onAction: () => navigate("/app") }}
      primaryAction={{ content: "Save", onAction: save, loading: busy }}
    >
      <BlockStack gap="400">
        {outcome?.ok === false && (
          <Banner ref={banner} tone="critical" title="Not saved: some entries can’t be taken">
            <p>What is wrong stands beneath each of them.</p>
          </Banner>
        )}
        <SettingsForm
          entered={entered}
          currency={currency}
          nextMonth={spend.nextMonth}
          mistakes={outcome?.ok === false ? outcome.mistakes : {}}
          onChange={setEntered}
          spend={
            <SpendSoFar
              spend={spend}
              priceMissing={priceMissing}
              onEnterPrice={() => navigate("/app/connections")}
            />
          }
        />
        <Box paddingInline={{ xs: "400", sm: "0" }} paddingBlockEnd="800">
          <InlineStack align="end">
            <Button variant="primary" loading={busy} onClick={save}>
              Save
            </Button>
          </InlineStack>
        </Box>
      </BlockStack>
    </Page>
  );
}
