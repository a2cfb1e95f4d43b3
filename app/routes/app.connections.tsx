import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData, useNavigate, useNavigation, useSubmit } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { BlockStack, Button, Page } from "@shopify/polaris";
import { useState } from "react";
import { z } from "zod";
import { connectionName } from "../components/connection-name.ts";
import { ConnectionCard, type Intent } from "../components/connections/connection-card.tsx";
import { AskAgain } from "../components/ask-again.tsx";
import { NothingYet } from "../components/nothing-yet.tsx";
import { readForm } from "../request-body.server.ts";
import { useWhen } from "../components/use-when.ts";
import { modelName, providerName } from "../providers/registry.ts";
import { pageTitle } from "../words/page-title.ts";
import { said } from "../words/said.ts";
import { useWords } from "../words/use-words.tsx";

export { PageTrouble as ErrorBoundary } from "../components/page-trouble.tsx";

const form = z.object({
  intent: z.enum(["pause", "resume", "make first", "stand in", "stand back"]),
  id: z.uuid(),
});

export const meta = pageTitle("connections.title");

export async function loader({ request, context: { services } }: LoaderFunctionArgs) {
  const { session } = await services.shopify.authenticate.admin(request);
  const connections = await services.connections.list(session.shop);
  return connections.map((connection) => ({
    connection,
    label: providerName(connection.provider),
    model: modelName(connection.provider, connection.model),
  }));
}

export async function action({ request, context: { services } }: ActionFunctionArgs) {
  const { session } = await services.shopify.authenticate.admin(request);
  const { intent, id } = await readForm(request, form);
  if (intent === "make first") {
    await services.connections.makeFirst(session.shop, id);
    return said("connections.make_first_done");
  }
  if (intent === "stand in" || intent === "stand back") {
    await services.connections.setStandsIn(session.shop, id, intent === "stand in");
    return said("connections.saved");
  }
  const before = await services.connections.list(session.shop);
  await services.connections.setPaused(session.shop, id, intent === "pause");
  if (intent === "resume") return said("connections.resumed");
  if (before.find(({ first }) => first)?.id !== id) return said("connections.paused");
  // Whoever is first from now on is paid, and gets the photos.
  const next = (await services.connections.list(session.shop)).find(({ first }) => first);
  if (!next) return said("connections.paused_last");
  const label = providerName(next.provider);
  const name = next.keyHint ? said("connections.name", { label, key: next.keyHint }) : label;
  return said("connections.paused_for", { name });
}

export default function Connections() {
  const connections = useLoaderData<typeof loader>();
  const done = useActionData<typeof action>();
  const words = useWords();
  const { t, say } = words;
  const bridge = useAppBridge();
  const navigate = useNavigate();
  const submit = useSubmit();
  const busy = useNavigation().state !== "idle";
  const send = (body: z.input<typeof form>) => submit(body, { method: "post", encType: "application/json" });
  const [pausing, setPausing] = useState<string>();
  const makers = connections.filter(({ connection }) => !connection.paused);
  const ask = (intent: Intent, id: string) => {
    // Without the last one there is no button in the shop.
    if (intent === "pause" && makers.length === 1) setPausing(id);
    else send({ intent, id });
  };
  const add = { content: t("connections.add"), onAction: () => navigate("/app/connections/new") };
  useWhen(done, (come) => {
    if (come) bridge.toast.show(say(come));
  });

  return (
    <Page title={t("connections.title")} subtitle={t("connections.subtitle")} primaryAction={add}>
      <BlockStack gap="400">
        {connections.length === 0 && (
          <NothingYet title={t("connections.empty.title")} text={t("connections.empty.text")}>
            <Button variant="primary" onClick={add.onAction}>
              {add.content}
            </Button>
          </NothingYet>
        )}
        {connections.map(({ connection, label, model }) => (
          <ConnectionCard
            key={connection.id}
            connection={connection}
            name={connectionName({ ...connection, label }, words)}
            model={model}
            busy={busy}
            onChange={() => navigate(`/app/connections/${connection.id}`)}
            onIntent={(intent) => ask(intent, connection.id)}
          />
        ))}
      </BlockStack>
      {pausing !== undefined && (
        <AskAgain
          title={t("connections.pause_last.title")}
          text={t("connections.pause_last.text")}
          confirm={t("connections.pause")}
          busy={busy}
          onConfirm={() => {
            send({ intent: "pause", id: pausing });
            setPausing(undefined);
          }}
          onClose={() => setPausing(undefined)}
        />
      )}
    </Page>
  );
}
