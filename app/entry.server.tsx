import { PassThrough } from "node:stream";
import { type AppLoadContext, createReadableStreamFromReadable, type EntryContext } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { renderToPipeableStream } from "react-dom/server";

const timeoutMs = 10_000;

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { services }: AppLoadContext,
): Promise<Response> {
  services.shopify.addDocumentResponseHeaders(request, headers);
  headers.set("Content-Security-Policy", frameAncestors(request));
  headers.set("Content-Type", "text/html; charset=utf-8");
  headers.set("X-Content-Type-Options", "nosniff");
  headers.set("Referrer-Policy", "strict-origin-when-cross-origin");

  return new Promise((answer, refuse) => {
    const { pipe, abort } = renderToPipeableStream(<RemixServer context={remixContext} url={request.url} />, {
      onAllReady() {
        const body = new PassThrough();
        answer(new Response(createReadableStreamFromReadable(body), { status, headers }));
        pipe(body);
      },
      onShellError: refuse,
      onError(error) {
        services.log.error({ error: String(error) }, "a page could not be rendered");
      },
    });
    setTimeout(abort, timeoutMs).unref();
  });
}

/** Only Shopify's admin may frame a page; a request that names no shop may be framed by nobody's store. */
function frameAncestors(request: Request): string {
  const shop = new URL(request.url).searchParams.get("shop") ?? "";
  const store = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/.test(shop) ? [`https://${shop}`] : [];
  return `frame-ancestors ${["https://admin.shopify.com", ...store].join(" ")}`;
}

export function handleError(
  error: unknown,
  { request, context }: { request: Request; context: AppLoadContext },
) {
  if (request.signal.aborted) return;
  // The first word of the path alone: the rest may be an address that opens a picture.
  const [, area = ""] = new URL(request.url).pathname.split("/");
  if (isRouteErrorResponse(error)) {
    context.services.log.debug({ area, status: error.status }, "a request that no route takes");
    return;
  }
  context.services.log.error({ area, error: String(error) }, "a request failed");
}
