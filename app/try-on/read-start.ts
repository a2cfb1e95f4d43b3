/** The query of `POST /proxy/try-ons`, as the shopper's page sends it. A second product makes it an outfit. */
import { z } from "zod";
import { numericId } from "../numeric-id.ts";
import { refuse, type Taken } from "../refusals.ts";

const shape = z.object({
  product_id: numericId,
  variant_id: numericId.optional(),
  upper_product_id: numericId.optional(),
  lower_product_id: numericId.optional(),
  visitor: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/),
  /** The version of the consent text that was shown and agreed to. */
  consent: z.string().regex(/^[A-Za-z0-9_-]{4,64}$/),
  /** The language in which it was shown. */
  language: z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/),
});

export type AskedGarment = { productId: string; variantId: string | undefined };

export type ReadStart = {
  garments: [AskedGarment, ...AskedGarment[]];
  visitor: string;
  consent: string;
  language: string;
};

export function readStart(query: Record<string, string>): Taken<ReadStart> {
  const parsed = shape.safeParse(query);
  if (!parsed.success) {
    const consentAlone = parsed.error.issues.every((issue) => issue.path[0] === "consent");
    return refuse(consentAlone ? "consent_missing" : "bad_request");
  }
  const { product_id, variant_id, upper_product_id, lower_product_id, ...rest } = parsed.data;
  const others = [upper_product_id, lower_product_id].filter((id) => id !== undefined);
  return {
    ok: true,
    value: {
      ...rest,
      garments: [
        { productId: product_id, variantId: variant_id },
        ...others.map((productId) => ({ productId, variantId: undefined })),
      ],
    },
  };
}
