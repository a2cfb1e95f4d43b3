/** The scripts that a person may want, as buttons; and how a waiting script reads. */
import { failureReasons, klingErrors } from "../kling/errors.ts";
import type { Script } from "../world.ts";

export type Choice = { label: string; hint: string; script: Script };
type CallKind = "create" | "query";

function answers(on: CallKind, name: keyof typeof klingErrors, taskMade?: boolean): Script {
  return { on, does: "answer", ...klingErrors[name], ...(taskMade === undefined ? {} : { taskMade }) };
}

export const choices: { title: string; choices: Choice[] }[] = [
  {
    title: "When a try-on is sent",
    choices: [
      {
        label: "Time-out",
        hint: "no answer, but the task exists",
        script: { on: "create", does: "hang", taskMade: true },
      },
      { label: "Time-out, no task", hint: "no answer and no task", script: { on: "create", does: "hang" } },
      {
        label: "Cut",
        hint: "the line breaks, but the task exists",
        script: { on: "create", does: "cut", taskMade: true },
      },
      { label: "Cut, no task", hint: "the line breaks, no task", script: { on: "create", does: "cut" } },
      { label: "Half a JSON", hint: "the task exists", script: { on: "create", does: "broken-json" } },
      { label: "1303 parallel", hint: "all slots taken", script: answers("create", "overParallelLimit") },
      { label: "1302 too often", hint: "slow down", script: answers("create", "tooFrequent") },
      { label: "1301 content", hint: "content policy", script: answers("create", "contentPolicy") },
      { label: "1102 balance", hint: "nothing left to spend", script: answers("create", "balanceNotEnough") },
      { label: "1000 key", hint: "the key is refused", script: answers("create", "authenticationFailed") },
      { label: "5000", hint: "no task", script: answers("create", "internal") },
      { label: "5002, task made", hint: "the task exists", script: answers("create", "timedOut", true) },
      { label: "10 s late", hint: "then as usual", script: { on: "create", does: "delay", ms: 10_000 } },
    ],
  },
  {
    title: "When a task is asked for",
    choices: [
      { label: "Time-out", hint: "no answer", script: { on: "query", does: "hang" } },
      { label: "Cut", hint: "the line breaks", script: { on: "query", does: "cut" } },
      { label: "Half a JSON", hint: "unreadable", script: { on: "query", does: "broken-json" } },
      { label: "5000", hint: "internal error", script: answers("query", "internal") },
      { label: "5001", hint: "maintenance", script: answers("query", "unavailable") },
    ],
  },
  {
    title: "What the task does",
    choices: [
      {
        label: "No person",
        hint: "fails",
        script: { on: "task", does: "fail", message: failureReasons.noPerson },
      },
      {
        label: "Risk control",
        hint: "fails",
        script: { on: "task", does: "fail", message: failureReasons.riskControl },
      },
      { label: "Takes 30 s", hint: "then succeeds", script: { on: "task", does: "take", ms: 30_000 } },
    ],
  },
  {
    title: "How the callback goes",
    choices: [
      { label: "Lost", hint: "the next one, whichever", script: { on: "callback", does: "lose" } },
      {
        label: "Result lost",
        hint: "only the final one",
        script: { on: "callback", does: "lose", status: "succeed" },
      },
      {
        label: "Twice",
        hint: "the final one",
        script: { on: "callback", does: "double", status: "succeed" },
      },
      {
        label: "Forged before",
        hint: "a false success comes first",
        script: { on: "callback", does: "forge" },
      },
    ],
  },
];

export function describeScript(script: Script): string {
  const known = choices.flatMap((group) => group.choices).find((choice) => isSame(choice.script, script));
  if (known !== undefined) return `${script.on}: ${known.label}`;
  if (script.does === "answer") return `${script.on}: ${script.code} (HTTP ${script.status})`;
  if (script.does === "delay") return `${script.on}: ${script.ms} ms late`;
  if (script.does === "take") return `task: takes ${script.ms} ms`;
  if (script.does === "fail") return `task: fails, ${script.message}`;
  return `${script.on}: ${script.does}`;
}

function isSame(one: Script, other: Script): boolean {
  return sortedText(one) === sortedText(other);
}

function sortedText(script: Script): string {
  return JSON.stringify(Object.entries(script).sort());
}
