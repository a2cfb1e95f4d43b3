import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";

/** Shopify opens an app at its root; whoever comes without a shop is told where the app is to be had. */
export function loader({ request }: LoaderFunctionArgs) {
  const url = new URL(request.url);
  if (url.searchParams.has("shop")) throw redirect(`/app${url.search}`);
  return null;
}

export const meta: MetaFunction = () => [{ title: "Fitting Room" }];

export default function Welcome() {
  return (
    <main
      style={{
        font: "16px/1.5 system-ui, sans-serif",
        maxWidth: "34rem",
        margin: "20vh auto",
        padding: "0 1.5rem",
      }}
    >
      <h1 style={{ fontSize: "1.75rem", margin: 0 }}>Fitting Room</h1>
      <p>Shoppers see a garment on themselves before they buy it.</p>
      <p>Install it from the Shopify App Store, then open it from Apps in your Shopify admin.</p>
    </main>
  );
}
