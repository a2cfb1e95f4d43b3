import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
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
import { cameFrom, compareAddress } from "../components/models/compare-address.ts";
import { CompareForm } from "../components/models/compare-form.tsx";
import { ComparisonResults } from "../components/models/comparison-results.tsx";
import { DeleteComparison } from "../components/models/delete-comparison.tsx";
import { NoModels } from "../components/models/no-models.tsx";
import { whatIsMissing } from "../components/models/what-is-missing.ts";
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

export const meta: MetaFunction = (page) =>
  pageTitle(titleOf(new URLSearchParams(page.location.search)))(page);

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
    allPaused: candidates.length === 0 && (await services.connections.list(shop)).length > 0,
    mostCompared,
    mostPhotoBytes: maxPhotoBytes,
    press: randomUUID(),
  };
}

type Outcome = { done?: Said; trouble?: Said };

export async function action({ request, context: { services } }: ActionFunctionArgs): Promise<Outcome> {
  const { session } = await services.shopify.authenticate.admin(request);
  const { shop } = session;
  const from = cameFrom(new URL(request.url).searchParams);
  const read = await readComparison(request);
  if (!read.ok) return { trouble: read.sentence };
  if (read.intent === "delete") {
    await services.comparisons.forget(shop, read.id);
    throw redirect(compareAddress({ from }));
  }
  if (read.intent === "make default") {
    const made = await services.models.makeDefault(shop, read.maker);
    return made.ok
      ? { done: said("models.default_done", { model: read.label }) }
      : { trouble: made.sentence };
  }
  const started = await services.comparisons.start(shop, read.asked);
  if (!started.ok) return { trouble: started.sentence };
  throw redirect(compareAddress({ from, id: started.id }));
}

export default function Compare() {
  const loaded = useLoaderData<typeof loader>();
  const { comparison, candidates, product, press } = loaded;
  const outcome = useActionData<typeof action>();
  const { t, say } = useWords();
  const bridge = useAppBridge();
  const navigate = useNavigate();
  const submit = useSubmit();
  const [asked] = useSearchParams();
  const from = cameFrom(asked);
  const busy = useNavigation().state !== "idle";
  const usual = candidates.find(({ isDefault }) => isDefault);
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
  const { mostCompared: most } = loaded;
  const missing = whatIsMissing({ product, makers: chosen.length, mostCompared: most, person, photo });
  const run =
    product && !missing
      ? () => {
          const models = chosen.map((one): [string, string] => ["model", writeMaker(one)]);
          const own: [string, File][] = person === "own" && photo ? [["photo", photo]] : [];
          send({ intent: "run", press, product: product.id, person }, [...models, ...own]);
        }
      : undefined;
  const makeDefault = ({ connectionId = "", model, label }: ComparedModel) =>
    send({ intent: "make default", maker: writeMaker({ connectionId, model }), label });
  const goHome = () => navigate("/app");
  const hasPictures = comparison?.ended && comparison.models.some(({ picture }) => picture);

  return (
    <Page
      title={t(titleOf(asked))}
      subtitle={t("models.compare.subtitle")}
      backAction={
        from === "guide"
          ? { content: t("common.nav.home"), onAction: goHome }
          : { content: t("models.title"), onAction: () => navigate("/app/models") }
      }
    >
      {candidates.length === 0 ? (
        <NoModels paused={loaded.allPaused} />
      ) : (
        <BlockStack gap="400">
          {outcome?.trouble && <Banner tone="critical" title={say(outcome.trouble)} />}
          {loaded.isGone && (
            <Banner tone="info" title={t("models.compare.gone")}>
              <p>{t("models.compare.gone_text")}</p>
            </Banner>
          )}
          {from === "guide" && hasPictures && (
            <Banner
              tone="success"
              title={t("models.compare.shoppers_see")}
              action={{ content: t("common.go_on_with_set_up"), onAction: goHome }}
            />
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
            missing={missing}
            mostPhotoBytes={loaded.mostPhotoBytes}
            person={person}
            photo={photo}
            busy={busy}
            onProduct={(id) => navigate(compareAddress({ from, product: id }))}
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

function titleOf(query: URLSearchParams) {
  return cameFrom(query) ? "models.compare.try" : "models.compare";
}
