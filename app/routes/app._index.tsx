import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigate } from "@remix-run/react";
import { Badge, BlockStack, Button, Card, InlineStack, Layout, Page, Text } from "@shopify/polaris";
import { ConnectionBadge } from "../components/connection-badge.tsx";
import { TryOnTable } from "../components/try-on-table.tsx";

export async function loader({ request, context: { services } }: LoaderFunctionArgs) {
  const { session } = await services.shopify.authenticate.admin(request);
  const [connections, ready, recent] = await Promise.all([
    services.connections.list(session.shop),
    services.isReady(session.shop),
    services.recent(session.shop, 5),
  ]);
  const blockLink = `https://${session.shop}/admin/themes/current/editor?template=product&addAppBlockId=${services.settings.apiKey}/try-it-on&target=mainSection`;
  return { connection: connections.find(({ first }) => first), ready, recent, blockLink };
}

export default function Home() {
  const { connection, ready, recent, blockLink } = useLoaderData<typeof loader>();
  const navigate = useNavigate();

  return (
    <Page title="Fitting Room">
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <Card>
              <BlockStack gap="300">
                <InlineStack gap="200" blockAlign="center">
                  <Text as="h2" variant="headingMd">
                    Connect your provider
                  </Text>
                  {connection ? (
                    <ConnectionBadge connection={connection} />
                  ) : (
                    <Badge tone="attention">To do</Badge>
                  )}
                </InlineStack>
                <Text as="p" tone="subdued">
                  {connection?.advice ?? (ready ? working : toDo)}
                </Text>
                <InlineStack>
                  <Button
                    variant={ready ? "secondary" : "primary"}
                    onClick={() => navigate(connection ? "/app/connections" : "/app/connections/new")}
                  >
                    {connection ? "Change connections" : "Connect a provider"}
                  </Button>
                </InlineStack>
              </BlockStack>
            </Card>
            <Card>
              <BlockStack gap="300">
                <Text as="h2" variant="headingMd">
                  Place the button
                </Text>
                <Text as="p" tone="subdued">
                  Add the block “Try it on” to your product page. It shows by itself once your connection
                  works, and hides when it does not.
                </Text>
                <InlineStack>
                  <Button url={blockLink} target="_top">
                    Open the theme editor
                  </Button>
                </InlineStack>
              </BlockStack>
            </Card>
            <TryOnTable
              title="Last try-ons"
              tryOns={recent}
              action={{ content: "Show more", onAction: () => navigate("/app/try-ons") }}
            />
          </BlockStack>
        </Layout.Section>
      </Layout>
    </Page>
  );
}

const working = "Your key is stored sealed. Each try-on is billed to your own account at the provider.";
const toDo =
  "Enter the key of your account at a try-on provider. Each try-on is billed there, to you, without a surcharge.";
