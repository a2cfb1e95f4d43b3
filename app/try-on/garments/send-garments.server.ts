/** The garments as the try-on's model takes them: by their address, or, of an outfit, merged into one picture. */
import type { Download } from "../../providers/download.server.ts";
import type { Garments, ProviderFailure } from "../../providers/provider.ts";
import { describeModel } from "../../providers/registry.ts";
import type { Garment } from "./garments.ts";
import { mergeOnWhite } from "./merge.server.ts";

type Prepared = { ok: true; value: Garments } | { ok: false; failure: ProviderFailure };

export async function prepareGarments(
  { provider, model }: { provider: string; model: string },
  [first, second]: Garment[],
  download: Download,
): Promise<Prepared> {
  if (!first) return refused("the try-on has no garment", false);
  if (!second)
    return { ok: true, value: { wear: "one", kind: first.kind, picture: { address: first.address } } };
  if (describeModel(provider, model).outfits === "separate") {
    const [upper, lower] = [{ address: first.address }, { address: second.address }];
    return { ok: true, value: { wear: "separate", upper, lower } };
  }
  const [upper, lower] = await Promise.all([download(first.address), download(second.address)]);
  if (!upper.ok) return refused(upper.detail, upper.retry);
  if (!lower.ok) return refused(lower.detail, lower.retry);
  const merged = await mergeOnWhite(upper.bytes, lower.bytes).catch(() => undefined);
  if (!merged) return refused("one of the garments' pictures is damaged", false);
  return { ok: true, value: { wear: "merged", picture: { bytes: merged } } };
}

function refused(detail: string, retry: boolean): Prepared {
  return { ok: false, failure: { code: "garment_refused", retry, mayHaveStarted: false, detail } };
}
