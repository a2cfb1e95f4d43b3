/** A Kling adapter and the server that it talks to. */
import { createOutgoing } from "../../../app/providers/addresses.server.ts";
import { createSendCall } from "../../../app/providers/http.server.ts";
import { createCallKling } from "../../../app/providers/kling/call.server.ts";
import { createKlingTryOn } from "../../../app/providers/kling/try-on.server.ts";
import type { StartInput } from "../../../app/providers/provider.ts";
import { startPeer } from "../peer.ts";

export const path = "/kling/v1/images/kolors-virtual-try-on";

export const input: StartInput = {
  externalId: "5a2b6f0e-7d1c-4a57-9a55-2f3f6c1d9e10",
  // Bytes whose base64 has all of its special signs: + / =
  photo: {
    bytes: Buffer.from([0xff, 0xd8, 0xff, 0xfb, 0xef, 0xbe, 0xff, 0xfe, 0x3e, 0x3f]),
    address: "https://fitting-room.example/media/photo/signature",
  },
  garments: {
    wear: "one",
    kind: "upper",
    picture: { address: "https://cdn.shopify.com/s/files/1/shirt.webp?v=1&width=2048&format=pjpg" },
  },
  callbackAddress: "https://fitting-room.example/callbacks/5a2b6f0e/signature",
};

export type Gateway = Awaited<ReturnType<typeof startGateway>>;

export async function startGateway() {
  const peer = await startPeer();
  const outgoing = createOutgoing([peer.origin]);
  let asked = 0;
  const authorize = { header: async () => `Bearer key-${++asked}`, canSignAgain: false };
  const kling = createKlingTryOn("kolors-virtual-try-on-v1-5", {
    call: createCallKling(`${peer.origin}/kling`, authorize, createSendCall(outgoing)),
    provesAbsence: false,
    tellsBalance: false,
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
