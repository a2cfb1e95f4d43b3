import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useFetcher, useLoaderData, useLocation, useNavigate } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { Banner, Box, Page } from "@shopify/polaris";
import { z } from "zod";
import { isWearable } from "../catalog/answers.ts";
import { changeShape } from "../catalog/list-actions.server.ts";
import type { ShownProduct } from "../catalog/product-page.server.ts";
import { compareAddress } from "../components/models/compare-address.ts";
import { PageSaveBar } from "../components/page-save-bar.tsx";
import { type ProductDraft, ProductForm } from "../components/products/product-form.tsx";
import { ProductGone } from "../components/products/product-gone.tsx";
import { useDraft } from "../components/use-draft.ts";
import { useWhen } from "../components/use-when.ts";
import { numericId } from "../numeric-id.ts";
import { readForm } from "../request-body.server.ts";
import { pageTitle } from "../words/page-title.ts";
import { said } from "../words/said.ts";
import { useWords } from "../words/use-words.tsx";

export { PageTrouble as ErrorBoundary } from "../components/page-trouble.tsx";

const picture = z.url().max(5_000);
/** Only what was changed on the page: the rest may have been changed elsewhere since it was opened. */
const form = z.object({
  ...changeShape,
  picture: picture.nullish(),
  variants: z.record(numericId, picture.nullable()).optional(),
});

const none: ProductDraft = { switched: null, chosenKind: null, picture: null, variants: {} };

export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle("products.title", page.data?.product?.title)(page);

export async function loader({ request, params, context: { services } }: LoaderFunctionArgs) {
  const { session } = await services.shopify.authenticate.admin(request);
  const product = (await services.catalog.product(session.shop, params["id"] ?? "")) ?? null;
  return json({ product, shop: session.shop }, { status: product ? 200 : 404 });
}

export async function action({ request, params, context: { services } }: ActionFunctionArgs) {
  const { session } = await services.shopify.authenticate.admin(request);
  const asked = await readForm(request, form);
  const id = numericId.safeParse(params["id"]).data;
  const saved = id && (await services.catalog.saveProduct(session.shop, BigInt(id), asked));
  if (!saved || !saved.found) throw new Response("This product is no longer there.", { status: 404 });
  const [why] = saved.refused;
  return { refused: why && said(`products.refused.${why}`) };
}

export default function ProductPage() {
  const { product, shop } = useLoaderData<typeof loader>();
  const { draft, change, changed, changes, discard } = useDraft<ProductDraft>(
    product
      ? {
          switched: product.switched,
          chosenKind: product.chosenKind,
          picture: product.chosen.product,
          variants: product.chosen.variants,
        }
      : none,
  );
  const { data: outcome, state, submit } = useFetcher<typeof action>();
  const { t, say } = useWords();
  const navigate = useNavigate();
  const bridge = useAppBridge();
  useWhen(outcome, (come) => {
    if (come && !come.refused) bridge.toast.show(t("products.product.saved"));
  });
  const save = () => {
    const { variants, ...others } = changes();
    const wish: z.input<typeof form> = {
      ...others,
      ...(variants && product ? { variants: chosenAnew(product.chosen.variants, variants) } : {}),
    };
    submit(JSON.stringify(wish), { method: "post", encType: "application/json" });
  };
  // The list as it was left.
  const left: unknown = useLocation().state;
  const back = {
    content: t("products.title"),
    onAction: () => navigate(`/app/products${typeof left === "string" ? left : ""}`),
  };

  if (!product) return <ProductGone back={back} />;
  return (
    <Page
      title={product.title}
      backAction={back}
      primaryAction={{
        content: t("products.product.try"),
        url: compareAddress({ from: "product", product: product.id }),
        disabled: !canBeTriedOn(product),
      }}
      secondaryActions={[
        {
          content: t("products.product.in_shopify"),
          url: `https://${shop}/admin/products/${product.id}`,
          target: "_top",
        },
        ...(product.active
          ? [
              {
                content: t("products.product.in_shop"),
                url: `https://${shop}/products/${product.handle}`,
                external: true,
              },
            ]
          : []),
      ]}
    >
      <PageSaveBar id="product" open={changed} saving={state !== "idle"} onSave={save} onDiscard={discard} />
      {outcome?.refused && (
        <Box paddingBlockEnd="400">
          <Banner tone="critical" title={t("products.refused.title")}>
            <p>{say(outcome.refused)}</p>
          </Banner>
        </Box>
      )}
      <ProductForm product={product} draft={draft} onChange={change} />
    </Page>
  );
}

/** Also what is off or a draft can, by its merchant; what has no garment or no picture by nobody. */
function canBeTriedOn({ chosenKind, consequences }: ShownProduct): boolean {
  const ofNow = consequences.find((one) => one.switched === true && one.chosenKind === chosenKind);
  return ofNow !== undefined && isWearable(ofNow.answer);
}

/** Null for a variant that is left to itself again. */
function chosenAnew(
  before: Record<string, string>,
  after: Record<string, string>,
): Record<string, string | null> {
  const ids = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const anew = ids.filter((id) => before[id] !== after[id]);
  return Object.fromEntries(anew.map((id) => [id, after[id] ?? null]));
}
