/** One call to a provider and its answer as text. Whatever can go wrong below HTTP comes back as one of few faults. */
import { request } from "undici";
import { AddressRefused, type Outgoing } from "./addresses.server.ts";

export type Call = {
  method: "GET" | "POST";
  address: string;
  headers: Record<string, string>;
  body?: string;
  /** From the first byte out to the last byte in. */
  timeoutMs: number;
};

export type Answer =
  | { kind: "answer"; status: number; text: string; retryAfterMs: number | undefined }
  /** `sent` is false only where it is certain that the request never left. */
  | { kind: "fault"; fault: "refused" | "unreachable" | "timeout" | "cut" | "too_large"; sent: boolean };

export type SendCall = (call: Call) => Promise<Answer>;

const maxAnswerBytes = 2 * 1024 * 1024;

export function createSendCall(outgoing: Outgoing): SendCall {
  return async (call) => {
    const signal = AbortSignal.timeout(call.timeoutMs);
    try {
      const address = new URL(call.address);
      const answer = await request(address, {
        method: call.method,
        headers: { accept: "application/json", ...call.headers },
        ...(call.body === undefined ? {} : { body: call.body }),
        dispatcher: outgoing.dispatcherFor(address),
        signal,
      });
      const text = await readText(answer.body);
      if (text === undefined) return { kind: "fault", fault: "too_large", sent: true };
      return {
        kind: "answer",
        status: answer.statusCode,
        text,
        retryAfterMs: retryAfter(answer.headers["retry-after"]),
      };
    } catch (error) {
      return faultOf(error, signal.aborted);
    }
  };
}

async function readText(body: AsyncIterable<Buffer>): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of body) {
    length += part.length;
    if (length > maxAnswerBytes) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

function retryAfter(header: string | string[] | undefined): number | undefined {
  const seconds = Number(Array.isArray(header) ? header[0] : header);
  return header !== undefined && seconds >= 0 && seconds <= 3600 ? seconds * 1000 : undefined;
}

const neverConnected = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

function faultOf(error: unknown, timedOut: boolean): Answer {
  if (timedOut) return { kind: "fault", fault: "timeout", sent: true };
  for (const cause of causesOf(error)) {
    if (cause instanceof AddressRefused) return { kind: "fault", fault: "refused", sent: false };
    const code = "code" in cause ? String(cause.code) : "";
    if (neverConnected.has(code)) return { kind: "fault", fault: "unreachable", sent: false };
    if (code.includes("TIMEOUT")) return { kind: "fault", fault: "timeout", sent: true };
    if (code === "ERR_INVALID_URL") return { kind: "fault", fault: "refused", sent: false };
  }
  return { kind: "fault", fault: "cut", sent: true };
}

function* causesOf(error: unknown): Generator<Error> {
  if (!(error instanceof Error)) return;
  yield error;
  if (error instanceof AggregateError) for (const inner of error.errors) yield* causesOf(inner);
  yield* causesOf(error.cause);
}
