/** What a page fetches, as the browser's own protocol tells it. */
import { gzipSync } from "node:zlib";
import type { CDPSession } from "playwright-core";

export type Kind = "html" | "script" | "style" | "other";
/** The sandbox's storefront sends without compressing, a CDN does not: what counts is the body packed by gzip. */
export type Fetched = { path: string; kind: Kind; sentBytes: number; gzipBytes: number };

export type Network = {
  /** Waits for what is under way, and tells everything fetched since the last time it was asked. */
  fetched: () => Promise<Fetched[]>;
};

type Request = { path: string; kind: Kind; isPending: boolean; fetched?: Promise<Fetched> };

export async function watchNetwork(cdp: CDPSession): Promise<Network> {
  const requests = new Map<string, Request>();
  let onEnd = () => {};

  cdp.on("Network.requestWillBeSent", ({ requestId, request }) => {
    const url = new URL(request.url);
    if (!url.protocol.startsWith("http")) return;
    requests.set(requestId, { path: url.pathname, kind: "other", isPending: true });
  });
  cdp.on("Network.requestServedFromCache", ({ requestId }) => {
    requests.delete(requestId);
    onEnd();
  });
  cdp.on("Network.responseReceived", ({ requestId, response }) => {
    const request = requests.get(requestId);
    if (request) request.kind = kindOf(response.mimeType);
  });
  cdp.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const request = requests.get(requestId);
    if (!request) return;
    request.fetched = weigh(cdp, requestId, request, encodedDataLength);
    request.isPending = false;
    onEnd();
  });
  cdp.on("Network.loadingFailed", ({ requestId }) => {
    const request = requests.get(requestId);
    if (!request) return;
    request.fetched = Promise.resolve({ path: request.path, kind: request.kind, sentBytes: 0, gzipBytes: 0 });
    request.isPending = false;
    onEnd();
  });
  await cdp.send("Network.enable");

  return {
    async fetched() {
      while ([...requests.values()].some((request) => request.isPending)) {
        await new Promise<void>((next) => (onEnd = next));
      }
      const ended = [...requests.values()].flatMap((request) => request.fetched ?? []);
      requests.clear();
      return Promise.all(ended);
    },
  };
}

async function weigh(
  cdp: CDPSession,
  requestId: string,
  { path, kind }: Request,
  sentBytes: number,
): Promise<Fetched> {
  // Pictures are packed already, and an answer without a body has none to ask for.
  if (kind === "other") return { path, kind, sentBytes, gzipBytes: 0 };
  const { body, base64Encoded } = await cdp.send("Network.getResponseBody", { requestId });
  const bytes = Buffer.from(body, base64Encoded ? "base64" : "utf8");
  return { path, kind, sentBytes, gzipBytes: gzipSync(bytes, { level: 9 }).length };
}

function kindOf(mimeType: string): Kind {
  if (/javascript/.test(mimeType)) return "script";
  if (mimeType === "text/css") return "style";
  return mimeType === "text/html" ? "html" : "other";
}
