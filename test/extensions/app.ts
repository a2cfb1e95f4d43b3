/** A stand-in for the app: takes photos and lets a test say how each try-on goes. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { personFile } from "../sandbox/drawings/people.ts";
import type { Shop } from "../sandbox/world.ts";

export type Answer = { status: number; body: Record<string, unknown> } | "cut";

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
  /** The first try-on is t1, the next t2, unless a test says what is answered. */
  startAnswer: Answer | undefined;
  /** The answers to the next looks; the last one stays. */
  looks: Answer[];
  /** How often each try-on was looked at. */
  lookedAt: string[];
  /** What it says of the terms that hold now. */
  consentAnswer: Answer;
  deleteAnswer: Answer;
  deleted: URLSearchParams[];
  opinions: URLSearchParams[];
  /** Which candidates can be worn together with the product. */
  matches: { product_id: string; kind: "upper" | "lower" }[];
  askedMatches: URLSearchParams[];
  /** The beacons, as they were sent. */
  events: unknown[];
  handle: (request: IncomingMessage, response: ServerResponse) => void;
};

export const running: Answer = { status: 200, body: { state: "running", eta_ms: 9000, position: 0 } };
export const done: Answer = { status: 200, body: { state: "done", kept_ms: 86_400_000 } };

export function failed(code: string): Answer {
  return { status: 200, body: { state: "failed", failure: { code, message: "?" } } };
}

export function refused(status: number, code: string): Answer {
  return { status, body: { error: { code, message: "?" } } };
}

export function makeApp(): App {
  const app: App = {
    starts: [],
    startAnswer: undefined,
    looks: [running],
    lookedAt: [],
    consentAnswer: { status: 200, body: terms },
    deleteAnswer: { status: 200, body: { receipt: [{ what: "result", why: "shopper" }] } },
    deleted: [],
    opinions: [],
    matches: [],
    askedMatches: [],
    events: [],
    handle: (request, response) => {
      const url = new URL(request.url ?? "", `http://${request.headers.host}`);
      const parts: Buffer[] = [];
      request.on("data", (part: Buffer) => parts.push(part));
      request.on("end", () => answer(request, response, url, Buffer.concat(parts)));
    },
  };

  function answer(request: IncomingMessage, response: ServerResponse, url: URL, bytes: Buffer): void {
    const [, , , id = "", what = ""] = url.pathname.split("/");
    const query = url.searchParams;
    if (url.pathname.startsWith("/media/")) {
      // As the app does: the page may save and share the picture.
      response.setHeader("access-control-allow-origin", "*").setHeader("content-type", "image/jpeg");
      return void personFile("maja").then((picture) => response.end(picture));
    }
    if (url.pathname === "/proxy/consent") return send(response, app.consentAnswer);
    if (url.pathname === "/proxy/events") {
      app.events.push(JSON.parse(bytes.toString()));
      return void response.writeHead(204).end();
    }
    if (url.pathname === "/proxy/matches") {
      app.askedMatches.push(query);
      return send(response, { status: 200, body: { matches: app.matches } });
    }
    if (what === "delete") {
      app.deleted.push(query);
      return send(response, app.deleteAnswer);
    }
    if (what === "opinion") {
      app.opinions.push(query);
      return send(response, { status: 200, body: { liked: query.get("liked") === "yes" } });
    }
    if (request.method === "POST") {
      app.starts.push({ query, type: request.headers["content-type"] ?? "", bytes });
      const body = {
        id: `t${app.starts.length}`,
        token: "secret",
        state: "queued",
        poll_after_ms: 0,
        eta_ms: 9000,
      };
      return send(response, app.startAnswer ?? { status: 202, body });
    }
    app.lookedAt.push(id);
    const look = (app.looks.length > 1 ? app.looks.shift() : app.looks[0]) ?? "cut";
    if (look === "cut" || look.body.state !== "done") return send(response, look, id);
    send(response, { ...look, body: { image_url: `${url.origin}/media/${id}`, ...look.body } }, id);
  }
  return app;
}

/** As the app publishes them for the product's page. */
export function publishTerms(shop: Shop, published: object | undefined): void {
  const name = { namespace: "fitting_room", key: "consent" };
  const metafield = { ...name, type: "json", updatedAt: "2026-11-20T00:00:00Z" };
  if (published) shop.appData.set("fitting_room.consent", { ...metafield, value: JSON.stringify(published) });
  else shop.appData.delete("fitting_room.consent");
}

function send(response: ServerResponse, answer: Answer, id = ""): void {
  if (answer === "cut") {
    response.destroy();
    return;
  }
  const body = id && !answer.body.error ? { id, ...answer.body } : answer.body;
  response.writeHead(answer.status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
