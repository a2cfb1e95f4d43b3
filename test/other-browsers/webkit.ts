/** The WebKit of this machine, as GTK programs have it, on a screen that nobody sees. */
import { once } from "node:events";
import { vi } from "vitest";
import { freePort } from "../sandbox/cli/app-process.ts";
import type { Command, OtherBrowser, Send } from "./commands.ts";
import { findProgram, run } from "./processes.ts";

const driver = findProgram("WebKitWebDriver");
const screen = findProgram("Xvfb");

const paths: Record<Command, [method: string, path: string]> = {
  NewSession: ["POST", ""],
  DeleteSession: ["DELETE", ""],
  Navigate: ["POST", "/url"],
  Refresh: ["POST", "/refresh"],
  SetWindowRect: ["POST", "/window/rect"],
  ExecuteScript: ["POST", "/execute/sync"],
  ExecuteAsyncScript: ["POST", "/execute/async"],
  ElementClick: ["POST", "/element/:id/click"],
  ElementSendKeys: ["POST", "/element/:id/value"],
  PerformActions: ["POST", "/actions"],
  TakeScreenshot: ["GET", "/screenshot"],
};

export const webkit: OtherBrowser = {
  missing:
    driver && screen
      ? undefined
      : `there is no ${driver ? "Xvfb" : "WebKitWebDriver"} on this machine: install webkit2gtk-driver and xvfb`,

  isPrivate: true,

  async start() {
    const shown = run(screen ?? "", ["-displayfd", "3", "-nolisten", "tcp", "-screen", "0", "1600x1200x24"]);
    const [number] = await once(shown.child.stdio[3] ?? shown.child, "data");
    const port = await freePort();
    const driving = run(driver ?? "", [`--port=${port}`], {
      DISPLAY: `:${String(number).trim()}`,
      GDK_BACKEND: "x11",
    });
    const root = `http://127.0.0.1:${port}/session`;
    const { sessionId } = await vi.waitFor(
      () => tell(root)<{ sessionId: string }>("NewSession", { capabilities: {} }),
      { timeout: 60_000, interval: 100 },
    );
    const send = tell(`${root}/${sessionId}`);
    return {
      name: "WebKit",
      send,
      async stop() {
        await send("DeleteSession");
        await driving.stop();
        await shown.stop();
      },
    };
  },
};

/** The standard's own way: each command is a request. */
function tell(root: string): Send {
  return async (command, { id = "", ...parameters } = {}) => {
    const [method, path] = paths[command];
    const answer = await fetch(root + path.replace(":id", id), {
      method,
      ...(method === "POST" && { body: JSON.stringify(parameters) }),
    });
    const { value } = JSON.parse(await answer.text());
    if (!answer.ok) throw new Error(`${command}: ${value.error} ${value.message}`);
    return value;
  };
}
