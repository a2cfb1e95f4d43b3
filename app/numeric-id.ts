/** Shopify's number of a product or a variant, as it arrives: no longer than what a database's column holds. */
import { z } from "zod";

export const numericId = z.string().regex(/^[0-9]{1,18}$/);
