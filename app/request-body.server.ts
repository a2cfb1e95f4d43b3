/**
 * Reads a body up to a limit; undefined when there is more. A length header is a claim, so the bytes are counted. What
 * is somewhat too large is read to its end all the same: a sender that is cut off never gets to see our answer.
 */
export async function readBody(request: Request, maxBytes: number): Promise<Buffer | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  if (!request.body) return Buffer.alloc(0);
  for await (const part of request.body) {
    length += part.length;
    if (length <= maxBytes) parts.push(part);
    else parts.length = 0;
    if (length > 4 * maxBytes) return undefined;
  }
  return length <= maxBytes ? Buffer.concat(parts) : undefined;
}
