/** A Kling gateway's try-on calls: create, query one, list. */
import { setTimeout as wait } from "node:timers/promises";
import express, { type NextFunction, type Request, type RequestHandler, type Response } from "express";
import type { World } from "../world.ts";
import { gatewayError, klingErrors, refusal } from "./errors.ts";
import { keyOf, requireKey } from "./gateway-key.ts";
import { readRequest } from "./read-request.ts";
import { createdTask, deliver, refuse, type Reply, success, wholeTask } from "./reply.ts";
import { takeCallScript, takesEffect } from "./scripts.ts";
import { findTask, startTask } from "./tasks.ts";

/** Two pictures of 10 MB as base64, and some room. */
const bodyLimit = "32mb";
const path = "/kling/v1/images/kolors-virtual-try-on";

export function klingRoutes(world: World): express.Router {
  const router = express.Router();
  router.use(requireKey(world));
  router.post(
    path,
    express.json({ limit: bodyLimit, strict: false }),
    answer(world, "create", (request, key) => create(world, request, key)),
  );
  router.get(
    path,
    answer(world, "query", (request, key) => list(world, request, key)),
  );
  router.get(
    `${path}/:id`,
    answer(world, "query", (request, key) => one(world, request, key)),
  );
  router.all([path, `${path}/:id`], (_request, response) => {
    const reply = refuse(klingErrors.invalidMethod);
    response.status(reply.status).json(reply.body);
  });
  router.use((request, response) => {
    const message = `Invalid URL (${request.method} ${request.path})`;
    response.status(404).json(gatewayError("", message, "invalid_request_error"));
  });
  router.use(refuseBody);
  return router;
}

type Act = (request: Request, key: string) => Promise<Reply> | Reply;

/** One script for each call, taken when the key is known; without effect the call only seems to happen. */
function answer(world: World, on: "create" | "query", act: Act): RequestHandler {
  return async (request, response, next) => {
    try {
      const key = keyOf(world, request);
      if (key === undefined) return next();
      const script = takeCallScript(world, on);
      if (script?.does === "delay") await wait(script.ms);
      deliver(response, takesEffect(script) ? await act(request, key) : success({}), script);
    } catch (error) {
      next(error);
    }
  };
}

async function create(world: World, request: Request, key: string): Promise<Reply> {
  if (!request.is("application/json")) {
    return refuse(refusal("invalidRequest", "Content-Type must be application/json"));
  }
  const body: unknown = request.body;
  const wanted = await readRequest(body);
  if ("code" in wanted) return refuse(wanted);
  const task = startTask(world, key, wanted);
  return "code" in task ? refuse(task) : success(createdTask(task));
}

function one(world: World, request: Request, key: string): Reply {
  const task = findTask(world, key, request.params["id"] ?? "");
  if (task === undefined) return refuse(refusal("notFound", "task not found"));
  task.queries += 1;
  return success(wholeTask(task, world.origin));
}

function list(world: World, request: Request, key: string): Reply {
  const page = readCount(request.query["pageNum"], 1, 1_000);
  const size = readCount(request.query["pageSize"], 30, 500);
  if (page === undefined) return refuse(refusal("invalidValue", "pageNum must be between 1 and 1000"));
  if (size === undefined) return refuse(refusal("invalidValue", "pageSize must be between 1 and 500"));
  const newestFirst = world.tasks.filter((task) => task.key === key).toReversed();
  const shown = newestFirst.slice((page - 1) * size, page * size);
  return success(shown.map((task) => wholeTask(task, world.origin)));
}

function readCount(value: unknown, standard: number, most: number): number | undefined {
  if (value === undefined) return standard;
  if (typeof value !== "string" || !/^\d{1,4}$/.test(value)) return undefined;
  const count = Number(value);
  return count >= 1 && count <= most ? count : undefined;
}

/** A body that the parser gave up on; anything else is for the server's own last handler. */
function refuseBody(error: unknown, _request: Request, response: Response, next: NextFunction): void {
  const type = typeof error === "object" && error !== null && "type" in error ? error.type : undefined;
  if (type === "entity.too.large") {
    response.status(413).json(gatewayError("request_too_large", "request body too large"));
  } else if (typeof type === "string") {
    const reply = refuse(refusal("invalidRequest", "the request body is not valid JSON"));
    response.status(reply.status).json(reply.body);
  } else {
    next(error);
  }
}
