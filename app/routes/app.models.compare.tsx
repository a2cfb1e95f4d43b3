import { randomUUID } from "node:crypto";
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import {
  useActionData,
  useLoaderData,
  useNavigate,
  useNavigation,
  useSearchParams,
  useSubmit,
} from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { Banner, BlockStack, Page } from "@shopify/polaris";
import { useState } from "react";
import { ChangeConnection } from "../components/models/change-connection.tsx";
import { CompareForm } from "../components/models/compare-form.tsx";
import { ComparisonResults } from "../components/models/comparison-results.tsx";
import { DeleteComparison } from "../components/models/delete-comparison.tsx";
import { NoModels } from "../components/models/no-models.tsx";
import { useLookAgain } from "../components/use-look-again.ts";
import { firstMakers } from "../components/models/first-makers.ts";
import { useWhen } from "../components/use-when.ts";
import type { ComparedModel } from "../try-on/comparison/show-comparison.server.ts";
import { mostCompared } from "../try-on/comparison/compare.server.ts";
import { maxPhotoBytes } from "../try-on/photo/photo.server.ts";
import { drawnPeople } from "../try-on/comparison/drawn-people.ts";
import { writeMaker } from "../try-on/comparison/maker-name.ts";
import { readComparison } from "../try-on/comparison/read-comparison.server.ts";
import { pageTitle } from "../words/page-title.ts";
import { type Said, said } from "../words/said.ts";
import { useWords } from "../words/use-words.tsx";

export { PageTrouble as ErrorBoundary } from "../components/page-trouble.tsx";

const lookEveryMs = 1_500;

export const meta = pageTitle("models.compare");

export async function loader({ request, context: { services } }: LoaderFunctionArgs) {
  const { session } = await services.shopify.authenticate.admin(request);
  const { shop } = session;
  const { searchParams: asked } = new URL(request.url);
  const id = asked.get("id");
  const [candidates, comparison] = await Promise.all([
    services.models.candidates(shop),
    id === null ? undefined : services.comparisons.show(shop, id),
  ]);
  const productId = asked.get("product") ?? comparison?.productId ?? null;
  return {
    comparison,
    isGone: id !== null && !comparison,
    product: await services.comparisons.product(shop, productId),
    isUnknown: productId !== null,
    candidates,
    mostCompared,
    mostPhotoBytes: maxPhotoBytes,
    press: randomUUID(),
  };
}

type Outcome = { done?: Said; trouble?: Said };

export async function action({ request, context: { services } }: ActionFunctionArgs): Promise<Outcome> {
  const { session } = await services.shopify.authenticate.admin(request);
  const { shop } = session;
  const read = await readComparison(request);
  if (!read.ok) return { trouble: read.sentence };
  if (read.intent === "delete") {
    await services.comparisons.forget(shop, read.id);
    throw redirect("/app/models/compare");
  }
  if (read.intent === "make default") {
    const made = await services.models.makeDefault(shop, read.maker);
    return made.ok
      ? { done: said("models.default_done", { model: read.label }) }
      : { trouble: made.sentence };
  }
  const started = await services.comparisons.start(shop, read.asked);
  if (!started.ok) return { trouble: started.sentence };
  throw redirect(`/app/models/compare?id=${started.id}`);
}

export default function Compare() {
  const loaded = useLoaderData<typeof loader>();
  const { comparison, candidates, product, press } = loaded;
  const outcome = useActionData<typeof action>();
  const { t, say } = useWords();
  const bridge = useAppBridge();
  const navigate = useNavigate();
  const submit = useSubmit();
  const [asked, setAsked] = useSearchParams();
  const busy = useNavigation().state !== "idle";
  const usual = candidates.find(({ isDefault }) => isDefault);
  // What led here; a product that is chosen here stands in the address as well.
  const [isOfProduct] = useState(asked.has("product"));
  const [makers, setMakers] = useState(() => firstMakers(comparison?.models, asked.getAll("model"), usual));
  const [person, setPerson] = useState(comparison ? (comparison.person ?? "own") : drawnPeople[0].name);
  const [photo, setPhoto] = useState<File>();
  const [moving, setMoving] = useState<ComparedModel>();
  const [deletes, setDeletes] = useState(false);
  useLookAgain(comparison !== undefined && !comparison.ended, lookEveryMs);
  useWhen(outcome, (come) => {
    if (come?.done) bridge.toast.show(say(come.done));
    setMoving(undefined);
  });
  useWhen(comparison?.id, () => setDeletes(false));

  const send = (fields: Record<string, string>, more: [string, string | File][] = []) => {
    const form = new FormData();
    for (const [name, value] of [...Object.entries(fields), ...more]) form.append(name, value);
    submit(form, { method: "post", encType: "multipart/form-data" });
  };
  const chosen = candidates.filter((one) => makers.includes(writeMaker(one)));
  const isComplete =
    chosen.length >= 1 && chosen.length <= loaded.mostCompared && (person !== "own" || photo);
  const run =
    product && isComplete
      ? () => {
          const models = chosen.map((one): [string, string] => ["model", writeMaker(one)]);
          const own: [string, File][] = person === "own" && photo ? [["photo", photo]] : [];
          send({ intent: "run", press, product: product.id, person }, [...models, ...own]);
        }
      : undefined;
  const makeDefault = ({ connectionId = "", model, label }: ComparedModel) =>
    send({ intent: "make default", maker: writeMaker({ connectionId, model }), label });

  return (
    <Page
      title={t(isOfProduct ? "models.compare.try" : "models.compare")}
      subtitle={t("models.compare.subtitle")}
      backAction={{ content: t("models.title"), onAction: () => navigate("/app/models") }}
    >
      {candidates.length === 0 ? (
        <NoModels />
      ) : (
        <BlockStack gap="400">
          {outcome?.trouble && <Banner tone="critical" title={say(outcome.trouble)} />}
          {loaded.isGone && (
            <Banner tone="info" title={t("models.compare.gone")}>
              <p>{t("models.compare.gone_text")}</p>
            </Banner>
          )}
          {comparison && (
            <ComparisonResults
              comparison={comparison}
              usual={usual && writeMaker(usual)}
              busy={busy}
              onRunAgain={run}
              onMakeDefault={(model) =>
                usual && usual.connectionId !== model.connectionId ? setMoving(model) : makeDefault(model)
              }
              onDelete={() => setDeletes(true)}
            />
          )}
          <CompareForm
            product={product}
            isUnknown={loaded.isUnknown && !product}
            candidates={candidates}
            makers={makers}
            mostCompared={loaded.mostCompared}
            mostPhotoBytes={loaded.mostPhotoBytes}
            person={person}
            photo={photo}
            busy={busy}
            onProduct={(id) => setAsked({ product: id })}
            onMakers={setMakers}
            onPerson={setPerson}
            onPhoto={setPhoto}
            onRun={run}
          />
        </BlockStack>
      )}
      {moving && (
        <ChangeConnection
          connection={say(moving.provider)}
          busy={busy}
          onConfirm={() => makeDefault(moving)}
          onClose={() => setMoving(undefined)}
        />
      )}
      {deletes && comparison && (
        <DeleteComparison
          busy={busy}
          onDelete={() => send({ intent: "delete", id: comparison.id })}
          onClose={() => setDeletes(false)}
        />
      )}
    </Page>
  );
}
