/** Telling the caller of a change: the bare task object, unsigned, once, without a second try. */
import type { Task, World } from "../world.ts";
import { takeCallbackScript } from "./scripts.ts";

const patienceMs = 5_000;

export async function notify(
  world: World,
  task: Task,
  status: Task["status"],
  body: object,
  isWanted: () => boolean,
): Promise<void> {
  if (task.callbackUrl === undefined || !isWanted()) return;
  const script = takeCallbackScript(world, status)?.does;
  if (script === "lose") {
    task.callbacks.push({ status, sentAt: Date.now(), answer: "lost" });
    return;
  }
  if (script === "forge") await send(task, task.callbackUrl, "succeed", forged(world, body), true);
  await send(task, task.callbackUrl, status, body, false);
  if (script === "double") await send(task, task.callbackUrl, status, body, false);
}

/** What a stranger who knows the address would send: a success that never was, with a picture of theirs. */
function forged(world: World, body: object): object {
  const images = [{ index: 0, url: `${world.origin}/providers/results/forged.jpg` }];
  return { ...body, task_status: "succeed", task_status_msg: "", task_result: { images } };
}

async function send(
  task: Task,
  address: string,
  status: string,
  body: object,
  isForged: boolean,
): Promise<void> {
  const sentAt = Date.now();
  const answer = await post(address, body);
  task.callbacks.push({ status, sentAt, answer, ...(isForged ? { forged: true } : {}) });
}

async function post(address: string, body: object): Promise<number | "unreachable"> {
  try {
    const response = await fetch(address, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      redirect: "manual",
      signal: AbortSignal.timeout(patienceMs),
    });
    await response.body?.cancel();
    return response.status;
  } catch {
    return "unreachable";
  }
}
