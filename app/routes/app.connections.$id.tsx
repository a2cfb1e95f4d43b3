import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData, useNavigate, useNavigation, useSubmit } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { BlockStack, Button, InlineStack, Page } from "@shopify/polaris";
import { useState } from "react";
import { z } from "zod";
import { ConnectionForm } from "../components/connections/connection-form.tsx";
import {
  type Draft,
  draftFor,
  draftOf,
  keptKeyOf,
  modelDraftOf,
  saveRequestOf,
  subjectOf,
} from "../components/connections/draft.ts";
import { RemoveConnection } from "../components/connections/remove-connection.tsx";
import { arrivedWith, type TestOutcome, TestResult } from "../components/connections/test-outcome.tsx";
import { MistakesBanner } from "../components/mistakes-banner.tsx";
import { PageSaveBar } from "../components/page-save-bar.tsx";
import { useDraft } from "../components/use-draft.ts";
import { useMistakes } from "../components/use-mistakes.ts";
import { useWhen } from "../components/use-when.ts";
import { formProviders } from "../providers/form-providers.ts";
import { readForm } from "../request-body.server.ts";
import { guideOf } from "../shop/guide.ts";
import { highestParallelLimit, type Mistakes, saveShape } from "../shop/read-connection.ts";
import { pageTitle } from "../words/page-title.ts";
import { useWords } from "../words/use-words.tsx";

export { PageTrouble as ErrorBoundary } from "../components/page-trouble.tsx";

const form = z.discriminatedUnion("intent", [
  saveShape.extend({ intent: z.literal("save") }),
  z.object({ intent: z.literal("test") }),
  z.object({ intent: z.literal("remove") }),
]);

export const meta: MetaFunction = (page) =>
  pageTitle(page.params["id"] === "new" ? "connections.title_new" : "connections.title_one")(page);

export async function loader({ request, params, context: { services } }: LoaderFunctionArgs) {
  const { session } = await services.shopify.authenticate.admin(request);
  const id = idOf(params);
  const [connections, standing] = await Promise.all([
    services.connections.list(session.shop),
    services.standing(session.shop),
  ]);
  const guide = guideOf(standing);
  const connection = id === undefined ? undefined : connections.find((one) => one.id === id);
  if (id !== undefined && !connection) throw redirect("/app/connections");
  // A connection that has just been made arrives here with what its test said.
  const tested = new URL(request.url).searchParams.get("tested");
  return {
    connection,
    isFirst: connection?.first ?? connections.every(({ paused }) => paused),
    isSettingUp: !guide.putAway && guide.steps.some(({ done }) => !done),
    isLast: connections.every(({ id: other, paused }) => paused || other === id),
    mostAtOnce: highestParallelLimit,
    providers: formProviders,
    arrived: tested === null ? undefined : arrivedWith(tested, connection?.balance),
  };
}

export async function action({ request, params, context: { services } }: ActionFunctionArgs) {
  const { session } = await services.shopify.authenticate.admin(request);
  const { shop } = session;
  const id = idOf(params);
  const asked = await readForm(request, form);
  if (asked.intent === "save") {
    const saved = await services.connections.save(shop, id, asked);
    if (!saved.ok) return mistaken(saved.mistakes);
    const tested = await services.connections.test(shop, saved.id);
    if (id === undefined)
      throw redirect(`/app/connections/${saved.id}?tested=${tested.ok ? "ok" : tested.code}`);
    return { kind: "tested" as const, saved: true, ...tested };
  }
  if (id === undefined) throw redirect("/app/connections");
  if (asked.intent === "test")
    return { kind: "tested" as const, saved: false, ...(await services.connections.test(shop, id)) };
  await services.connections.remove(shop, id);
  throw redirect("/app/connections");
}

export default function ConnectionPage() {
  const loaded = useLoaderData<typeof loader>();
  const { connection, isFirst, isLast, isSettingUp, mostAtOnce, providers, arrived } = loaded;
  const outcome = useActionData<typeof action>();
  const { t, say } = useWords();
  const submit = useSubmit();
  const navigate = useNavigate();
  const bridge = useAppBridge();
  const navigation = useNavigation();
  const busy = navigation.state !== "idle";
  const [removes, setRemoves] = useState(false);
  const stored: Draft = connection ? draftOf(connection) : draftFor(providers[0]);
  const { draft, change, changed, changes, discard } = useDraft(stored);
  const saved = outcome?.kind === "tested" && outcome.saved;
  // Not before the page has what is stored.
  useWhen(saved && !busy ? outcome : undefined, (come) => {
    if (!come) return;
    // What has been saved is not kept in the page any longer, least of all a key.
    discard();
    bridge.toast.show(t("connections.saved"));
  });

  const send = (body: z.input<typeof form>) => {
    // What is undefined has no place in JSON; the server then takes what is usual.
    submit(JSON.stringify(body), { method: "post", encType: "application/json" });
  };
  const save = () =>
    send({ intent: "save", ...(connection ? saveRequestOf(stored, draft, changes()) : draft) });
  const found: Mistakes = outcome?.kind === "mistakes" ? outcome.mistakes : {};
  const mistakes = Object.entries(useMistakes(outcome, found, draft, subjectOf));
  const sentences = Object.fromEntries(mistakes.map(([name, one]) => [name, one && say(one)]));
  const provider = providers.find(({ id }) => id === draft.provider);
  const tested: TestOutcome | undefined = outcome?.kind === "mistakes" ? undefined : (outcome ?? arrived);

  return (
    <Page
      title={t(connection ? "connections.title_one" : "connections.title_new")}
      backAction={{ content: t("connections.title"), onAction: () => navigate("/app/connections") }}
      secondaryActions={
        connection
          ? [
              { content: t("connections.test"), disabled: busy, onAction: () => send({ intent: "test" }) },
              {
                content: t("connections.remove.open"),
                destructive: true,
                disabled: busy,
                onAction: () => setRemoves(true),
              },
            ]
          : []
      }
    >
      {connection && (
        <PageSaveBar id="connection" open={changed} saving={busy} onSave={save} onDiscard={discard} />
      )}
      <BlockStack gap="400">
        {mistakes.length > 0 ? (
          <MistakesBanner whole={sentences["form"]} answer={outcome} />
        ) : (
          <TestResult
            tested={tested}
            advice={connection?.advice}
            goOn={isSettingUp ? () => navigate("/app") : undefined}
          />
        )}
        <ConnectionForm
          providers={providers}
          draft={draft}
          mostAtOnce={mostAtOnce}
          isFirst={isFirst}
          isNew={connection === undefined}
          keptKey={connection && keptKeyOf(connection, draft)}
          mistakes={sentences}
          modelDraft={(model) => modelDraftOf(connection, provider, model)}
          onChange={change}
        >
          {!connection && (
            <InlineStack>
              <Button variant="primary" loading={busy} onClick={save}>
                {t("connections.save_and_test")}
              </Button>
            </InlineStack>
          )}
        </ConnectionForm>
      </BlockStack>
      {removes && (
        <RemoveConnection
          busy={busy}
          isLast={isLast}
          onRemove={() => send({ intent: "remove" })}
          onClose={() => setRemoves(false)}
        />
      )}
    </Page>
  );
}

function idOf(params: { id?: string }): string | undefined {
  return z.uuid().safeParse(params.id).data;
}

function mistaken(mistakes: Mistakes) {
  return { kind: "mistakes" as const, mistakes };
}
