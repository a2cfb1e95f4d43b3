import type { ReactNode } from "react";
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useRouteError,
  useRouteLoaderData,
} from "@remix-run/react";
import type { loader } from "./routes/app.tsx";

export default function Root() {
  return (
    <Page>
      <Outlet />
    </Page>
  );
}

/** What no route answers, or what failed outside of the merchant's pages. The log has the reason. */
export function ErrorBoundary() {
  const error = useRouteError();
  const isMissing = isRouteErrorResponse(error) && error.status === 404;
  return (
    <Page>
      <main style={{ font: "16px/1.5 system-ui, sans-serif", maxWidth: "34rem", margin: "20vh auto" }}>
        <h1>{isMissing ? "There is no such page" : "Something went wrong"}</h1>
        <p>{isMissing ? "Go back and try another way." : "Please try again in a moment."}</p>
      </main>
    </Page>
  );
}

function Page({ children }: { children: ReactNode }) {
  const language = useRouteLoaderData<typeof loader>("routes/app")?.words.language ?? "en";
  return (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <link rel="icon" href="data:," />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  );
}
