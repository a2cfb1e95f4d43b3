/** Fetches a finished picture from an address that a provider's answer named. */
import { pictureType } from "../pictures.ts";
import type { Outgoing } from "./addresses.server.ts";
import { follow } from "./follow.server.ts";

export type Download = (
  address: string,
) => Promise<{ ok: true; bytes: Buffer; type: string } | { ok: false; retry: boolean; detail: string }>;

const maxBytes = 25 * 1024 * 1024;
const timeoutMs = 30_000;

export function createDownload(outgoing: Outgoing): Download {
  return async (address) => {
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const answer = await follow(outgoing, address, signal);
      if (!answer) return refused("the picture's address redirects too often", false);
      if (answer.statusCode !== 200) {
        await answer.body.dump();
        return refused(`the picture's address answered ${answer.statusCode}`, answer.statusCode >= 500);
      }
      return await readPicture(answer.body);
    } catch (error) {
      const name = error instanceof Error ? error.name : "";
      return refused(
        `the picture could not be fetched (${name})`,
        name !== "AddressRefused" && name !== "TypeError",
      );
    }
  };
}

async function readPicture(body: AsyncIterable<Buffer>): ReturnType<Download> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of body) {
    length += part.length;
    if (length > maxBytes) return refused("the picture is larger than we take", false);
    parts.push(part);
  }
  const bytes = Buffer.concat(parts);
  const type = pictureType(bytes);
  return type ? { ok: true, bytes, type } : refused("what was fetched is no picture", false);
}

function refused(detail: string, retry: boolean) {
  return { ok: false as const, retry, detail };
}
