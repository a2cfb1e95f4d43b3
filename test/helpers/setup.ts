/** For every test file: nothing leaves this machine, and nobody complains unheard. */
import { Socket } from "node:net";
import { afterEach, beforeEach, expect, vi } from "vitest";

const loopback = /^(127\.|::1$|localhost$|::ffff:127\.)/;
const { connect } = Socket.prototype;

// Below every client that there is: undici, fetch, pg and the browser's driver all end here.
Reflect.defineProperty(Socket.prototype, "connect", {
  value(this: Socket, ...given: unknown[]): unknown {
    const [first] = given;
    const options: unknown = Array.isArray(first) ? first[0] : first;
    const host = options && typeof options === "object" && "host" in options ? options.host : undefined;
    if (typeof host === "string" && !loopback.test(host))
      throw new Error(`a test tried to reach ${host}; tests reach this machine alone`);
    return Reflect.apply(connect, this, given);
  },
});

beforeEach(() => {
  vi.spyOn(console, "error");
  vi.spyOn(console, "warn");
});

afterEach(() => {
  expect(vi.mocked(console.error).mock.calls, "nothing is written to console.error").toEqual([]);
  expect(vi.mocked(console.warn).mock.calls, "nothing is written to console.warn").toEqual([]);
  vi.restoreAllMocks();
});
