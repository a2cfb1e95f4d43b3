/** What a shopper agrees to: the facts from which the consent text is made, and the version that stands for them. */
import { createHash } from "node:crypto";
import { z } from "zod";
import { type Processor, processorsAt } from "../providers/processors.ts";

/** Raised when the words of the consent text change their meaning or their wording; a test holds the two together. */
export const revision = 2;

const processorShape = z.object({
  name: z.string(),
  /** Such as SG; null where nobody can say. */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable(),
});

export const termsShape = z.object({
  revision: z.number().int(),
  processors: z.array(processorShape).min(1),
  keptHours: z.number().int(),
  /** The merchant's own words. */
  addition: z.string(),
});

export type Terms = z.output<typeof termsShape>;
export type VersionedTerms = Terms & { version: string };

/** A part of a connection: where the photo goes. */
export type Receiver = { provider: string; baseAddress: string };

/** The same facts give the same version, and nothing else does. */
export function versionOf(terms: Terms): string {
  const { processors, keptHours, addition } = terms;
  const facts = [terms.revision, processors.map(({ name, country }) => [name, country]), keptHours, addition];
  return createHash("sha256").update(JSON.stringify(facts)).digest("hex").slice(0, 20);
}

/** Everybody who may get the photo, each once, in the order in which they are asked. */
export function processorsOf(receivers: Receiver[]): Processor[] {
  const all = receivers.flatMap(({ provider, baseAddress }) => processorsAt(provider, baseAddress));
  return all.filter((one, index) => all.findIndex((other) => isSame(one, other)) === index);
}

/** Whether whoever agreed to these processors agreed to a photo going to that receiver. */
export function covers(agreed: unknown, receiver: Receiver): boolean {
  const named = z.array(processorShape).safeParse(agreed);
  if (!named.success) return false;
  return processorsOf([receiver]).every((needed) => named.data.some((one) => isSame(one, needed)));
}

/** The terms as the storefront gets them. */
export function publicTerms({ version, processors, keptHours, addition }: VersionedTerms) {
  return { version, processors, kept_hours: keptHours, addition };
}

function isSame(one: Processor, other: Processor): boolean {
  return one.name === other.name && one.country === other.country;
}
