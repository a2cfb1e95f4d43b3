/** A trusted origin and a stranger on this machine, and a download that may call the first alone. */
import sharp from "sharp";
import { createOutgoing } from "../../app/providers/addresses.server.ts";
import { createDownload } from "../../app/providers/download.server.ts";
import { type Reply, startPeer, text } from "./peer.ts";

export const blank = sharp({ create: { width: 300, height: 400, channels: 3, background: "#a0c0e0" } });

export type PicturePeers = Awaited<ReturnType<typeof startPicturePeers>>;

export async function startPicturePeers() {
  const [trusted, stranger] = [await startPeer(), await startPeer()];
  const outgoing = createOutgoing([trusted.origin]);
  const download = createDownload(outgoing);
  return {
    trusted,
    stranger,
    download,
    png: await blank.clone().png().toBuffer(),
    /** Downloads from the trusted origin, which answers like this. */
    fetched(reply: Reply, path = "/picture?signature=secret") {
      trusted.answerWith(reply);
      return download(`${trusted.origin}${path}`);
    },
    async close(): Promise<void> {
      await outgoing.close();
      await Promise.all([trusted.close(), stranger.close()]);
    },
  };
}

export function redirect(location: string, status = 302): Reply {
  return text(status, "moved", { location });
}
