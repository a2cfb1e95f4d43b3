/** What a reading of the catalogue may end of before its end. */
import { z } from "zod";
import { type Said, said } from "../words/said.ts";

const troubles = ["refused", "failed", "expired", "unreadable", "incomplete", "stalled"] as const;
export type Trouble = (typeof troubles)[number];

/** To try again at once would change nothing: it ends, and the merchant may begin it anew. */
export class ReadingTrouble extends Error {
  readonly trouble: Trouble;
  constructor(trouble: Trouble) {
    super(`the catalogue could not be read: ${trouble}`);
    this.trouble = trouble;
  }
}

export function sayTrouble(stored: string): Said {
  switch (z.enum(troubles).catch("failed").parse(stored)) {
    case "refused":
      return said("products.reading.trouble.refused");
    case "failed":
      return said("products.reading.trouble.failed");
    case "expired":
      return said("products.reading.trouble.expired");
    case "unreadable":
    case "incomplete":
      return said("products.reading.trouble.incomplete");
    case "stalled":
      return said("products.reading.trouble.stalled");
  }
}
