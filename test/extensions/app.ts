/** A stand-in for the app: takes photos and lets a test say how each try-on goes. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { personFile } from "../sandbox/drawings/people.ts";
import type { Shop } from "../sandbox/world.ts";

type Answer = { status: number; body: Record<string, unknown> } | "cut";

export const terms = {
  version: "first-version",
  processors: [
    { name: "Kling AI (Kuaishou)", country: "SG" as string | null },
    { name: "relay.example", country: null },
  ],
  kept_hours: 24,
  addition: "",
};

export type App = {
  starts: { query: URLSearchParams; type: string; bytes: Buffer }[];
  startAnswer: Answer;
  /** The answers to the next looks; the last one stays. */
  looks: Answer[];
  /** What it says of the terms that hold now. */
  consentAnswer: Answer;
  deleteAnswer: Answer;
  deleted: URLSearchParams[];
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
    consentAnswer: { status: 200, body: terms },
    deleteAnswer: { status: 200, body: { receipt: [{ what: "result", why: "shopper" }] } },
    deleted: [],
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
        if (url.pathname === "/proxy/consent") return send(response, app.consentAnswer);
        if (url.pathname === "/proxy/try-ons/t1/delete") {
          app.deleted.push(url.searchParams);
          return send(response, app.deleteAnswer);
        }
        const type = request.headers["content-type"] ?? "";
        if (isStart) app.starts.push({ query: url.searchParams, type, bytes: Buffer.concat(parts) });
        const look = app.looks.length > 1 ? app.looks.shift() : app.looks[0];
        send(response, (isStart ? app.startAnswer : look) ?? "cut", `${url.origin}/media/t1`);
      });
    },
  };
  return app;
}

/** As the app publishes them for the product's page. */
export function publishTerms(shop: Shop, published: object | undefined): void {
  const name = { namespace: "fitting_room", key: "consent" };
  const metafield = { ...name, type: "json", updatedAt: "2026-11-20T00:00:00Z" };
  if (published) shop.appData.set("fitting_room.consent", { ...metafield, value: JSON.stringify(published) });
  else shop.appData.delete("fitting_room.consent");
}

function send(response: ServerResponse, answer: Answer, picture = ""): void {
  if (answer === "cut") {
    response.destroy();
    return;
  }
  const body = answer.body.state === "done" ? { ...answer.body, image_url: picture } : answer.body;
  response.writeHead(answer.status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
