/** Telling the caller of a change, by the rules of its provider and as far as no script spoils it. */
import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Task, World } from "../world.ts";
import { deskOf, type Work } from "./desk.ts";
import { takeCallbackScript } from "./scripts.ts";

export type CallbackRules = {
  /** Undefined where the provider says nothing of such a change. */
  body: (task: Task) => object | undefined;
  /** What a stranger who knows the address would send: a success that never was, with a picture of theirs. */
  forged: (task: Task, address: string) => object;
  headers: (id: string, text: string, isForged: boolean) => Record<string, string>;
  /** How often it is sent until the answer is one that the provider takes for "heard". */
  tries: number;
  isHeard: (answer: number | "unreachable") => boolean;
};

const patienceMs = 5_000;
const pauseMs = 1_000;

type Notice = { id: string; status: string; text: string; isForged: boolean };

export async function notify(
  world: World,
  { task, order }: Work,
  status: Task["status"],
  body: object,
): Promise<void> {
  if (task.callbackUrl === undefined) return;
  const { callback } = order;
  const script = takeCallbackScript(world, task.provider, status);
  const id = randomUUID();
  const notice: Notice = { id, status, text: JSON.stringify(body), isForged: false };
  if (script?.does === "lose") {
    task.callbacks.push({ status, sentAt: Date.now(), answer: "lost" });
    return;
  }
  if (script?.does === "late") {
    sendLater(world, task, callback, notice, script.ms);
    return;
  }
  if (script?.does === "forge") {
    const text = JSON.stringify(callback.forged(task, `${world.origin}/providers/results/forged.jpg`));
    await send(task, callback, { id: randomUUID(), status: "succeed", text, isForged: true });
  }
  await insist(world, task, callback, notice);
  // The same id twice, as a provider's own repetition has it.
  if (script?.does === "double") await insist(world, task, callback, notice);
}

/** Nobody waits for a late one: the task has long ended when it leaves. */
function sendLater(world: World, task: Task, callback: CallbackRules, notice: Notice, ms: number): void {
  const { late } = deskOf(world);
  const timer = setTimeout(() => {
    late.delete(timer);
    void insist(world, task, callback, notice);
  }, ms);
  late.add(timer);
}

async function insist(world: World, task: Task, callback: CallbackRules, notice: Notice): Promise<void> {
  const desk = deskOf(world);
  const { epoch } = desk;
  for (let tried = 1; desk.epoch === epoch; tried += 1) {
    const answer = await send(task, callback, notice);
    if (callback.isHeard(answer) || tried >= callback.tries) return;
    await wait(pauseMs, undefined, { ref: false });
  }
}

async function send(task: Task, callback: CallbackRules, notice: Notice): Promise<number | "unreachable"> {
  const { id, status, text, isForged } = notice;
  const sentAt = Date.now();
  const answer = await post(task.callbackUrl ?? "", text, callback.headers(id, text, isForged));
  task.callbacks.push({ status, sentAt, answer, ...(isForged ? { forged: true } : {}) });
  return answer;
}

async function post(
  address: string,
  body: string,
  headers: Record<string, string>,
): Promise<number | "unreachable"> {
  try {
    const response = await fetch(address, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(patienceMs),
    });
    await response.body?.cancel();
    return response.status;
  } catch {
    return "unreachable";
  }
}
