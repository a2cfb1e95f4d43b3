/** The three calls that every older Kling model has under its own path: create, query one, list. */
import type { Request, Router } from "express";
import type { World } from "../world.ts";
import { klingErrors, type Refusal, refusal } from "./errors.ts";
import { type KlingCaller, placeOrder, type Wanted } from "./order.ts";
import { omniModels, readOmni } from "./read-omni.ts";
import { readTryOn, tryOnModels } from "./read-try-on.ts";
import { createdTask, forgedTask, refuse, success, wholeTask } from "./reply.ts";
import { answer, type Door } from "../tasks/calls.ts";
import type { Reply } from "../tasks/deliver.ts";
import { jsonBody } from "../tasks/json-body.ts";
import { findTask, tasksOf } from "../tasks/account.ts";

type Resource = {
  path: string;
  models: string[];
  read: (body: unknown, isGateway: boolean) => Promise<Wanted | Refusal>;
};

export const resources: Resource[] = [
  { path: "/v1/images/kolors-virtual-try-on", models: tryOnModels, read: readTryOn },
  { path: "/v1/images/omni-image", models: omniModels, read: readOmni },
];

export function addResource(
  router: Router,
  world: World,
  door: Door<KlingCaller>,
  prefix: string,
  resource: Resource,
): void {
  const path = prefix + resource.path;
  router.post(
    path,
    jsonBody((message) => refuse(refusal("invalidRequest", message))),
    answer(world, door, refuse, "create", (request, caller) => create(world, resource, request, caller)),
  );
  router.get(
    path,
    answer(world, door, refuse, "query", (request, caller) => list(world, resource, request, caller)),
  );
  router.get(
    `${path}/:id`,
    answer(world, door, refuse, "query", (request, caller) => one(world, resource, request, caller)),
  );
  router.all([path, `${path}/:id`], (_request, response) => {
    const reply = refuse(klingErrors.invalidMethod);
    response.status(reply.status).json(reply.body);
  });
}

async function create(
  world: World,
  resource: Resource,
  request: Request,
  caller: KlingCaller,
): Promise<Reply> {
  if (!request.is("application/json")) {
    return refuse(refusal("invalidRequest", "Content-Type must be application/json"));
  }
  const body: unknown = request.body;
  const wanted = await resource.read(body, caller.isGateway);
  if ("code" in wanted) return refuse(wanted);
  const task = placeOrder(world, caller, wanted, {
    body: (changed) => wholeTask(changed, world.origin),
    forged: forgedTask,
  });
  return "code" in task ? refuse(task) : success(createdTask(task), task);
}

/** A task is found only under the path that it was made at. */
function one(world: World, { models }: Resource, request: Request, caller: KlingCaller): Reply {
  const task = findTask(world, caller, request.params["id"] ?? "");
  if (task === undefined || !models.includes(task.model))
    return refuse(refusal("notFound", "task not found"));
  task.queries += 1;
  return success(wholeTask(task, world.origin), task);
}

function list(world: World, { models }: Resource, request: Request, caller: KlingCaller): Reply {
  const page = readCount(request.query["pageNum"], 1, 1_000);
  const size = readCount(request.query["pageSize"], 30, 500);
  if (page === undefined) return refuse(refusal("invalidValue", "pageNum must be between 1 and 1000"));
  if (size === undefined) return refuse(refusal("invalidValue", "pageSize must be between 1 and 500"));
  const tasks = tasksOf(world, caller).filter(({ model }) => models.includes(model));
  const shown = tasks.toReversed().slice((page - 1) * size, page * size);
  return success(shown.map((task) => wholeTask(task, world.origin)));
}

function readCount(value: unknown, standard: number, most: number): number | undefined {
  if (value === undefined) return standard;
  if (typeof value !== "string" || !/^\d{1,4}$/.test(value)) return undefined;
  const count = Number(value);
  return count >= 1 && count <= most ? count : undefined;
}
