/**
 * Firefox's own way of being driven, which needs no further program: the standard's commands on a socket, each message
 * behind its length in bytes, answered one after the other.
 */
import { once } from "node:events";
import { connect } from "node:net";
import type { Send } from "./commands.ts";

type Waiting = { resolve: (text: string) => void; reject: (error: Error) => void };

export async function talkToFirefox(port: number): Promise<{ send: Send; close: () => void }> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  const waiting: Waiting[] = [];
  const nextMessage = () => new Promise<string>((resolve, reject) => waiting.push({ resolve, reject }));
  const greeting = nextMessage();
  readMessages(socket, (text) => waiting.shift()?.resolve(text));
  socket.on("close", () => {
    for (const { reject } of waiting) reject(new Error("Firefox has gone"));
  });
  await greeting;

  let number = 0;
  const send: Send = async (command, parameters = {}) => {
    const text = JSON.stringify([0, ++number, `WebDriver:${command}`, parameters]);
    socket.write(`${Buffer.byteLength(text)}:${text}`);
    const [, , error, result] = JSON.parse(await nextMessage());
    if (error) throw new Error(`${command}: ${error.message}`);
    return result?.value;
  };
  return { send, close: () => socket.destroy() };
}

function readMessages(socket: NodeJS.ReadableStream, hear: (text: string) => void): void {
  let left = Buffer.alloc(0);
  socket.on("data", (part: Buffer) => {
    left = Buffer.concat([left, part]);
    for (;;) {
      const start = left.indexOf(":") + 1;
      const end = start + Number(left.subarray(0, Math.max(0, start - 1)));
      if (start === 0 || left.length < end) return;
      hear(left.subarray(start, end).toString());
      left = left.subarray(end);
    }
  });
}
