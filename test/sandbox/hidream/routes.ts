/**
 * HiDream's try-on: making a task is as its own document has it. Asking for the result is inferred from its sister
 * pages (`{path}/results`), and so is that no request id is refused for having been used before.
 */
import { randomUUID } from "node:crypto";
import express, { type Request } from "express";
import type { CallbackRules } from "../tasks/callbacks.ts";
import { answer, type Door, guard } from "../tasks/calls.ts";
import type { Reply } from "../tasks/deliver.ts";
import { jsonBody, refuseBody } from "../tasks/json-body.ts";
import { type Caller, tasksOf } from "../tasks/account.ts";
import { startTask } from "../tasks/tasks.ts";
import type { Task, World } from "../world.ts";
import { readRequest } from "./read-request.ts";
import { createdTask, forgedBody, refuse, refuseWith, requestIdOf, success, wholeTask } from "./reply.ts";

const path = "/api-pub/ec/v3/image/vton/async";
const heard = 200;

export function hidreamRoutes(world: World): express.Router {
  const router = express.Router();
  const door = doorOf(world);
  router.use(guard(door));
  router.post(
    path,
    jsonBody((message) => refuse("badParameters", message)),
    answer(world, door, refuseWith, "create", (request, caller) => create(world, request, caller)),
  );
  router.get(
    `${path}/results`,
    answer(world, door, refuseWith, "query", (request, caller) => result(world, request, caller)),
  );
  router.use((_request, response) => {
    response.status(404).type("text/plain").send("404 page not found");
  });
  const tooLarge = { ...refuse("badParameters", "request body too large"), status: 413 };
  router.use(refuseBody(tooLarge, refuse("badParameters", "the request body is not valid JSON")));
  return router;
}

function doorOf(world: World): Door<Caller> {
  return (request) => {
    const key = /^Bearer (\S+)$/.exec(request.get("authorization") ?? "")?.[1];
    const isKnown = key !== undefined && world.keys.hidream?.includes(key) === true;
    return isKnown ? { provider: "hidream", key } : refuse("badToken", "invalid token");
  };
}

async function create(world: World, request: Request, caller: Caller): Promise<Reply> {
  if (!request.is("application/json")) {
    return refuse("badParameters", "Content-Type must be application/json");
  }
  const body: unknown = request.body;
  const wanted = await readRequest(body);
  if ("problem" in wanted) return refuse("badParameters", wanted.problem);
  const order = { ...wanted, id: randomUUID(), ...caller, bought: undefined, callback: callbackOf(world) };
  const task = startTask(world, order);
  if ("notTaken" in task) return refuse("tooManyTasks", "too many tasks are running");
  return success(requestIdOf(task), createdTask(task), task);
}

function result(world: World, request: Request, caller: Caller): Reply {
  const id = request.query["task_id"];
  if (typeof id !== "string" || id === "") return refuse("badParameters", "task_id cannot be empty");
  const task = tasksOf(world, caller).find((known) => known.id === id);
  if (task === undefined) return refuse("noSuchTask", "task not found");
  task.queries += 1;
  return wholeTask(task, world.origin);
}

/** Only the end is told, unsigned as far as is known, up to three times until it is heard with 200. */
function callbackOf(world: World): CallbackRules {
  const isOver = ({ status }: Task) => status === "succeed" || status === "failed";
  return {
    body: (task) => (isOver(task) ? wholeTask(task, world.origin).body : undefined),
    forged: forgedBody,
    headers: () => ({}),
    tries: 3,
    isHeard: (status) => status === heard,
  };
}
