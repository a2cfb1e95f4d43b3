import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigate, useNavigation, useSubmit } from "@remix-run/react";
import { Badge, BlockStack, Button, Card, InlineStack, Page, Text } from "@shopify/polaris";
import { z } from "zod";
import { ConnectionBadge } from "../components/connection-badge.tsx";
import { registry } from "../providers/registry.ts";

const form = z.object({
  intent: z.enum(["pause", "resume", "make first", "stand in", "stand back"]),
  id: z.uuid(),
});

export async function loader({ request, context: { services } }: LoaderFunctionArgs) {
  const { session } = await services.shopify.authenticate.admin(request);
  const connections = await services.connections.list(session.shop);
  const labels = Object.fromEntries(Object.entries(registry).map(([id, { label }]) => [id, label]));
  return { connections, labels };
}

export async function action({ request, context: { services } }: ActionFunctionArgs) {
  const { session } = await services.shopify.authenticate.admin(request);
  const parsed = form.safeParse(await request.json().catch(() => undefined));
  if (!parsed.success) return new Response("This can't be done to a connection.", { status: 400 });
  const { intent, id } = parsed.data;
  if (intent === "make first") await services.connections.makeFirst(session.shop, id);
  else if (intent === "stand in" || intent === "stand back")
    await services.connections.setStandsIn(session.shop, id, intent === "stand in");
  else await services.connections.setPaused(session.shop, id, intent === "pause");
  return null;
}

export default function Connections() {
  const { connections, labels } = useLoaderData<typeof loader>();
  const navigate = useNavigate();
  const submit = useSubmit();
  const busy = useNavigation().state !== "idle";
  const send = (body: z.input<typeof form>) => submit(body, { method: "post", encType: "application/json" });

  return (
    <Page
      title="Connections"
      subtitle="Your accounts at try-on providers. The first that is not paused makes the pictures."
      backAction={{ content: "Home", onAction: () => navigate("/app") }}
      primaryAction={{ content: "Add connection", onAction: () => navigate("/app/connections/new") }}
    >
      <BlockStack gap="400">
        {connections.length === 0 && (
          <Card>
            <Text as="p" tone="subdued">
              No provider is connected yet. Each try-on is billed to your own account there, without a
              surcharge.
            </Text>
          </Card>
        )}
        {connections.map((connection) => (
          <Card key={connection.id}>
            <BlockStack gap="300">
              <InlineStack gap="200" blockAlign="center">
                <Text as="h2" variant="headingMd">
                  {labels[connection.provider]}
                </Text>
                <ConnectionBadge connection={connection} />
                {connection.first && <Badge tone="info">In use</Badge>}
                {connection.standsIn && !connection.first && <Badge tone="info">Stands in</Badge>}
              </InlineStack>
              <Text as="p" tone="subdued">
                {connection.model}
                {connection.keyHint && ` · key ending in ${connection.keyHint}`}
                {connection.balance && ` · ${connection.balance} left`}
                {connection.shownPrice && ` · ${connection.shownPrice} a try-on`}
              </Text>
              {!connection.shownPrice && (
                <Text as="p" tone="caution">
                  No price yet: the cap can’t count.
                </Text>
              )}
              {connection.advice && (
                <Text as="p" tone="critical">
                  {connection.advice}
                </Text>
              )}
              <InlineStack gap="200">
                <Button onClick={() => navigate(`/app/connections/${connection.id}`)}>Change</Button>
                <Button
                  disabled={busy}
                  onClick={() => send({ intent: connection.paused ? "resume" : "pause", id: connection.id })}
                >
                  {connection.paused ? "Resume" : "Pause"}
                </Button>
                {!connection.first && (
                  <>
                    <Button disabled={busy} onClick={() => send({ intent: "make first", id: connection.id })}>
                      Use this one
                    </Button>
                    <Button
                      disabled={busy}
                      onClick={() =>
                        send({ intent: connection.standsIn ? "stand back" : "stand in", id: connection.id })
                      }
                    >
                      {connection.standsIn ? "Don’t stand in" : "Let it stand in"}
                    </Button>
                  </>
                )}
              </InlineStack>
            </BlockStack>
          </Card>
        ))}
      </BlockStack>
    </Page>
  );
}
