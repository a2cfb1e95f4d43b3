import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData, useNavigate, useNavigation, useSubmit } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { Banner, BlockStack, Page } from "@shopify/polaris";
import { useState } from "react";
import { z } from "zod";
import { ChangeConnection } from "../components/models/change-connection.tsx";
import { EditModel } from "../components/models/edit-model.tsx";
import { ModelCard } from "../components/models/model-card.tsx";
import { ModelChoices } from "../components/models/model-choices.tsx";
import { NoModels } from "../components/models/no-models.tsx";
import { useWhen } from "../components/use-when.ts";
import { numericId } from "../numeric-id.ts";
import { readForm } from "../request-body.server.ts";
import { enoughToSay } from "../shop/model-facts.server.ts";
import type { Mistakes } from "../shop/read-connection.ts";
import { writeMaker } from "../try-on/comparison/maker-name.ts";
import { pageTitle } from "../words/page-title.ts";
import { type Said, said } from "../words/said.ts";
import { useWords } from "../words/use-words.tsx";

export { PageTrouble as ErrorBoundary } from "../components/page-trouble.tsx";

const of = { connectionId: z.uuid(), model: z.string().max(100) };
const scope = z.enum(["product", "collection"]);
const form = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("save"),
    ...of,
    price: z.string(),
    settings: z.record(z.string(), z.unknown()),
  }),
  z.object({ intent: z.literal("make default"), ...of, label: z.string().max(200) }),
  z.object({
    intent: z.literal("choose"),
    scope,
    ids: z.array(numericId).min(1).max(250),
    model: of.model,
  }),
  z.object({ intent: z.literal("leave"), scope, id: numericId, title: z.string().max(500) }),
]);

export const meta = pageTitle("models.title");

export async function loader({ request, context: { services } }: LoaderFunctionArgs) {
  const { session } = await services.shopify.authenticate.admin(request);
  return { ...(await services.models.list(session.shop)), enoughToSay };
}

/** `done` is for a toast, `trouble` stays on the page, and mistakes belong to the fields that were edited. */
type Outcome = { done?: Said; trouble?: Said; mistakes?: Mistakes };

export async function action({ request, context: { services } }: ActionFunctionArgs): Promise<Outcome> {
  const { session } = await services.shopify.authenticate.admin(request);
  const { shop } = session;
  const data = await readForm(request, form);
  if (data.intent === "save") {
    const saved = await services.models.save(shop, data, data);
    if (!saved.ok) return { mistakes: saved.mistakes };
    return { done: said("models.edit.saved"), ...(saved.testFailed ? { trouble: saved.testFailed } : {}) };
  }
  if (data.intent === "make default") {
    const made = await services.models.makeDefault(shop, data);
    return made.ok
      ? { done: said("models.default_done", { model: data.label }) }
      : { trouble: made.sentence };
  }
  if (data.intent === "choose") {
    const count = await services.models.choose(shop, { ...data, ids: data.ids.map(BigInt) });
    return { done: said("models.choices.added", { count }) };
  }
  await services.models.leave(shop, data);
  return { done: said("models.choices.removed", { title: data.title }) };
}

export default function Models() {
  const { cards, measured, choices, choosable, enoughToSay: enough } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  const { t, say } = useWords();
  const bridge = useAppBridge();
  const navigate = useNavigate();
  const submit = useSubmit();
  const busy = useNavigation().state !== "idle";
  const [edited, setEdited] = useState<Place>();
  const [moving, setMoving] = useState<Place>();
  useWhen(outcome, (come) => {
    if (come?.done) bridge.toast.show(say(come.done));
    if (come?.done) setEdited(undefined);
    if (come) setMoving(undefined);
  });

  const send = (body: z.input<typeof form>) =>
    submit(JSON.stringify(body), { method: "post", encType: "application/json" });
  const placeOf = (place: Place | undefined) => {
    const card = cards.find(({ model }) => model === place?.model);
    const offer = card?.offers.find(({ connectionId }) => connectionId === place?.connectionId);
    return card && offer ? { card, offer } : undefined;
  };
  const makeDefault = ({ connectionId, model }: Place, label: string) =>
    send({ intent: "make default", connectionId, model, label });
  const mistakes = Object.fromEntries(
    Object.entries(outcome?.mistakes ?? {}).map(([name, one]) => [name, say(one)]),
  );
  const usual = cards.find(({ isDefault }) => isDefault);
  const [editing, move] = [placeOf(edited), placeOf(moving)];
  // The dialog that would say so goes together with the connection.
  const trouble = outcome?.trouble ?? (editing ? undefined : outcome?.mistakes?.["form"]);
  const inUse = usual?.offers.find(({ isDefault }) => isDefault)?.connectionId;
  const compare = { content: t("models.compare"), onAction: () => navigate("/app/models/compare") };

  if (cards.length === 0)
    return (
      <Page title={t("models.title")}>
        <NoModels />
      </Page>
    );
  return (
    <Page title={t("models.title")} subtitle={t("models.subtitle")} primaryAction={compare}>
      <BlockStack gap="400">
        {trouble && <Banner tone="critical" title={say(trouble)} />}
        {cards.map((card) => (
          <ModelCard
            key={card.model}
            card={card}
            measured={measured[card.model]}
            enoughToSay={enough}
            busy={busy}
            onEdit={({ connectionId }) => setEdited({ connectionId, model: card.model })}
            onMakeDefault={({ connectionId }) => {
              const place = { connectionId, model: card.model };
              if (inUse !== undefined && inUse !== connectionId) setMoving(place);
              else makeDefault(place, card.label);
            }}
          />
        ))}
        <ModelChoices
          choices={choices}
          choosable={choosable}
          usual={usual?.model}
          busy={busy}
          onChoose={(chosen) => send({ intent: "choose", ...chosen })}
          onLeave={({ scope: kind, id, title }) => send({ intent: "leave", scope: kind, id, title })}
        />
      </BlockStack>
      {editing && edited && (
        <EditModel
          {...editing}
          busy={busy}
          mistakes={mistakes}
          onSave={(entered) => send({ intent: "save", ...edited, ...entered })}
          onTry={() => navigate(`/app/models/compare?model=${writeMaker(edited)}`)}
          onClose={() => setEdited(undefined)}
        />
      )}
      {move && moving && (
        <ChangeConnection
          connection={say(move.offer.provider)}
          busy={busy}
          onConfirm={() => makeDefault(moving, move.card.label)}
          onClose={() => setMoving(undefined)}
        />
      )}
    </Page>
  );
}

type Place = { connectionId: string; model: string };
