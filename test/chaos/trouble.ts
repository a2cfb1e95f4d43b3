/** What the sandbox's providers are told to do wrong: a long list for each kind of call, most of it nothing at all. */
import { klingErrors } from "../sandbox/kling/errors.ts";
import { failureReasons } from "../sandbox/tasks/failure-reasons.ts";
import type { Script } from "../sandbox/world.ts";
import type { Random } from "./random.ts";

type Weighed = readonly [readonly [number, Script], ...(readonly [number, Script])[]];

const proxyPage = {
  does: "raw",
  status: 502,
  contentType: "text/html",
  body: "<html><body>502 Bad Gateway</body></html>",
} as const;

/** With a task behind the lost answer, so that looking it up finds one at once. */
const lostAnswers: Weighed = [
  [4, { on: "create", does: "cut", taskMade: true }],
  [3, { on: "create", does: "answer", ...klingErrors.timedOut, taskMade: true }],
  [3, { on: "create", does: "answer", ...klingErrors.internal, taskMade: true }],
  [2, { on: "create", does: "broken-json" }],
  [2, { on: "create", does: "another-envelope" }],
  [3, { on: "create", ...proxyPage, taskMade: true }],
  [5, { on: "create", does: "answer", ...klingErrors.overParallelLimit }],
];

/** What takes half a minute each to be found out. */
const slowTroubles: Weighed = [
  [3, { on: "create", does: "hang", taskMade: true }],
  [3, { on: "create", does: "hang" }],
  [3, { on: "create", does: "cut" }],
  [3, { on: "create", does: "answer", ...klingErrors.internal }],
  [2, { on: "create", does: "answer", ...klingErrors.timedOut }],
  [3, { on: "create", ...proxyPage }],
  [2, { on: "create", does: "delay", ms: 4_000 }],
];

const usualTask: Script = { on: "task", does: "take", ms: 400 };

/** For the kinds of calls: what happens to one in which nothing is wrong, how often something is, and what. */
const kinds: { usual: Script; share: number; quick: Weighed; slow: Weighed }[] = [
  {
    usual: { on: "create", does: "delay", ms: 0 },
    share: 0.45,
    quick: lostAnswers,
    slow: [...lostAnswers, ...slowTroubles],
  },
  {
    usual: { on: "query", does: "delay", ms: 0 },
    share: 0.25,
    quick: [
      [2, { on: "query", does: "cut" }],
      [2, { on: "query", does: "answer", ...klingErrors.internal }],
      [2, { on: "query", does: "answer", ...klingErrors.unavailable }],
      [1, { on: "query", does: "broken-json" }],
      [1, { on: "query", does: "another-envelope" }],
      [1, { on: "query", ...proxyPage }],
    ],
    slow: [
      [4, { on: "query", does: "cut" }],
      [4, { on: "query", does: "answer", ...klingErrors.internal }],
      [2, { on: "query", does: "broken-json" }],
      [2, { on: "query", does: "another-envelope" }],
      [1, { on: "query", does: "hang" }],
    ],
  },
  {
    usual: { on: "callback", does: "late", ms: 0 },
    share: 0.5,
    quick: [
      [2, { on: "callback", does: "lose" }],
      [1, { on: "callback", does: "double" }],
      [1, { on: "callback", does: "forge" }],
    ],
    slow: [
      [2, { on: "callback", does: "lose" }],
      [2, { on: "callback", does: "double" }],
      [2, { on: "callback", does: "forge" }],
      [1, { on: "callback", does: "late", ms: 6_000 }],
    ],
  },
  {
    usual: usualTask,
    share: 0.25,
    quick: [
      [1, { on: "task", does: "fail", message: failureReasons.noPerson }],
      [3, { on: "task", does: "take", ms: 2_500 }],
    ],
    slow: [
      [2, { on: "task", does: "fail", message: failureReasons.noPerson }],
      [6, { on: "task", does: "take", ms: 7_000 }],
      // Longer than the shop lets a try-on run.
      [1, { on: "task", does: "take", ms: 100_000 }],
    ],
  },
  {
    usual: { on: "download", does: "slow", ms: 0 },
    share: 0.15,
    quick: [
      [1, { on: "download", does: "expired", status: 410 }],
      [2, { on: "download", does: "cut" }],
    ],
    slow: [
      [1, { on: "download", does: "expired", status: 410 }],
      [2, { on: "download", does: "cut" }],
      [2, { on: "download", does: "slow", ms: 3_000 }],
    ],
  },
];

export function troubles(random: Random, tryOns: number, patient: boolean): Script[] {
  return kinds.flatMap(({ usual, share, quick, slow }) =>
    Array.from({ length: tryOns * 4 }, () => {
      const script = random.isSo(share) ? random.weigh(patient ? slow : quick) : usual;
      return { ...script };
    }),
  );
}
