/** The other end of a call: a real server that remembers what it was asked and answers as the test says. */
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import { createServer as createSocketServer } from "node:net";
import { buffer } from "node:stream/consumers";

export type Received = { method: string; path: string; headers: IncomingHttpHeaders; body: string };
export type Reply = (response: ServerResponse, received: Received) => void;
/** Takes the call and is silent. */
export const neverAnswer: Reply = () => {};

export type Peer = Awaited<ReturnType<typeof startPeer>>;

export async function startPeer() {
  const received: Received[] = [];
  let reply = neverAnswer;
  const server = createServer(async (request, response) => {
    const { method = "", url: path = "", headers } = request;
    const taken = { method, path, headers, body: (await buffer(request)).toString("utf8") };
    received.push(taken);
    reply(response, taken);
  });
  let connections = 0;
  server.on("connection", () => {
    connections += 1;
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://127.0.0.1:${portOf(server.address())}`,
    port: portOf(server.address()),
    /** All calls since the answer was last set. */
    received,
    connections: () => connections,
    answerWith(next: Reply): void {
      received.length = 0;
      connections = 0;
      reply = next;
    },
    async close(): Promise<void> {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Reply {
  return text(status, JSON.stringify(body), { "content-type": "application/json", ...headers });
}

export function text(status: number, body: string | Buffer, headers: Record<string, string> = {}): Reply {
  return (response) => void response.writeHead(status, headers).end(body);
}

/** Half of what it announces, then the line goes dead. */
export function cutMidBody(half: string | Buffer): Reply {
  return (response) => {
    response.writeHead(200, { "content-length": half.length * 2 });
    response.write(half, () => response.destroy());
  };
}

export const cutBeforeAnswer: Reply = (response) => void response.destroy();

/** Pieces as fast as they are taken, without end; answers how many bytes went out before the reader had enough. */
export function endless(first: Buffer): { reply: Reply; sent: Promise<number> } {
  const { promise: sent, resolve } = Promise.withResolvers<number>();
  const piece = Buffer.alloc(64 * 1024);
  return {
    sent,
    reply(response) {
      let count = first.length;
      response.on("error", () => {}).on("close", () => resolve(count));
      response.writeHead(200).write(first);
      const more = () => {
        while (!response.destroyed) {
          count += piece.length;
          if (!response.write(piece)) return void response.once("drain", more);
        }
      };
      more();
    },
  };
}

/** An address of this machine where nobody listens any more. */
export async function nobody(): Promise<string> {
  const server = createSocketServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const port = portOf(server.address());
  server.close();
  await once(server, "close");
  return `http://127.0.0.1:${port}`;
}

function portOf(address: string | { port: number } | null): number {
  if (!address || typeof address === "string") throw new Error("the server does not listen on a port");
  return address.port;
}
