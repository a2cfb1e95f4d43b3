/** Adapters that talk to a peer, and what went over the wire. */
import { createOutgoing } from "../../app/providers/addresses.server.ts";
import { createSendCall } from "../../app/providers/http.server.ts";
import { type Received, type Reply, startPeer } from "./peer.ts";
import { create, type Made } from "./subjects.ts";

export type AtPeer = Awaited<ReturnType<typeof startAtPeer>>;

export async function startAtPeer() {
  const peer = await startPeer();
  const outgoing = createOutgoing([peer.origin]);
  const send = createSendCall(outgoing);
  return {
    peer,
    make: (made: Made) => create(made)(peer.origin, send),
    /** What an act sends, in order, when all of it is answered like this. */
    async sent(reply: Reply, act: () => Promise<unknown>): Promise<Received[]> {
      peer.answerWith(reply);
      await act();
      return [...peer.received];
    },
    /** The headers that every call to the peer has to have. */
    headersOf: (request: { authorization: string; body: string }) => ({
      accept: "application/json",
      authorization: request.authorization,
      connection: "keep-alive",
      host: `127.0.0.1:${peer.port}`,
      ...(request.body === ""
        ? {}
        : {
            "content-type": "application/json",
            "content-length": String(Buffer.byteLength(request.body)),
          }),
    }),
    async close(): Promise<void> {
      await outgoing.close();
      await peer.close();
    },
  };
}
