/** A task's life: submitted, processing, then succeed or failed, by the clock or when a test says so. */
import type { Task, World } from "../world.ts";
import { slotsOf, spentOf } from "./account.ts";
import { notify } from "./callbacks.ts";
import { deskOf, keepResult, type Order, type Work } from "./desk.ts";
import { takeTaskScript } from "./scripts.ts";

/** Each provider has its own words for why it takes no more. */
export type NotTaken = { notTaken: "balance" | "parallel" };

const longestTimerMs = 2 ** 31 - 1;
const fault = "Server internal error";

/** Counting and adding happen in one turn, so that two calls at once cannot both take the last slot. */
export function startTask(world: World, order: Order): Task | NotTaken {
  const { bought } = order;
  if (bought !== undefined && spentOf(world, order, order.pack) + order.units > bought) {
    return { notTaken: "balance" };
  }
  const { works } = deskOf(world);
  const held = [...works.values()].map(({ task }) => task);
  if (slotsOf(held, order, order.pack) + order.slots > world.parallelLimit) return { notTaken: "parallel" };
  const task = newTask(order);
  const script = takeTaskScript(world, order.provider);
  const work: Work = {
    task,
    order,
    failure: script?.does === "fail" ? script.message : undefined,
    timers: [],
    notices: Promise.resolve(),
    ending: undefined,
  };
  world.tasks.push(task);
  works.set(task.id, work);
  move(world, work, "submitted");
  schedule(world, work, script?.does === "take" ? script.ms : world.taskMs);
  return task;
}

/** Ends a task now; answers when its last callback has been answered, so that a test need not wait. */
export async function finishTask(world: World, id: string): Promise<Task | undefined> {
  const work = deskOf(world).works.get(id);
  if (work !== undefined) {
    work.ending ??= end(world, work);
    await work.ending;
  }
  return world.tasks.find((task) => task.id === id);
}

function newTask(order: Order): Task {
  const { id, provider, key, model, externalId, callbackUrl, request, slots, pack, units } = order;
  const now = Date.now();
  return {
    id,
    provider,
    model,
    externalId,
    request,
    status: "submitted",
    statusMessage: "",
    createdAt: now,
    updatedAt: now,
    callbackUrl,
    callbacks: [],
    resultPath: undefined,
    results: [],
    key,
    slots,
    pack,
    units,
    history: [],
    queries: 0,
  };
}

function schedule(world: World, work: Work, ms: number): void {
  const isEndless = ms > longestTimerMs;
  const begin = () => {
    if (work.task.status === "submitted") move(world, work, "processing");
  };
  work.timers.push(setTimeout(begin, isEndless ? 0 : Math.min(ms / 5, 1_000)));
  if (!isEndless) work.timers.push(setTimeout(() => void finishTask(world, work.task.id), ms));
}

async function end(world: World, work: Work): Promise<void> {
  const { task, order } = work;
  const desk = deskOf(world);
  for (const timer of work.timers) clearTimeout(timer);
  if (task.status === "submitted") move(world, work, "processing");
  const made =
    work.failure === undefined
      ? await order.make().catch(() => ({ failure: fault }))
      : { failure: work.failure };
  if (desk.works.get(task.id) !== work) return;
  if ("failure" in made) {
    task.statusMessage = made.failure;
    move(world, work, "failed");
  } else {
    task.results = made.pictures.map((picture, index) => {
      const name = index === 0 ? task.id : `${task.id}-${index}`;
      const keep = (file: string) => keepResult(desk, file, picture, task.provider);
      return { path: keep(name), watermarked: order.watermarks ? keep(`${name}-watermark`) : undefined };
    });
    task.resultPath = task.results[0]?.path;
    move(world, work, "succeed");
  }
  await work.notices;
  desk.works.delete(task.id);
}

/** The callback's body is made at the moment of the change: later changes must not leak into it. */
function move(world: World, work: Work, status: Task["status"]): void {
  const { task, order } = work;
  task.status = status;
  if (status !== "submitted") task.updatedAt = Math.max(Date.now(), task.updatedAt);
  task.history.push({ status, at: task.updatedAt });
  const body = order.callback.body(task);
  const isWanted = () => deskOf(world).works.get(task.id) === work;
  if (body === undefined) return;
  work.notices = work.notices.then(() => (isWanted() ? notify(world, work, status, body) : undefined));
}
