/** Every adapter as the registry makes it, and what its provider says: what the contract holds them all to. */
import type { SendCall } from "../../app/providers/http.server.ts";
import type { Operation, Provider, StartInput } from "../../app/providers/provider.ts";
import type { Settings } from "../../app/providers/description.ts";
import { describeProvider } from "../../app/providers/registry.ts";
import { json, type Reply } from "./peer.ts";
import { hidreamRows, klingRows, type Row } from "./refusal-rows.ts";

export const secrets = {
  apiKey: "planted-api-key",
  accessKey: "planted-access",
  secretKey: "planted-secret",
};
/** Longer than what a JavaScript number can hold. */
export const longId = "835266081714884677";
export const picture = "https://h1.inkwai.com/bs2/upload-ylab-stunt/1fa0ac67d8ce6cd55b50d68b967b3a59.png";

export const input = {
  externalId: "5a2b6f0e-7d1c-4a57-9a55-2f3f6c1d9e10",
  photo: {
    // Bytes whose base64 has all of its special signs: + / =
    bytes: Buffer.from([0xff, 0xd8, 0xff, 0xfb, 0xef, 0xbe, 0xff, 0xfe, 0x3e, 0x3f]),
    address: "https://fitting-room.example/media/photo/signature",
  },
  garments: {
    wear: "one",
    kind: "upper",
    picture: { address: "https://cdn.shopify.com/s/files/1/shirt.webp?v=1&width=2048&format=pjpg" },
  },
  callbackAddress: "https://fitting-room.example/callbacks/5a2b6f0e/signature",
} satisfies StartInput;

export const photoText = "/9j/++++//4+Pw==";
export const operation: Operation = { taskId: "815335657866002502" };

export type Subject = {
  name: string;
  create: (baseAddress: string, send: SendCall) => Provider;
  /** The call that makes a task, and the one that asks for it. */
  paths: { start: string; status: string };
  started: (taskId: unknown) => Reply;
  /** By the provider's own word for a state. */
  status: (word: string | number, more?: object) => Reply;
  words: { running: (string | number)[]; done: (string | number)[]; failed: string | number };
  finished: object;
  reason: (words: string) => object;
  /** Tasks that failed because of what the picture shows. */
  contentRefused: Reply[];
  rows: Row[];
  /** Whether a token is signed for each call, and once more when the clock seems wrong. */
  signsAgain: boolean;
  /** How a task is looked up by our id; "never" asks nothing. */
  finds: "by id, then in the list" | "by a query" | "never";
  /** An answer that says that there is no such task, and what that is worth. */
  absent: { reply: Reply; found: "none" | "unsupported" };
  /** What proves a good key, and what comes of it; and refusals of the task that prove the key all the same. */
  proof: { reply: Reply; value: { balance?: number }; alsoByRefusal: boolean };
};

export type Made = {
  provider: "kling" | "kling-gateway" | "hidream";
  model: string;
  credentials: Record<string, string>;
  settings?: Settings;
  now?: () => Date;
};

export function create({ provider, model, credentials, settings = {}, now = () => new Date() }: Made) {
  return (baseAddress: string, send: SendCall): Provider =>
    describeProvider(provider).create({
      baseAddress,
      model,
      settings,
      credentials,
      send,
      now,
    });
}

const kling = (data: unknown) => json(200, { code: 0, message: "SUCCEED", request_id: "r", data });
export const noSuchTask = json(404, { code: 1203, message: "task not found", request_id: "r" });
/** None by that id, and none in the list. */
const absent: Reply = (response, received) =>
  (received.path.includes("?pageNum=") ? kling([]) : noSuchTask)(response, received);
export const costs = kling({
  code: 0,
  msg: "success",
  resource_pack_subscribe_infos: [
    { resource_pack_name: "Try-on 100", total_quantity: 100, remaining_quantity: 40, status: "online" },
  ],
});

const contentWords = [
  "Failure to pass the risk control system",
  "The picture contains sensitive content",
  "content policy violated",
];

const firstStandard = {
  started: (taskId: unknown) =>
    kling({ task_id: taskId, task_status: "submitted", created_at: 1722769557708 }),
  status: (word: string | number, more = {}) =>
    kling({ task_id: operation["taskId"], task_status: word, ...more }),
  words: { running: ["submitted", "processing"], done: ["succeed", "succeeded"], failed: "failed" },
  finished: { task_result: { images: [{ index: 0, url: picture }] } },
  reason: (words: string) => ({ task_status_msg: words }),
  contentRefused: contentWords.map((words) =>
    kling({ task_id: "7", task_status: "failed", task_status_msg: words }),
  ),
  rows: klingRows,
  finds: "by id, then in the list" as const,
};

const official = {
  absent: { reply: absent, found: "none" as const },
  proof: { reply: costs, value: { balance: 40 }, alsoByRefusal: false },
};

function paths(resource: string): Subject["paths"] {
  return { start: resource, status: `${resource}/${operation["taskId"]}` };
}

export const subjects: Subject[] = [
  {
    ...firstStandard,
    ...official,
    name: "Kling's try-on with an API key",
    create: create({
      provider: "kling",
      model: "kolors-virtual-try-on-v1-5",
      credentials: { apiKey: secrets.apiKey },
    }),
    paths: paths("/v1/images/kolors-virtual-try-on"),
    signsAgain: false,
  },
  {
    ...firstStandard,
    ...official,
    name: "Kling's try-on with a pair of keys",
    create: create({
      provider: "kling",
      model: "kolors-virtual-try-on-v1",
      credentials: { accessKey: secrets.accessKey, secretKey: secrets.secretKey },
    }),
    paths: paths("/v1/images/kolors-virtual-try-on"),
    signsAgain: true,
  },
  {
    ...firstStandard,
    name: "Kling's try-on by a gateway",
    create: create({
      provider: "kling-gateway",
      model: "kolors-virtual-try-on-v1-5",
      credentials: { apiKey: secrets.apiKey },
    }),
    paths: paths("/kling/v1/images/kolors-virtual-try-on"),
    signsAgain: false,
    absent: { reply: absent, found: "unsupported" },
    proof: { reply: noSuchTask, value: {}, alsoByRefusal: true },
  },
  {
    ...official,
    name: "Kling Try-On 3.0",
    create: create({
      provider: "kling",
      model: "kling-virtual-try-on-3.0",
      credentials: { apiKey: secrets.apiKey },
    }),
    paths: {
      start: "/solutions/virtual_try_on",
      status: `/solutions?task_ids=${operation["taskId"]}`,
    },
    started: (taskId) => kling({ task_id: taskId, status: "submitted", external_id: input.externalId }),
    status: (word, more = {}) => kling([{ id: operation["taskId"], status: word, ...more }]),
    words: { running: ["submitted", "processing"], done: ["succeed", "succeeded"], failed: "failed" },
    finished: { outputs: [{ type: "image", url: picture, watermark_url: "" }] },
    reason: (words) => ({ message: words }),
    contentRefused: contentWords.map((message) => kling([{ id: "7", status: "failed", message }])),
    rows: klingRows,
    signsAgain: false,
    finds: "by a query",
    absent: { reply: kling([]), found: "none" },
  },
  {
    ...firstStandard,
    ...official,
    name: "Kling's Omni-Image",
    create: create({
      provider: "kling",
      model: "kling-v3-omni",
      credentials: { apiKey: secrets.apiKey },
    }),
    paths: paths("/v1/images/omni-image"),
    signsAgain: false,
  },
  {
    name: "HiDream VTON",
    create: create({
      provider: "hidream",
      model: "hidream-vton",
      credentials: { apiKey: secrets.apiKey },
    }),
    paths: {
      start: "/api-pub/ec/v3/image/vton/async",
      status: `/api-pub/ec/v3/image/vton/async/results?task_id=${operation["taskId"]}`,
    },
    started: (taskId) => hidream({ task_id: taskId, sub_task_ids: ["s"] }),
    status: (word, more = {}) =>
      hidream({
        task_id: operation["taskId"],
        sub_task_results: [{ sub_task_id: "s", task_status: word, ...more }],
      }),
    words: { running: [0, 2], done: [1], failed: 3 },
    finished: { image: picture },
    reason: (words) => ({ description: words }),
    contentRefused: [hidream({ task_id: "7", sub_task_results: [{ sub_task_id: "s", task_status: 4 }] })],
    rows: hidreamRows,
    signsAgain: false,
    finds: "never",
    absent: { reply: hidream(null), found: "unsupported" },
    proof: {
      reply: json(200, { code: 2004, message: "no such task", request_id: "r" }),
      value: {},
      alsoByRefusal: true,
    },
  },
];

function hidream(result: unknown): Reply {
  return json(200, { code: 0, message: "请求成功", request_id: "r", result });
}
