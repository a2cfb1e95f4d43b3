/** What a merchant wants to see of the list of try-ons, as it stands in the page's address. */
import { Asker } from "@prisma/client";
import { z } from "zod";
import { isDay } from "../calendar.ts";
import { canBeKept } from "../kept-text.ts";
import { numericId } from "../numeric-id.ts";
import { endings, orders, removed } from "./list-choices.ts";
import { failures } from "../providers/failures.ts";
import { type ReadRange, readRange } from "./range.ts";

const failureCodes = Object.keys(failures);

/** With the microseconds that the database may hold. */
const moment = z
  .string()
  .regex(/^20\d\d-\d\d-\d\dT([01]\d|2[0-3])(:[0-5]\d){2}\.\d{6}Z$/)
  .refine((text) => isDay(text.slice(0, 10)));

/** Where a page begins: the last one's own place in the order, and its id. */
const after = z
  .string()
  .transform((text) => {
    const [place = "", id = ""] = text.split("_");
    return { place, id };
  })
  .pipe(z.object({ place: z.union([z.string().regex(/^\d{1,9}\.\d{6}$/), moment]), id: z.uuid() }));

const shape = z.object({
  order: z.enum(orders).catch("newest"),
  state: z.enum(endings).optional().catch(undefined),
  failure: z
    .string()
    .refine((code) => failureCodes.includes(code))
    .optional()
    .catch(undefined),
  product: numericId.optional().catch(undefined),
  model: z.string().max(100).refine(canBeKept).optional().catch(undefined),
  connection: z
    .union([z.literal(removed), z.uuid()])
    .optional()
    .catch(undefined),
  askedBy: z.enum(Asker).optional().catch(undefined),
  after: after.optional().catch(undefined),
});

export type ListFilters = z.output<typeof shape>;
export type AskedList = ReadRange & { filters: ListFilters };

/** A filter that can't be read filters nothing. */
export function readList(query: URLSearchParams, today: string): AskedList {
  const given = Object.fromEntries([...query].filter(([, value]) => value !== ""));
  const filters = shape.parse(given);
  // A place in one order is none in another.
  const isTime = filters.after?.place.includes("T");
  if (filters.after && isTime === (filters.order === "longest")) filters.after = undefined;
  return { ...readRange(query, today), filters };
}
