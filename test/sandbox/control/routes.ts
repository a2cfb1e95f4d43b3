/** For tests and people: what happened so far, and what should happen next. */
import express, { type NextFunction, type Request, type Response } from "express";
import { finishTask } from "../kling/index.ts";
import type { World } from "../world.ts";
import { inspectorRoutes } from "./inspector.ts";
import { readScripts, readSettings } from "./read-script.ts";
import { resetOf } from "./reset.ts";
import { taskView } from "./task-view.ts";

export function controlRoutes(world: World, reset: () => void = resetOf(world)): express.Router {
  const router = express.Router();
  const json = express.json({ limit: "1mb" });

  router.get("/_control/tasks", (_request, response) => {
    response.json({ tasks: world.tasks.map(taskView) });
  });
  router.post("/_control/tasks/:id/finish", (request, response, next) => {
    finishTask(world, request.params.id).then((task) => {
      if (task === undefined) refuse(response, 404, "not_found", `There is no task ${request.params.id}.`);
      else response.json({ task: taskView(task) });
    }, next);
  });

  router.get("/_control/script", (_request, response) => {
    response.json({ scripts: world.scripts });
  });
  router.post("/_control/script", json, (request, response) => {
    const read = readScripts(request.body);
    if ("problem" in read) return refuse(response, 400, "invalid_script", read.problem);
    world.scripts.push(...read.value);
    response.status(201).json({ scripts: world.scripts });
  });
  router.delete("/_control/script", (_request, response) => {
    world.scripts.length = 0;
    response.json({ scripts: world.scripts });
  });

  router.get("/_control/settings", (_request, response) => {
    response.json(settingsOf(world));
  });
  router.post("/_control/settings", json, (request, response) => {
    const read = readSettings(request.body);
    if ("problem" in read) return refuse(response, 400, "invalid_settings", read.problem);
    const { taskMs = world.taskMs, parallelLimit = world.parallelLimit } = read.value;
    world.taskMs = taskMs === "never" ? Infinity : taskMs;
    world.parallelLimit = parallelLimit;
    response.json(settingsOf(world));
  });

  router.get("/_control/deliveries", (_request, response) => {
    response.json({ deliveries: world.deliveries });
  });
  router.post("/_control/reset", (_request, response) => {
    reset();
    response.status(204).end();
  });
  router.use("/inspector", inspectorRoutes(world));
  router.use("/_control", refuseBody);
  return router;
}

/** JSON has no infinity, so a task that only ends when told to is "never". */
function settingsOf({ taskMs, parallelLimit }: World): object {
  return { taskMs: Number.isFinite(taskMs) ? taskMs : "never", parallelLimit };
}

function refuse(response: Response, status: number, code: string, message: string): void {
  response.status(status).json({ error: { code, message } });
}

function refuseBody(error: unknown, _request: Request, response: Response, next: NextFunction): void {
  const isFromParser = typeof error === "object" && error !== null && "type" in error;
  if (isFromParser) refuse(response, 400, "invalid_json", "The body is not JSON, or is longer than 1 MB.");
  else next(error);
}
