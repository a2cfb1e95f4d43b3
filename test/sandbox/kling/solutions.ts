/** Try-On 3.0 and the queries that it shares with Kling's other newer calls. */
import express, { type Request } from "express";
import type { World } from "../world.ts";
import { klingErrors, refusal } from "./errors.ts";
import { type KlingCaller, placeOrder } from "./order.ts";
import { readSolution, solutionModel } from "./read-solution.ts";
import { refuse, success } from "./reply.ts";
import { createdSolution, forgedSolution, solutionNotice, solutionOf } from "./solution-reply.ts";
import { pageOf } from "./solution-pages.ts";
import { answer, type Door, guard } from "../tasks/calls.ts";
import type { Reply } from "../tasks/deliver.ts";
import { jsonBody } from "../tasks/json-body.ts";
import { tasksOf } from "../tasks/account.ts";

const mostIds = 20;

/** Mounted at `/solutions`. */
export function solutionRoutes(world: World, door: Door<KlingCaller>): express.Router {
  const router = express.Router();
  const json = jsonBody((message) => refuse(refusal("invalidRequest", message)));
  router.use(guard(door));
  router.post(
    "/virtual_try_on",
    json,
    answer(world, door, refuse, "create", (request, caller) => create(world, request, caller)),
  );
  router.get(
    "/",
    answer(world, door, refuse, "query", (request, caller) => some(world, request, caller)),
  );
  router.post(
    "/",
    json,
    answer(world, door, refuse, "query", (request, caller) => page(world, request, caller)),
  );
  router.all(["/", "/virtual_try_on"], (_request, response) => {
    const reply = refuse(klingErrors.invalidMethod);
    response.status(reply.status).json(reply.body);
  });
  return router;
}

async function create(world: World, request: Request, caller: KlingCaller): Promise<Reply> {
  if (!request.is("application/json")) return notJson();
  const body: unknown = request.body;
  const wanted = await readSolution(body);
  if ("code" in wanted) return refuse(wanted);
  const task = placeOrder(world, caller, wanted, {
    body: (changed) => solutionNotice(changed, world.origin),
    forged: forgedSolution,
  });
  return "code" in task ? refuse(task) : success(createdSolution(task), task);
}

/** Ids that the account does not have are just not in the answer; that is inferred. */
function some(world: World, request: Request, caller: KlingCaller): Reply {
  const { task_ids: own, external_task_ids: external } = request.query;
  if ((own === undefined) === (external === undefined)) {
    return refuse(refusal("invalidValue", "give either task_ids or external_task_ids"));
  }
  const given = own ?? external;
  const ids = typeof given === "string" ? given.split(",") : [];
  if (ids.length === 0 || ids.includes("") || ids.length > mostIds) {
    return refuse(refusal("invalidValue", "give 1 to 20 ids, separated by commas"));
  }
  const found = solutionsOf(world, caller).filter((task) =>
    ids.includes(own === undefined ? (task.externalId ?? "") : task.id),
  );
  for (const task of found) task.queries += 1;
  return success(
    found.map((task) => solutionOf(task, world.origin)),
    found[0],
  );
}

function page(world: World, request: Request, caller: KlingCaller): Reply {
  if (!request.is("application/json")) return notJson();
  const body: unknown = request.body;
  const found = pageOf(solutionsOf(world, caller).toReversed(), body);
  if ("code" in found) return refuse(found);
  const { tasks, next } = found;
  return success({
    result: tasks.map((task) => solutionOf(task, world.origin)),
    count: tasks.length,
    next_cursor: next ?? "",
    has_more: next !== undefined,
  });
}

function solutionsOf(world: World, caller: KlingCaller) {
  return tasksOf(world, caller).filter(({ model }) => model === solutionModel);
}

function notJson(): Reply {
  return refuse(refusal("invalidRequest", "Content-Type must be application/json"));
}
