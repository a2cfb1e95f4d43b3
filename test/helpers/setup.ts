/**
 * For every test file: nothing leaves this machine, and nobody complains unheard. The lock holds in the test's own
 * process; the app that an end-to-end test starts, and its browser, have only the machine's own.
 */
import { Socket } from "node:net";
import { afterEach, beforeEach, expect, vi } from "vitest";

const loopback = /^(127\.|::1$|localhost$|::ffff:127\.)/;
const { connect } = Socket.prototype;

// Below every client that there is: undici, fetch, pg and the browser's driver all end here.
Reflect.defineProperty(Socket.prototype, "connect", {
  value(this: Socket, ...given: unknown[]): unknown {
    const [first, second] = given;
    const options: unknown = Array.isArray(first) ? first[0] : first;
    // Either an object that names the host, or port and host one after the other.
    const named = options && typeof options === "object" && "host" in options ? options.host : undefined;
    const host = named ?? (Array.isArray(first) ? undefined : second);
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
