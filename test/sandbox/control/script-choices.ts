/** The scripts that a person may want, as buttons; and how a waiting script reads. */
import { klingErrors } from "../kling/errors.ts";
import { failureReasons } from "../tasks/failure-reasons.ts";
import type { CallKind, Script } from "../world.ts";

export type Choice = { label: string; hint: string; script: Script };

function answers(on: CallKind, name: keyof typeof klingErrors, taskMade?: boolean): Script {
  return { on, does: "answer", ...klingErrors[name], ...(taskMade === undefined ? {} : { taskMade }) };
}

function proxyPage(on: CallKind): Script {
  const body = "<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>";
  return { on, does: "raw", status: 502, contentType: "text/html", body };
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
      {
        label: "Another form",
        hint: "the task exists, but the answer is not Kling's",
        script: { on: "create", does: "another-envelope" },
      },
      { label: "HTML 502", hint: "a proxy's page, no task", script: proxyPage("create") },
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
      { label: "Another form", hint: "not Kling's", script: { on: "query", does: "another-envelope" } },
      { label: "HTML 502", hint: "a proxy's page", script: proxyPage("query") },
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
      {
        label: "Result 20 s late",
        hint: "the final one, when polling has long seen it",
        script: { on: "callback", does: "late", ms: 20_000, status: "succeed" },
      },
    ],
  },
  {
    title: "When the result is fetched",
    choices: [
      { label: "Expired", hint: "410, a page", script: { on: "download", does: "expired", status: 410 } },
      { label: "Forbidden", hint: "403, a page", script: { on: "download", does: "expired", status: 403 } },
      { label: "Slow, 20 s", hint: "drop by drop", script: { on: "download", does: "slow", ms: 20_000 } },
      { label: "Cut", hint: "half a picture", script: { on: "download", does: "cut" } },
      { label: "Huge", hint: "200 MB", script: { on: "download", does: "huge", bytes: 200_000_000 } },
      { label: "No picture", hint: "a page as JPEG", script: { on: "download", does: "not-a-picture" } },
      {
        label: "Sent elsewhere",
        hint: "redirected to a private address",
        script: { on: "download", does: "redirect", to: "http://169.254.169.254/latest/meta-data/" },
      },
    ],
  },
];

export function describeScript({ provider, ...script }: Script): string {
  const text = describeOne(script);
  return provider === undefined ? text : `${provider}, ${text}`;
}

function describeOne(script: Script): string {
  const known = choices.flatMap((group) => group.choices).find((choice) => isSame(choice.script, script));
  if (known !== undefined) return `${script.on}: ${known.label}`;
  switch (script.does) {
    case "answer":
      return `${script.on}: ${script.code} (HTTP ${script.status})`;
    case "raw":
      return `${script.on}: text (HTTP ${script.status})`;
    case "delay":
    case "late":
      return `${script.on}: ${script.ms} ms late`;
    case "take":
    case "slow":
      return `${script.on}: takes ${script.ms} ms`;
    case "fail":
      return `task: fails, ${script.message}`;
    case "redirect":
      return `download: sent to ${script.to}`;
    default:
      return `${script.on}: ${script.does}`;
  }
}

function isSame(one: Script, other: Script): boolean {
  return sortedText(one) === sortedText(other);
}

function sortedText(script: Script): string {
  return JSON.stringify(Object.entries(script).sort());
}
