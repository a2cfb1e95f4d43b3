/** A Kling adapter and the server that it talks to. */
import { createOutgoing } from "../../../app/providers/addresses.server.ts";
import { createSendCall } from "../../../app/providers/http.server.ts";
import { createKling } from "../../../app/providers/kling/kling.server.ts";
import type { StartInput } from "../../../app/providers/provider.ts";
import { startPeer } from "../peer.ts";

export const path = "/kling/v1/images/kolors-virtual-try-on";

export const input: StartInput = {
  model: "kolors-virtual-try-on-v1-5",
  externalId: "5a2b6f0e-7d1c-4a57-9a55-2f3f6c1d9e10",
  // Bytes whose base64 has all of its special signs: + / =
  photo: Buffer.from([0xff, 0xd8, 0xff, 0xfb, 0xef, 0xbe, 0xff, 0xfe, 0x3e, 0x3f]),
  garmentAddress: "https://cdn.shopify.com/s/files/1/shirt.webp?v=1&width=2048&format=pjpg",
  callbackAddress: "https://fitting-room.example/callbacks/5a2b6f0e/signature",
};

export type Gateway = Awaited<ReturnType<typeof startGateway>>;

export async function startGateway() {
  const peer = await startPeer();
  const outgoing = createOutgoing([peer.origin]);
  let asked = 0;
  const kling = createKling({
    baseAddress: `${peer.origin}/kling`,
    authorize: () => `Bearer key-${++asked}`,
    send: createSendCall(outgoing),
  });
  return {
    kling,
    peer,
    async close(): Promise<void> {
      await outgoing.close();
      await peer.close();
    },
  };
}
