import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { type ShouldRevalidateFunctionArgs, useFetcher, useLoaderData, useNavigate } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { Layout, Page } from "@shopify/polaris";
import { useEffect, useState } from "react";
import type { RulePreview } from "../catalog/rule-preview.server.ts";
import { PageSaveBar } from "../components/page-save-bar.tsx";
import { RuleForm } from "../components/products/rule-form.tsx";
import { RuleEffect } from "../components/products/rule-effect.tsx";
import { draftOf, ruleFrom } from "../components/products/rule-draft.ts";
import { useDraft } from "../components/use-draft.ts";
import { useWhen } from "../components/use-when.ts";
import { readForm } from "../request-body.server.ts";
import { productRuleShape } from "../shop/settings.ts";
import { pageTitle } from "../words/page-title.ts";
import { useWords } from "../words/use-words.tsx";

export { PageTrouble as ErrorBoundary } from "../components/page-trouble.tsx";

const preview = "/app/products/rule/preview";

export const meta = pageTitle("products.rule.title");

export async function loader({ request, context: { services } }: LoaderFunctionArgs) {
  const { session } = await services.shopify.authenticate.admin(request);
  return services.catalog.rule(session.shop);
}

export async function action({ request, context: { services } }: ActionFunctionArgs) {
  const { session } = await services.shopify.authenticate.admin(request);
  await services.catalog.saveRule(session.shop, await readForm(request, productRuleShape));
  return { ok: true };
}

/** Looking at what a rule would change changes nothing. */
export function shouldRevalidate({ formAction, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) {
  return formAction !== preview && defaultShouldRevalidate;
}

export default function ProductRulePage() {
  const { rule: stored, collections, effect: storedEffect } = useLoaderData<typeof loader>();
  const { draft, change, changed, discard } = useDraft(draftOf(stored));
  const [names, setNames] = useState(collections);
  const { data: outcome, state, submit } = useFetcher<typeof action>();
  const { data: effect, state: looking, submit: look } = useFetcher<RulePreview>();
  const { t } = useWords();
  const navigate = useNavigate();
  const bridge = useAppBridge();

  const rule = ruleFrom(draft);
  const wished = JSON.stringify(rule);
  useEffect(() => {
    if (changed) look(JSON.parse(wished), { method: "post", encType: "application/json", action: preview });
  }, [changed, wished, look]);
  useWhen(outcome, (come) => {
    if (come) bridge.toast.show(t("products.rule.saved"));
  });

  return (
    <Page
      title={t("products.rule.title")}
      subtitle={t("products.rule.subtitle")}
      backAction={{ content: t("products.title"), onAction: () => navigate("/app/products") }}
    >
      <PageSaveBar
        id="rule"
        open={changed}
        saving={state !== "idle"}
        onSave={() => submit(rule, { method: "post", encType: "application/json" })}
        onDiscard={discard}
      />
      <Layout>
        <Layout.Section>
          <RuleForm
            draft={draft}
            names={names}
            onChange={change}
            onNamed={(more) => setNames((before) => ({ ...before, ...more }))}
          />
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <RuleEffect
            effect={changed ? (effect ?? storedEffect) : storedEffect}
            isChanged={changed}
            isLooking={changed && (looking !== "idle" || effect === undefined)}
          />
        </Layout.Section>
      </Layout>
    </Page>
  );
}
