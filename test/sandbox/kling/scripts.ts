/** Taking the next script off the world's list. */
import type { Script, Task, World } from "../world.ts";

type ScriptOn<On extends Script["on"]> = Extract<Script, { on: On }>;
/** Create and query share their scripts' shapes, so they are told apart by value, not by type. */
export type CallScript = ScriptOn<"create" | "query">;

function take<Kind extends Script>(world: World, fits: (script: Script) => script is Kind): Kind | undefined {
  const found = world.scripts.find(fits);
  if (found !== undefined) world.scripts.splice(world.scripts.indexOf(found), 1);
  return found;
}

export function takeCallScript(world: World, on: "create" | "query"): CallScript | undefined {
  return take(world, (script): script is CallScript => script.on === on);
}

export function takeTaskScript(world: World): ScriptOn<"task"> | undefined {
  return take(world, (script): script is ScriptOn<"task"> => script.on === "task");
}

/** A script may wait for the callback of one status, such as the last one; others pass it by. */
export function takeCallbackScript(world: World, status: Task["status"]): ScriptOn<"callback"> | undefined {
  return take(
    world,
    (script): script is ScriptOn<"callback"> =>
      script.on === "callback" && (script.status === undefined || script.status === status),
  );
}

/** Whether the call should have its effect although its caller may never hear of it. */
export function takesEffect(script: CallScript | undefined): boolean {
  if (script === undefined) return true;
  if (script.does === "delay" || script.does === "broken-json") return true;
  return script.taskMade === true;
}
