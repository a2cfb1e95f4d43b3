import type { LoaderFunctionArgs } from "@remix-run/node";

/** The process and its database answer. */
export async function loader({ context: { services } }: LoaderFunctionArgs) {
  const ready = await services.databaseAnswers().catch(() => false);
  return new Response(ready ? "ready" : "the database does not answer", { status: ready ? 200 : 503 });
}
