/** The Firefox of this machine, with a profile of its own, and cut off from the world. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vi } from "vitest";
import type { OtherBrowser } from "./commands.ts";
import { talkToFirefox } from "./marionette.ts";
import { findProgram, run } from "./processes.ts";

/** Not every `firefox` will do: Ubuntu's sees no profile in a folder of ours. */
const program = process.env["FIREFOX_PATH"] ?? findProgram("firefox-esr");

/** Every address but this machine's own goes to a proxy that is not there. */
const settings = {
  "marionette.port": 0,
  "network.proxy.type": 1,
  "network.proxy.http": "127.0.0.1",
  "network.proxy.http_port": 9,
  "network.proxy.ssl": "127.0.0.1",
  "network.proxy.ssl_port": 9,
};

export const firefox: OtherBrowser = {
  missing: program
    ? undefined
    : "there is no firefox-esr on this machine: install it, or name a Firefox in FIREFOX_PATH",

  isPrivate: false,

  async start() {
    const profile = await mkdtemp(join(tmpdir(), "fitting-room-firefox-"));
    const lines = Object.entries(settings).map(
      ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
    );
    await writeFile(join(profile, "user.js"), lines.join("\n"));
    const { stop } = run(program ?? "", [
      "--headless",
      "--marionette",
      "--no-remote",
      "--profile",
      profile,
      "about:blank",
    ]);
    const { send, close } = await vi.waitFor(
      async () => talkToFirefox(Number(await readFile(join(profile, "MarionetteActivePort"), "utf8"))),
      { timeout: 60_000, interval: 100 },
    );
    await send("NewSession");
    return {
      name: "Firefox",
      send,
      async stop() {
        close();
        await stop();
        await rm(profile, { recursive: true, force: true });
      },
    };
  },
};
