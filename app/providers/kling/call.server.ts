/** A call to Kling and what its answer means. */
import type { SendCall } from "../http.server.ts";
import type { Authorize } from "./authorize.server.ts";
import { readAnswer, type Read } from "./failures.ts";

export type CallKling = {
  get: (path: string) => Promise<Read>;
  post: (path: string, body: unknown) => Promise<Read>;
};

const createTimeoutMs = 20_000;
const queryTimeoutMs = 10_000;
const clockCodes = new Set([1003, 1004]);

/** `baseAddress` goes up to and without `/v1`: a gateway's ends in `/kling`. */
export function createCallKling(baseAddress: string, authorize: Authorize, send: SendCall): CallKling {
  const call = async (method: "GET" | "POST", path: string, body?: unknown) =>
    readAnswer(
      await send({
        method,
        address: `${baseAddress}${path}`,
        headers: {
          authorization: await authorize.header(),
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        timeoutMs: method === "POST" ? createTimeoutMs : queryTimeoutMs,
      }),
    );

  const withFreshToken = async (method: "GET" | "POST", path: string, body?: unknown): Promise<Read> => {
    const read = await call(method, path, body);
    const clockIsOff = !read.ok && read.klingCode !== undefined && clockCodes.has(read.klingCode);
    return clockIsOff && authorize.canSignAgain ? call(method, path, body) : read;
  };

  return {
    get: (path) => withFreshToken("GET", path),
    post: (path, body) => withFreshToken("POST", path, body),
  };
}
