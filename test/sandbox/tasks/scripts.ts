/** Taking the next script off the world's list. */
import type { CallKind, Script, Task, World } from "../world.ts";

type ScriptOn<On extends Script["on"]> = Extract<Script, { on: On }>;
/** The kinds of calls share their scripts' shapes, so they are told apart by value, not by type. */
export type CallScript = ScriptOn<CallKind>;
export type DownloadScript = ScriptOn<"download">;

function take<Kind extends Script>(
  world: World,
  provider: string,
  fits: (script: Script) => script is Kind,
): Kind | undefined {
  const isFor = (script: Script) => script.provider === undefined || script.provider === provider;
  const found = world.scripts.find((script): script is Kind => isFor(script) && fits(script));
  if (found !== undefined) world.scripts.splice(world.scripts.indexOf(found), 1);
  return found;
}

export function takeCallScript(world: World, provider: string, on: CallKind): CallScript | undefined {
  return take(world, provider, (script): script is CallScript => script.on === on);
}

export function takeTaskScript(world: World, provider: string): ScriptOn<"task"> | undefined {
  return take(world, provider, (script): script is ScriptOn<"task"> => script.on === "task");
}

export function takeDownloadScript(world: World, provider: string): DownloadScript | undefined {
  return take(world, provider, (script): script is DownloadScript => script.on === "download");
}

/** A script may wait for the callback of one status, such as the last one; others pass it by. */
export function takeCallbackScript(
  world: World,
  provider: string,
  status: Task["status"],
): ScriptOn<"callback"> | undefined {
  return take(
    world,
    provider,
    (script): script is ScriptOn<"callback"> =>
      script.on === "callback" && (script.status === undefined || script.status === status),
  );
}

/** Whether the call should have its effect although its caller may never hear of it. */
export function takesEffect(script: CallScript | undefined): boolean {
  if (script === undefined) return true;
  if (script.does === "delay" || script.does === "broken-json" || script.does === "another-envelope")
    return true;
  return script.taskMade === true;
}
