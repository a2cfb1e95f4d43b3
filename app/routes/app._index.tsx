import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { BlockStack, Box, Layout, Page } from "@shopify/polaris";
import { z } from "zod";
import { ButtonCard } from "../components/home/button-card.tsx";
import { ConnectionCard } from "../components/home/connection-card.tsx";
import { FailedCard } from "../components/home/failed-card.tsx";
import { GuideCard } from "../components/home/guide-card.tsx";
import { LastCard } from "../components/home/last-card.tsx";
import { Notices } from "../components/home/notices.tsx";
import { usePlaced } from "../components/home/use-placed.ts";
import { SpendSoFar } from "../components/spend-card.tsx";
import { TitledCard } from "../components/titled-card.tsx";
import { readForm } from "../request-body.server.ts";
import { guideOf } from "../shop/guide.ts";
import { noticesOf } from "../shop/notices.ts";
import { themeLinks } from "../shop/theme-links.ts";
import { whyHidden } from "../shop/why-hidden.ts";
import { pageTitle } from "../words/page-title.ts";
import { useWords } from "../words/use-words.tsx";

export { PageTrouble as ErrorBoundary } from "../components/page-trouble.tsx";

const told = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("placed"), placed: z.boolean() }),
  z.object({ intent: z.literal("policy read") }),
  z.object({ intent: z.literal("put guide away") }),
  z.object({ intent: z.literal("dismiss"), id: z.string().max(200) }),
]);

export const meta = pageTitle("home.title");

export async function loader({ request, context: { services } }: LoaderFunctionArgs) {
  const { session } = await services.shopify.authenticate.admin(request);
  const { shop } = session;
  const [standing, lately] = await Promise.all([services.standing(shop), services.usage.lately(shop)]);
  const { first, standIn, makesNow, allPaused, spend, products, seen } = standing;
  return {
    guide: guideOf(standing),
    notices: noticesOf(standing),
    reasons: whyHidden(standing),
    connection: { first, standIn, makesNow, allPaused },
    placed: seen.placed,
    spend,
    products,
    ...lately,
    ...themeLinks(shop, services.fromEnvironment.apiKey),
    policyLink: `https://${shop}/apps/try-it-on/policy`,
  };
}

export async function action({ request, context: { services } }: ActionFunctionArgs) {
  const { session } = await services.shopify.authenticate.admin(request);
  const { shop } = session;
  const data = await readForm(request, told);
  if (data.intent === "placed") await services.seen.placed(shop, data.placed);
  else if (data.intent === "policy read") await services.seen.policyRead(shop);
  else if (data.intent === "put guide away") await services.seen.guide(shop, true);
  else await services.seen.dismissed(shop, data.id);
  return null;
}

type Sender = Pick<ReturnType<typeof useFetcher>, "submit">;

function send(fetcher: Sender, body: z.input<typeof told>): void {
  fetcher.submit(body, { method: "post", action: "/app?index", encType: "application/json" });
}

export default function Home() {
  const home = useLoaderData<typeof loader>();
  const { notices, reasons, guide, connection, products, spend, failed, last } = home;
  const { blockLink, embedLink, policyLink } = home;
  const { t } = useWords();
  // Each of its own: one that is sent must not cut off another.
  const [theme, guided, noticed] = [useFetcher(), useFetcher(), useFetcher()];
  usePlaced(home.placed, (placed) => send(theme, { intent: "placed", placed }));

  return (
    <Page title={t("home.title")}>
      <BlockStack gap="400">
        <Notices notices={notices} onDismiss={(id) => send(noticed, { intent: "dismiss", id })} />
        {!guide.putAway && (
          <GuideCard
            guide={guide}
            facts={{
              connected: connection.first !== undefined || connection.allPaused,
              unwell: unwellOf(connection.first),
              products,
              blockLink,
              embedLink,
              policyLink,
            }}
            onPolicy={() => send(guided, { intent: "policy read" })}
            onPutAway={() => send(guided, { intent: "put guide away" })}
          />
        )}
        <Layout>
          <Layout.Section>
            <BlockStack gap="400">
              <ButtonCard
                reasons={reasons}
                offered={notices.flatMap(({ tells }) => tells ?? [])}
                products={products}
                editor={blockLink}
              />
              {last.length > 0 && <FailedCard failed={failed} />}
              <LastCard last={last} showing={reasons.length === 0} />
            </BlockStack>
          </Layout.Section>
          <Layout.Section variant="oneThird">
            <BlockStack gap="400">
              <ConnectionCard {...connection} />
              <TitledCard title={t("home.spend.title")}>
                <SpendSoFar spend={spend} />
              </TitledCard>
            </BlockStack>
          </Layout.Section>
        </Layout>
        <Box paddingBlockEnd="400" />
      </BlockStack>
    </Page>
  );
}

function unwellOf(first: { id: string; unwell: string | null } | undefined) {
  return first && first.unwell !== null ? { id: first.id, code: first.unwell } : undefined;
}
