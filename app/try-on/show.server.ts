/** What a shopper may know of a try-on, now or as soon as it changes. */
import { isFailureCode, meaningOf, shopperSentences, type ShopperCode } from "../providers/failures.ts";
import type { Signer } from "../vault/signer.server.ts";
import { refuse, type Taken } from "../refusals.ts";
import type { Look, Looked } from "./waiting/look.server.ts";
import { hasEnded, type TryOnState } from "./states.ts";
import { isUuid } from "../uuid.ts";
import type { Wake } from "./waiting/wake.server.ts";

export type Shown = {
  id: string;
  state: TryOnState;
  eta_ms: number;
  /** The place in line, from 1; 0 once it is out of the line. */
  position: number;
  image_url?: string;
  /** For how much longer the result is kept. */
  kept_ms?: number;
  failure?: { code: ShopperCode; message: string };
};

export type ShowRequest = {
  shop: string;
  id: string;
  token: string;
  waitSeconds: number;
  /** Says that whoever asked is not there any more. */
  gone?: AbortSignal;
};

type Parts = {
  look: Look;
  signer: Signer;
  wake: Wake;
  resultAddress: (pictureId: string) => string;
};

/** What a shopper waits for. That a start has been answered makes no difference to anybody but the provider and us. */
type Stage = "in line" | "being made" | "ended";

function stageOf(state: TryOnState): Stage {
  if (hasEnded(state)) return "ended";
  return state === "queued" ? "in line" : "being made";
}

export function createShow({ look, signer, wake, resultAddress }: Parts) {
  return async ({ shop, id, token, waitSeconds, gone }: ShowRequest): Promise<Taken<Shown>> => {
    if (!isUuid(id) || !signer.verify("token", id, token)) return refuse("gone");
    const deadline = performance.now() + waitSeconds * 1000;
    for (let before: Stage | undefined; ;) {
      const change = wake.expect("try_on_changed", id);
      try {
        const seen = await look(id);
        if (seen?.shopDomain !== shop) return refuse("gone");
        const left = deadline - performance.now();
        const stage = stageOf(seen.state);
        before ??= stage;
        if (stage === "ended" || stage !== before || left <= 0 || gone?.aborted || wake.isReleased())
          return { ok: true, value: shownOf(id, seen) };
        await change.within(left, gone);
      } finally {
        change.cancel();
      }
    }
  };

  function shownOf(id: string, { state, etaMs, position, failureCode, result }: Looked): Shown {
    const shown = { id, state, eta_ms: etaMs, position };
    if (state === "failed") return { ...shown, failure: shopperFailure(failureCode) };
    if (state !== "done") return shown;
    return result
      ? { ...shown, image_url: resultAddress(result.id), kept_ms: result.keptMs }
      : { ...shown, failure: { code: "gone", message: shopperSentences.gone } };
  }
}

function shopperFailure(code: string | null): { code: ShopperCode; message: string } {
  const shopperCode = code && isFailureCode(code) ? meaningOf(code).shopper : "provider_trouble";
  return { code: shopperCode, message: shopperSentences[shopperCode] };
}
