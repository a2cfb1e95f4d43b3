import type { HeadersFunction, LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData, useRouteError } from "@remix-run/react";
import { NavMenu } from "@shopify/app-bridge-react";
import polarisStyles from "@shopify/polaris/build/esm/styles.css?url";
import { AppProvider } from "@shopify/shopify-app-remix/react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { PagePlace } from "../components/page-place.tsx";
import { languageOf } from "../words/languages.ts";
import { messagesIn, polarisWords } from "../words/messages.server.ts";
import { useWords, WordsProvider } from "../words/use-words.tsx";

export const links: LinksFunction = () => [{ rel: "stylesheet", href: polarisStyles }];

export async function loader({ request, context: { services } }: LoaderFunctionArgs) {
  const { session } = await services.shopify.authenticate.admin(request);
  const { apiKey, appBridgeAddress } = services.fromEnvironment;
  const language = languageOf(request);
  const { currency, timeZone } = await services.factsOf(session.shop);
  const words = { language, messages: messagesIn(language), currency, timeZone };
  return { apiKey, appBridgeAddress, words, polaris: polarisWords[language] };
}

/**
 * Nothing that a merchant does in the app changes these, and they are the heaviest answer. Shopify names the merchant's
 * language when it opens the app, and not in the addresses between its pages.
 */
export function shouldRevalidate() {
  return false;
}

export const meta: MetaFunction = () => [{ title: "Fitting Room" }];

export default function App() {
  const { apiKey, appBridgeAddress, words, polaris } = useLoaderData<typeof loader>();
  return (
    <AppProvider
      isEmbeddedApp
      apiKey={apiKey}
      i18n={polaris}
      {...(appBridgeAddress ? { __APP_BRIDGE_URL: appBridgeAddress } : {})}
    >
      <WordsProvider {...words}>
        <Navigation />
        <PagePlace />
      </WordsProvider>
    </AppProvider>
  );
}

function Navigation() {
  const { t } = useWords();
  return (
    <NavMenu>
      <Link to="/app" rel="home">
        {t("common.nav.home")}
      </Link>
      <Link to="/app/products">{t("common.nav.products")}</Link>
      <Link to="/app/models">{t("common.nav.models")}</Link>
      <Link to="/app/connections">{t("common.nav.connections")}</Link>
      <Link to="/app/usage">{t("common.nav.usage")}</Link>
      <Link to="/app/settings">{t("common.nav.settings")}</Link>
    </NavMenu>
  );
}

/** Without these two the library's answers to a missing or stale token would be lost on the way. */
export function ErrorBoundary() {
  return boundary.error(useRouteError());
}

export const headers: HeadersFunction = (headersArgs) => boundary.headers(headersArgs);
