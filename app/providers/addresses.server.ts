/**
 * Which addresses this house calls. Base addresses come from merchants and picture addresses from providers' answers:
 * neither may make the server reach into its own network. Names are judged by what they resolve to at the moment of
 * connecting, so a name that changes its mind between a check and the call gains nothing.
 */
import { lookup as resolveName, type LookupAddress } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";
import { Agent, type Dispatcher } from "undici";

export type Outgoing = { dispatcherFor: (address: URL) => Dispatcher; close: () => Promise<void> };

export class AddressRefused extends Error {
  override name = "AddressRefused";
}

const limits = { connect: { timeout: 5_000 }, headersTimeout: 20_000, bodyTimeout: 20_000, pipelining: 1 };

export function createOutgoing(trustedOrigins: string[]): Outgoing {
  const guarded = new Agent({ ...limits, connect: { ...limits.connect, lookup: lookupPublic } });
  const trusted = new Agent(limits);
  return {
    dispatcherFor(address) {
      if (trustedOrigins.includes(address.origin)) return trusted;
      if (address.protocol !== "https:") throw new AddressRefused("only https addresses are called");
      const host = address.hostname.replace(/^\[|\]$/g, "");
      if (isIP(host) && !isPublic(host)) throw new AddressRefused("the address is not a public one");
      return guarded;
    },
    close: async () => {
      await Promise.all([guarded.destroy(), trusted.destroy()]);
    },
  };
}

export function isPublic(address: string): boolean {
  // IPv4 inside IPv6 is judged as the IPv4 address it stands for.
  const read = ipaddr.process(address);
  // An old way to write IPv4 as IPv6, which the ranges do not name.
  if (read.kind() === "ipv6" && /^::[0-9a-f]{0,4}(:[0-9a-f]{1,4})?$/.test(read.toString())) return false;
  return read.range() === "unicast";
}

const lookupPublic: LookupFunction = (hostname, options, done) => {
  resolveName(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
    if (error) return done(error, "", 0);
    const [first] = found;
    if (!first || !found.every((entry) => isPublic(entry.address)))
      return done(new AddressRefused(`${hostname} does not resolve to a public address`), "", 0);
    if (options.all) return done(null, found);
    return done(null, first.address, first.family);
  });
};
