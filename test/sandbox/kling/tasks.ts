/** A task's life: submitted, processing, then succeed or failed, by the clock or when a test says so. */
import { randomInt } from "node:crypto";
import type { Task, World } from "../world.ts";
import { notify } from "./callbacks.ts";
import { deskOf, keepResult, type Work } from "./desk.ts";
import { failureReasons, type Refusal, refusal } from "./errors.ts";
import { makeResult } from "./result.ts";
import type { TryOnRequest } from "./read-request.ts";
import { wholeTask } from "./reply.ts";
import { takeTaskScript } from "./scripts.ts";

const longestTimerMs = 2 ** 31 - 1;

/** Counting and adding happen in one turn, so that two calls at once cannot both take the last slot. */
export function startTask(world: World, key: string, request: TryOnRequest): Task | Refusal {
  const { externalId } = request;
  // What Kling does with a repeated id is not documented; refusing is what its "must be unique" promises.
  if (externalId !== undefined && findTask(world, key, externalId) !== undefined) {
    return refusal("invalidValue", "external_task_id already exists");
  }
  const { works } = deskOf(world);
  const running = [...works.values()].filter(({ task }) => task.key === key && isRunning(task));
  if (running.length >= world.parallelLimit) return refusal("overParallelLimit");
  const task = newTask(key, request);
  const script = takeTaskScript(world);
  const work: Work = {
    task,
    request,
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

/** The provider's own id and the caller's are both good for asking, but only within one account. */
export function findTask(world: World, key: string, id: string): Task | undefined {
  return world.tasks.findLast((task) => task.key === key && (task.id === id || task.externalId === id));
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

function newTask(key: string, request: TryOnRequest): Task {
  const now = Date.now();
  const { model, externalId, callbackUrl } = request;
  return {
    // Like Kling's own: digits beyond what a JavaScript number holds.
    id: `8${now}${String(randomInt(10_000)).padStart(4, "0")}`,
    provider: "kling-gateway",
    model,
    externalId,
    request: {
      model_name: model,
      human_image: request.person.shown,
      cloth_image: request.garments.shown,
      callback_url: callbackUrl,
      external_task_id: externalId,
    },
    status: "submitted",
    statusMessage: "",
    createdAt: now,
    updatedAt: now,
    callbackUrl,
    callbacks: [],
    resultPath: undefined,
    key,
    history: [],
    queries: 0,
  };
}

function isRunning(task: Task): boolean {
  return task.status === "submitted" || task.status === "processing";
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
  const { task, request } = work;
  const desk = deskOf(world);
  for (const timer of work.timers) clearTimeout(timer);
  if (task.status === "submitted") move(world, work, "processing");
  const made =
    work.failure === undefined
      ? await makeResult(request).catch(() => ({ failure: failureReasons.unreadable }))
      : { failure: work.failure };
  if (desk.works.get(task.id) !== work) return;
  if ("failure" in made) {
    task.statusMessage = made.failure;
    move(world, work, "failed");
  } else {
    keepResult(desk, task.id, made.picture);
    task.resultPath = `/providers/results/${task.id}.jpg`;
    move(world, work, "succeed");
  }
  await work.notices;
  desk.works.delete(task.id);
}

/** The callback's body is made at the moment of the change: later changes must not leak into it. */
function move(world: World, work: Work, status: Task["status"]): void {
  const { task } = work;
  task.status = status;
  if (status !== "submitted") task.updatedAt = Math.max(Date.now(), task.updatedAt);
  task.history.push({ status, at: task.updatedAt });
  const body = wholeTask(task, world.origin);
  const isWanted = () => deskOf(world).works.get(task.id) === work;
  work.notices = work.notices.then(() => notify(world, task, status, body, isWanted));
}
