/** Reads a long text from an address, line by line and from any byte on, and never more of it than one line at once. */
import type { Outgoing } from "./addresses.server.ts";
import { follow } from "./follow.server.ts";

/** `end`: the first byte after the line. */
export type ReadLines = (address: string, from: number) => AsyncGenerator<{ text: string; end: number }>;

const longestLine = 4 * 1024 * 1024;
const mostBytes = 8 * 1024 * 1024 * 1024;
/** Whoever reads on works in between; a connection that says nothing for long is ended by the dispatcher. */
const timeoutMs = 5 * 60_000;
const newline = 10;

export function createReadLines(outgoing: Outgoing): ReadLines {
  return async function* readLines(address, from) {
    const signal = AbortSignal.timeout(timeoutMs);
    const answer = await follow(outgoing, address, signal, from > 0 ? { range: `bytes=${from}-` } : {});
    if (answer?.statusCode === 416) return void (await answer.body.dump());
    if (answer?.statusCode !== 200 && answer?.statusCode !== 206) {
      await answer?.body.dump();
      throw new Error(`the file's address answered ${answer?.statusCode ?? "with too many others"}`);
    }
    // Who does not know of ranges sends all of it.
    let skip = answer.statusCode === 206 ? 0 : from;
    let at = from - skip;
    let rest: Buffer = Buffer.alloc(0);
    for await (const part of answer.body) {
      if (!Buffer.isBuffer(part)) throw new Error("the file came as something else than bytes");
      at += part.length;
      if (at > mostBytes) throw new Error("the file is larger than we take");
      let bytes: Buffer = rest.length === 0 ? part : Buffer.concat([rest, part]);
      const dropped = Math.min(skip, bytes.length);
      skip -= dropped;
      bytes = bytes.subarray(dropped);
      const start = at - bytes.length;
      let taken = 0;
      for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, taken)) {
        const text = bytes.toString("utf8", taken, end);
        taken = end + 1;
        if (text !== "") yield { text, end: start + taken };
      }
      rest = bytes.subarray(taken);
      if (rest.length > longestLine) throw new Error("a line of the file is longer than we take");
    }
    if (rest.length > 0) yield { text: rest.toString("utf8"), end: at };
  };
}
