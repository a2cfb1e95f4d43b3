import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData, useNavigate, useNavigation, useSubmit } from "@remix-run/react";
import { Banner, BlockStack, Button, InlineStack, Page } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { z } from "zod";
import { ConnectionForm, type Draft, draftFor } from "../components/connection-form.tsx";
import { RemoveConnection } from "../components/remove-connection.tsx";
import { isFailureCode, meaningOf } from "../providers/failures.ts";
import { registry } from "../providers/registry.ts";
import type { ShownConnection } from "../shop/shown-connection.ts";

const text = z.string().max(5_000);
const form = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("save"),
    provider: text,
    baseAddress: text,
    model: text,
    credentials: z.record(z.string(), text),
    settings: z.record(z.string(), z.unknown()),
    price: text.optional(),
    parallelLimit: text.optional(),
    standsIn: z.boolean().optional(),
  }),
  z.object({ intent: z.literal("test") }),
  z.object({ intent: z.literal("remove") }),
]);

export async function loader({ request, params, context: { services } }: LoaderFunctionArgs) {
  const { session } = await services.shopify.authenticate.admin(request);
  const id = idOf(params);
  const [connections, { currency }] = await Promise.all([
    services.connections.list(session.shop),
    services.shopSettings.read(session.shop),
  ]);
  const connection = id === undefined ? undefined : connections.find((one) => one.id === id);
  if (id !== undefined && !connection) throw redirect("/app/connections");
  const providers = Object.entries(registry).map(([provider, row]) => ({
    id: provider,
    label: row.label,
    credentialFields: row.credentialFields,
    baseAddresses: row.baseAddresses,
    models: row.models.map(({ id: model, label, goodAt, settingFields, settings }) => ({
      id: model,
      label,
      goodAt,
      settingFields,
      usual: settings.parse({}),
    })),
  }));
  // A connection that has just been made arrives here with what its test said.
  const tested = new URL(request.url).searchParams.get("tested");
  return {
    connection,
    currency,
    isFirst: connection?.first ?? connections.every(({ paused }) => paused),
    providers,
    arrived: tested === null ? undefined : arrivedWith(tested, connection?.balance),
  };
}

export async function action({ request, params, context: { services } }: ActionFunctionArgs) {
  const { session } = await services.shopify.authenticate.admin(request);
  const { shop } = session;
  const id = idOf(params);
  const parsed = form.safeParse(await request.json().catch(() => undefined));
  if (!parsed.success) return mistaken({ form: "The form is not complete." });
  if (parsed.data.intent === "save") {
    const saved = await services.connections.save(shop, id, parsed.data);
    if (!saved.ok) return mistaken(saved.mistakes);
    const tested = await services.connections.test(shop, saved.id);
    if (id === undefined)
      throw redirect(`/app/connections/${saved.id}?tested=${tested.ok ? "ok" : tested.code}`);
    return { kind: "tested" as const, saved: true, ...tested };
  }
  if (id === undefined) return mistaken({ form: "Save the connection first." });
  if (parsed.data.intent === "test")
    return { kind: "tested" as const, saved: false, ...(await services.connections.test(shop, id)) };
  await services.connections.remove(shop, id);
  throw redirect("/app/connections");
}

export default function ConnectionPage() {
  const { connection, currency, isFirst, providers, arrived } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  const submit = useSubmit();
  const navigate = useNavigate();
  const busy = useNavigation().state !== "idle";
  const [draft, setDraft] = useState<Draft>(connection ? draftOf(connection) : draftFor(providers[0]));
  const saved = outcome?.kind === "tested" && outcome.saved;
  useEffect(() => {
    // What has been saved is not kept in the page any longer.
    setDraft((current) => ({ ...current, credentials: {} }));
  }, [connection?.id, saved]);

  const send = (body: z.input<typeof form>) => {
    // What is undefined has no place in JSON; the server then takes what is usual.
    submit(JSON.stringify(body), { method: "post", encType: "application/json" });
  };
  const mistakes = outcome?.kind === "mistakes" ? outcome.mistakes : {};

  return (
    <Page
      title="Connection"
      backAction={{ content: "Connections", onAction: () => navigate("/app/connections") }}
    >
      <BlockStack gap="400">
        {mistakes["form"] && <Banner tone="critical">{mistakes["form"]}</Banner>}
        <Outcome tested={outcome?.kind === "tested" ? outcome : arrived} advice={connection?.advice} />
        <ConnectionForm
          providers={providers}
          draft={draft}
          currency={currency}
          isFirst={isFirst}
          storedHint={connection?.keyHint}
          mistakes={mistakes}
          onChange={setDraft}
        >
          <InlineStack gap="200">
            <Button variant="primary" loading={busy} onClick={() => send({ intent: "save", ...draft })}>
              Save and test
            </Button>
            {connection && (
              <Button disabled={busy} onClick={() => send({ intent: "test" })}>
                Test
              </Button>
            )}
          </InlineStack>
        </ConnectionForm>
        {connection && <RemoveConnection busy={busy} onRemove={() => send({ intent: "remove" })} />}
      </BlockStack>
    </Page>
  );
}

function draftOf(connection: ShownConnection): Draft {
  const { provider, baseAddress, model, settings, price, parallelLimit, standsIn } = connection;
  return {
    provider,
    baseAddress,
    model,
    credentials: {},
    settings,
    price,
    parallelLimit: String(parallelLimit),
    standsIn,
  };
}

type Tested = { saved: boolean } & ({ ok: true; balance?: string } | { ok: false; sentence: string });

function Outcome({ tested, advice }: { tested: Tested | undefined; advice: string | undefined }) {
  if (!tested) return advice ? <Banner tone="critical" title={advice} /> : null;
  if (tested.ok) {
    const balance = tested.balance ? ` ${tested.balance} are left in the account.` : "";
    return <Banner tone="success" title={`${tested.saved ? "Saved. " : ""}The key works.${balance}`} />;
  }
  return (
    <Banner tone="critical" title={tested.saved ? "Saved, but the test failed" : "The test failed"}>
      <p>{tested.sentence}</p>
    </Banner>
  );
}

function arrivedWith(tested: string, balance: string | undefined): Tested {
  if (isFailureCode(tested)) return { saved: true, ok: false, sentence: meaningOf(tested).merchant };
  return { saved: true, ok: true, ...(balance === undefined ? {} : { balance }) };
}

function idOf(params: { id?: string }): string | undefined {
  return z.uuid().safeParse(params.id).data;
}

function mistaken(mistakes: Record<string, string>) {
  return { kind: "mistakes" as const, mistakes };
}
