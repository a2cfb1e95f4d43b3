import { connect } from "node:net";
import { request } from "undici";
import { expect, it } from "vitest";

/** An address that is kept free for documents: nobody is there, and nobody would be harmed. */
const elsewhere = "192.0.2.1";

it.each<[string, () => unknown]>([
  ["undici", () => request(`http://${elsewhere}/`)],
  ["fetch", () => fetch(`http://${elsewhere}/`).catch((error: Error) => Promise.reject(error.cause))],
  ["a socket by port and host", async () => connect(80, elsewhere)],
  ["a socket by options", async () => connect({ port: 80, host: elsewhere })],
])("a test can't reach another machine: %s", async (_by, reach) => {
  await expect(async () => reach()).rejects.toThrow(`a test tried to reach ${elsewhere}`);
});
