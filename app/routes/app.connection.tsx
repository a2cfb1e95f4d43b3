import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData, useNavigate, useNavigation, useSubmit } from "@remix-run/react";
import {
  Banner,
  BlockStack,
  Button,
  Card,
  FormLayout,
  InlineStack,
  Layout,
  Page,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";
import { useEffect, useState } from "react";
import { z } from "zod";
import { registry } from "../providers/registry.ts";

const otherAddress = "other";

const form = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("save"),
    provider: z.string(),
    baseAddress: z.string(),
    model: z.string(),
    credentials: z.record(z.string(), z.string()),
  }),
  z.object({ intent: z.literal("test") }),
  z.object({ intent: z.literal("remove") }),
]);

export async function loader({ request, context: { services } }: LoaderFunctionArgs) {
  const { session } = await services.shopify.authenticate.admin(request);
  const providers = Object.entries(registry).map(
    ([id, { label, credentialFields, models, baseAddresses }]) => ({
      id,
      label,
      credentialFields,
      models,
      baseAddresses,
    }),
  );
  return { connection: await services.connections.show(session.shop), providers };
}

export async function action({ request, context: { services } }: ActionFunctionArgs) {
  const { session } = await services.shopify.authenticate.admin(request);
  const { shop } = session;
  const parsed = form.safeParse(await request.json().catch(() => undefined));
  if (!parsed.success) return { kind: "mistakes" as const, mistakes: { form: "The form is not complete." } };
  switch (parsed.data.intent) {
    case "save": {
      const saved = await services.connections.save(shop, parsed.data);
      if (!saved.ok) return { kind: "mistakes" as const, mistakes: saved.mistakes };
      return { kind: "tested" as const, saved: true, ...(await services.connections.test(shop)) };
    }
    case "test":
      return { kind: "tested" as const, saved: false, ...(await services.connections.test(shop)) };
    case "remove":
      await services.connections.remove(shop);
      return { kind: "removed" as const };
  }
}

export default function Connection() {
  const { connection, providers } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  const submit = useSubmit();
  const navigate = useNavigate();
  const busy = useNavigation().state !== "idle";
  const [providerId, setProviderId] = useState(connection?.provider ?? providers[0]?.id ?? "");
  const provider = providers.find((candidate) => candidate.id === providerId);
  const known = provider?.baseAddresses.some(({ address }) => address === connection?.baseAddress);
  const [chosen, setChosen] = useState(
    connection && !known
      ? otherAddress
      : (connection?.baseAddress ?? provider?.baseAddresses[0]?.address ?? ""),
  );
  const [typed, setTyped] = useState(connection && !known ? connection.baseAddress : "");
  const [model, setModel] = useState(connection?.model ?? provider?.models[0]?.id ?? "");
  const [credentials, setCredentials] = useState<Record<string, string>>({});
  const saved = outcome?.kind === "tested" && outcome.saved;
  useEffect(() => {
    // What has been saved is not kept in the page any longer.
    if (saved) setCredentials({});
  }, [saved, outcome]);
  const mistakes: Record<string, string | undefined> = outcome?.kind === "mistakes" ? outcome.mistakes : {};

  const send = (body: z.input<typeof form>) => submit(body, { method: "post", encType: "application/json" });
  const save = () =>
    send({
      intent: "save",
      provider: providerId,
      baseAddress: chosen === otherAddress ? typed : chosen,
      model,
      credentials,
    });

  return (
    <Page title="Connection" backAction={{ content: "Home", onAction: () => navigate("/app") }}>
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            {mistakes["form"] && <Banner tone="critical">{mistakes["form"]}</Banner>}
            <Health outcome={outcome} unwell={connection?.unwell} />
            <Card>
              <FormLayout>
                <Select
                  label="Provider"
                  options={providers.map(({ id, label }) => ({ value: id, label }))}
                  value={providerId}
                  onChange={setProviderId}
                  error={mistakes["provider"]}
                />
                <Select
                  label="Address"
                  options={[
                    ...(provider?.baseAddresses ?? []).map(({ address, label }) => ({
                      value: address,
                      label,
                    })),
                    { value: otherAddress, label: "Another address" },
                  ]}
                  value={chosen}
                  onChange={setChosen}
                  error={chosen === otherAddress ? undefined : mistakes["baseAddress"]}
                />
                {chosen === otherAddress && (
                  <TextField
                    label="Gateway address"
                    type="url"
                    value={typed}
                    onChange={setTyped}
                    placeholder="https://"
                    helpText="Without /kling at the end: that is added for you."
                    autoComplete="off"
                    error={mistakes["baseAddress"]}
                  />
                )}
                {(provider?.credentialFields ?? []).map((field) => (
                  <TextField
                    key={field.name}
                    label={field.label}
                    type="password"
                    value={credentials[field.name] ?? ""}
                    onChange={(value) => setCredentials({ ...credentials, [field.name]: value })}
                    placeholder={connection ? `•••• ${connection.keyHint}` : ""}
                    helpText={connection ? "Stored sealed. Leave this empty to keep it." : field.help}
                    autoComplete="off"
                    error={mistakes[field.name]}
                  />
                ))}
                <Select
                  label="Model"
                  options={(provider?.models ?? []).map(({ id, label }) => ({ value: id, label }))}
                  value={model}
                  onChange={setModel}
                  error={mistakes["model"]}
                />
                <InlineStack gap="200">
                  <Button variant="primary" loading={busy} onClick={save}>
                    Save and test
                  </Button>
                  {connection && (
                    <Button disabled={busy} onClick={() => send({ intent: "test" })}>
                      Test
                    </Button>
                  )}
                </InlineStack>
              </FormLayout>
            </Card>
            {connection && <Remove busy={busy} onRemove={() => send({ intent: "remove" })} />}
          </BlockStack>
        </Layout.Section>
      </Layout>
    </Page>
  );
}

function Health({
  outcome,
  unwell,
}: {
  outcome: ReturnType<typeof useActionData<typeof action>>;
  unwell: string | undefined;
}) {
  if (outcome?.kind === "removed")
    return (
      <Banner
        tone="info"
        title="The connection and its key are deleted. The button is hidden in your shop."
      />
    );
  if (outcome?.kind === "tested" && outcome.ok)
    return <Banner tone="success" title={outcome.saved ? "Saved. The key works." : "The key works."} />;
  if (outcome?.kind === "tested" && !outcome.ok)
    return (
      <Banner tone="critical" title={outcome.saved ? "Saved, but the test failed" : "The test failed"}>
        <p>{outcome.sentence}</p>
      </Banner>
    );
  if (unwell) return <Banner tone="critical" title="This connection needs attention. Test it to see why." />;
  return null;
}

function Remove({ busy, onRemove }: { busy: boolean; onRemove: () => void }) {
  const [sure, setSure] = useState(false);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Remove the connection
        </Text>
        <Text as="p" tone="subdued">
          Deletes the key. The button disappears from your shop until you connect again.
        </Text>
        <InlineStack gap="200">
          {sure ? (
            <>
              <Button tone="critical" variant="primary" disabled={busy} onClick={onRemove}>
                Delete the key
              </Button>
              <Button onClick={() => setSure(false)}>Keep it</Button>
            </>
          ) : (
            <Button tone="critical" disabled={busy} onClick={() => setSure(true)}>
              Remove…
            </Button>
          )}
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
