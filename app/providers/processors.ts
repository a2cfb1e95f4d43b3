/** Who receives a photo that is sent to a base address, as far as it is known. */
import { findProvider } from "./registry.ts";

export type Processor = {
  name: string;
  /** ISO 3166, such as SG; null where nobody can say. */
  country: string | null;
};

export function processorsAt(provider: string, baseAddress: string): Processor[] {
  const { origin, hostname } = new URL(baseAddress);
  const description = findProvider(provider);
  if (!description) return [{ name: hostname, country: null }];
  const { processor, passedOn, baseAddresses } = description;
  const listed = baseAddresses.find(({ address }) => address === origin);
  const country = listed?.country ?? null;
  // Where a gateway has its pictures made, only the gateway knows.
  if (passedOn)
    return [
      { name: listed?.operator ?? hostname, country },
      { name: processor, country: null },
    ];
  // An address that the merchant entered may be anybody's, so it is named, too.
  return [{ name: listed ? processor : `${processor}, ${hostname}`, country }];
}
