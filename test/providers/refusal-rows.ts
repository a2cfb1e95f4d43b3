/** How each provider refuses, and what every such refusal, and every fault below it, has to mean to us. */
import type { FailureCode } from "../../app/providers/failures.ts";
import { cutBeforeAnswer, cutMidBody, endless, json, type Reply, text } from "./peer.ts";

export type Meant = { code: FailureCode; retry: boolean; mayHaveStarted: boolean };
export type Row = {
  name: string;
  replies: Reply[];
  meant: Meant;
  /** Where Kling's clock and ours differ. */
  clock?: true;
};

export const theirWords = "planted words of the provider";

function meant(code: FailureCode, retry: boolean, mayHaveStarted: boolean): Meant {
  return { code, retry, mayHaveStarted };
}

type Listed = [status: number, code: number, ours: FailureCode, retry: boolean, mayHaveStarted: boolean];

/** Kling's own table of errors, row by row. */
export const klingTable: Listed[] = [
  [401, 1000, "key_refused", false, false],
  [401, 1001, "key_refused", false, false],
  [401, 1002, "key_refused", false, false],
  [401, 1003, "key_refused", false, false],
  [401, 1004, "key_refused", false, false],
  [429, 1100, "balance_gone", false, false],
  [429, 1101, "balance_gone", false, false],
  [429, 1102, "balance_gone", false, false],
  [403, 1103, "not_permitted", false, false],
  [400, 1200, "request_refused", false, false],
  [400, 1201, "request_refused", false, false],
  [404, 1202, "request_refused", false, false],
  [404, 1203, "request_refused", false, false],
  [400, 1300, "photo_refused", false, false],
  [400, 1301, "photo_refused", false, false],
  [429, 1302, "busy", true, false],
  [429, 1303, "busy", true, false],
  [429, 1304, "address_not_allowed", false, false],
  [500, 5000, "provider_trouble", true, true],
  [503, 5001, "provider_trouble", true, false],
  [504, 5002, "provider_trouble", true, true],
];

export const klingRows: Row[] = klingTable.map(([status, code, ours, retry, mayHaveStarted]) => ({
  name: `HTTP ${status} with ${code}`,
  replies: [
    json(status, { code, message: theirWords, request_id: "r" }),
    json(status, { code, message: theirWords, request_id: "r", data: null }),
    // Some gateways send the same under HTTP 200.
    json(200, { code, message: theirWords, request_id: "r", data: {} }),
  ],
  meant: meant(ours, retry, mayHaveStarted),
  ...(code === 1003 || code === 1004 ? { clock: true } : {}),
}));

/** HiDream publishes no codes: what its words and its statuses mean. */
export const hidreamRows: Row[] = [
  hidreamRow("Invalid token", meant("key_refused", false, false)),
  hidreamRow("Unauthorized", meant("key_refused", false, false)),
  hidreamRow("授权失败", meant("key_refused", false, false)),
  hidreamRow("insufficient balance", meant("balance_gone", false, false)),
  hidreamRow("账户余额不足", meant("balance_gone", false, false)),
  hidreamRow("Too many requests", meant("busy", true, false)),
  hidreamRow("超过并发限制", meant("busy", true, false)),
  hidreamRow("parameter error", meant("request_refused", false, false)),
  hidreamRow("", meant("request_refused", false, false)),
];

function hidreamRow(message: string, means: Meant): Row {
  return {
    name: `a code with the words "${message}"`,
    replies: [json(200, { code: 2031, message, request_id: "r", result: null })],
    meant: means,
  };
}

const statuses: [number, Meant][] = [
  [401, meant("key_refused", false, false)],
  [403, meant("not_permitted", false, false)],
  [404, meant("unexpected_answer", false, false)],
  [413, meant("unexpected_answer", false, false)],
  [429, meant("busy", true, false)],
  [500, meant("provider_trouble", true, true)],
  [502, meant("provider_trouble", true, true)],
  [503, meant("provider_trouble", true, true)],
  [504, meant("provider_trouble", true, true)],
];

/** What goes wrong below a provider's own words, and means the same at all of them. */
export const faultRows: Row[] = [
  {
    name: "a line that is cut before the answer",
    replies: [cutBeforeAnswer],
    meant: meant("provider_trouble", true, true),
  },
  {
    name: "a line that is cut in the midst of the body",
    replies: [cutMidBody('{"code":0,"data":{"task_id":"7"}}')],
    meant: meant("provider_trouble", true, true),
  },
  {
    name: "an answer without end",
    replies: [(response, received) => endless(Buffer.from('{"code":0')).reply(response, received)],
    meant: meant("unexpected_answer", true, true),
  },
  ...(
    [
      ["no JSON", "<!doctype html><title>Welcome</title>"],
      ["half JSON", '{"code":0,"data":{"task_id":"81533'],
      ["nothing", ""],
    ] as const
  ).map(([name, body]) => ({
    name: `a success of ${name}`,
    replies: [text(200, body)],
    meant: meant("unexpected_answer", false, true),
  })),
  {
    name: "a redirect",
    replies: [text(302, "", { location: "/elsewhere" })],
    meant: meant("unexpected_answer", false, true),
  },
  ...statuses.map(([status, means]) => ({
    name: `a bare HTTP ${status}`,
    replies: [text(status, ""), text(status, `<h1>${theirWords}</h1>`), text(status, '{"code":13')],
    meant: means,
  })),
];

/** The shapes of others (facts, 3.4). None of them is read as a guess. */
export const otherEnvelopes: [string, unknown][] = [
  ["a relay's new task", { id: "7", task_id: "7", object: "video", model: "m", status: "", progress: 0 }],
  [
    "a relay's finished task",
    { code: "success", data: { status: "succeeded", task_id: "7", url: "https://a.example/" } },
  ],
  ["a relay's task id alone", { code: "success", data: "7" }],
  [
    "a relay around Kling's own",
    {
      code: "success",
      data: { task_id: "7", status: "SUCCESS", data: { code: 0, data: { task_id: "7" } } },
    },
  ],
  ["a task without an envelope", { task_id: "7", status: "completed", url: "https://a.example/" }],
  ["a code that is text", { code: "0", data: { task_id: "7" }, result: { task_id: "7" } }],
  ["JSON's null", null],
  ["a list", []],
  ["a number", 7],
];
