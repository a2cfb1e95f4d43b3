/**
 * A shopper's poll. Express answers it without Remix, by way of web-server.ts: thousands are held open at once, and what
 * Remix keeps of a request weighs several times as much as the waiting itself.
 */
import type { RequestHandler } from "express";
import { z } from "zod";
import { refusalBody, refusals, refuse, type Taken } from "../refusals.ts";
import type { Services } from "../services.server.ts";
import type { Shown } from "../try-on/show.server.ts";

/** Shopify's proxy does not wait for long, so neither do we. */
const showQuery = z.object({ token: z.string(), wait: z.coerce.number().int().min(0).max(8).default(0) });

type Asked = Pick<Services, "readProxyRequest" | "tryOns" | "log">;

export function answerPolls(services: Asked): RequestHandler<{ id: string }> {
  return async ({ originalUrl, params: { id } }, response) => {
    const gone = new AbortController();
    response.once("close", () => gone.abort());
    const shown = await show(originalUrl, id, services, gone.signal).catch((error: unknown) => {
      services.log.error({ error: String(error) }, "a shopper's request failed");
      return refuse("not_ready");
    });
    response.writeHead(shown.ok ? 200 : refusals[shown.code].status, {
      "content-type": "application/json",
      "cache-control": "no-store",
    });
    response.end(JSON.stringify(shown.ok ? shown.value : refusalBody(shown.code)));
  };
}

async function show(address: string, id: string, services: Asked, gone: AbortSignal): Promise<Taken<Shown>> {
  const asked = await services.readProxyRequest({ method: "GET", url: `http://proxy${address}` });
  if (!asked.ok) return asked;
  const query = showQuery.safeParse(asked.value.query);
  if (!query.success) return refuse("bad_request");
  const { token, wait } = query.data;
  return services.tryOns.show({ shop: asked.value.shop, id, token, waitSeconds: wait, gone });
}
