/** A stand-in for the app: takes photos and lets a test say how each try-on goes. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { personFile } from "../sandbox/drawings/people.ts";

type Answer = { status: number; body: Record<string, unknown> } | "cut";

export type App = {
  starts: { query: URLSearchParams; type: string; bytes: Buffer }[];
  startAnswer: Answer;
  /** The answers to the next looks; the last one stays. */
  looks: Answer[];
  handle: (request: IncomingMessage, response: ServerResponse) => void;
};

export const running: Answer = {
  status: 200,
  body: { id: "t1", state: "running", eta_ms: 9000, position: 0 },
};

export function makeApp(): App {
  const app: App = {
    starts: [],
    startAnswer: {
      status: 202,
      body: { id: "t1", token: "secret", state: "queued", poll_after_ms: 10, eta_ms: 9000 },
    },
    looks: [running],
    handle: (request, response) => {
      const url = new URL(request.url ?? "", `http://${request.headers.host}`);
      const parts: Buffer[] = [];
      request.on("data", (part: Buffer) => parts.push(part));
      request.on("end", () => {
        if (url.pathname === "/media/t1") {
          void personFile("maja").then((bytes) =>
            response.setHeader("content-type", "image/jpeg").end(bytes),
          );
          return;
        }
        const isStart = request.method === "POST" && url.pathname === "/proxy/try-ons";
        const type = request.headers["content-type"] ?? "";
        if (isStart) app.starts.push({ query: url.searchParams, type, bytes: Buffer.concat(parts) });
        const look = app.looks.length > 1 ? app.looks.shift() : app.looks[0];
        send(response, (isStart ? app.startAnswer : look) ?? "cut", `${url.origin}/media/t1`);
      });
    },
  };
  return app;
}

function send(response: ServerResponse, answer: Answer, picture: string): void {
  if (answer === "cut") {
    response.destroy();
    return;
  }
  const body = answer.body.state === "done" ? { ...answer.body, image_url: picture } : answer.body;
  response.writeHead(answer.status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
