import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { json, type Received } from "../peer.ts";
import { type Gateway, input, path, startGateway } from "./gateway.ts";

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const made = json(200, { code: 0, message: "SUCCEED", data: { task_id: "7", task_status: "submitted" } });

async function only(act: () => Promise<unknown>): Promise<Received> {
  gateway.peer.answerWith(made);
  await act();
  expect(gateway.peer.received).toHaveLength(1);
  const [received] = gateway.peer.received;
  if (!received) throw new Error("nothing was received");
  return received;
}

describe("starting a task", () => {
  it("is one POST of JSON with the key", async () => {
    const { method, path: asked, headers } = await only(() => gateway.kling.start(input));
    expect({ method, asked }).toStrictEqual({ method: "POST", asked: path });
    expect(headers).toMatchObject({
      accept: "application/json",
      "content-type": "application/json",
      authorization: expect.stringMatching(/^Bearer key-\d+$/),
    });
  });

  it("sends these fields and no other", async () => {
    const { body } = await only(() => gateway.kling.start(input));
    expect(JSON.parse(body)).toStrictEqual({
      model_name: "kolors-virtual-try-on-v1-5",
      human_image: "/9j/++++//4+Pw==",
      cloth_image: "https://cdn.shopify.com/s/files/1/shirt.webp?v=1&width=2048&format=pjpg",
      callback_url: "https://fitting-room.example/callbacks/5a2b6f0e/signature",
      external_task_id: "5a2b6f0e-7d1c-4a57-9a55-2f3f6c1d9e10",
    });
  });

  it("sends a whole photo as bare base64, without a prefix and in one line", async () => {
    const photo = Buffer.alloc(3 * 1024 * 1024, "photo bytes ");
    const { body } = await only(() =>
      gateway.kling.start({ ...input, photo: { ...input.photo, bytes: photo } }),
    );
    const { human_image: image } = JSON.parse(body);
    expect(image).toMatch(/^[A-Za-z0-9+/]+=*$/);
    expect(Buffer.from(image, "base64").equals(photo)).toBe(true);
  });

  it("keeps the task's id as it came, whatever it looks like", async () => {
    for (const id of [
      "815335657866002502",
      "CjikY2gHPbcAAAAABI5n9g",
      "task_00000000000000000000000000000000",
    ]) {
      gateway.peer.answerWith(json(200, { code: 0, data: { task_id: id } }));
      expect(await gateway.kling.start(input)).toStrictEqual({ ok: true, value: { taskId: id } });
    }
  });
});

describe("asking for a task", () => {
  it.each<[string, (gateway: Gateway) => Promise<unknown>, string]>([
    ["its status, by Kling's id", ({ kling }) => kling.status({ taskId: "8153356578660" }), "/8153356578660"],
    [
      "its status, by an id with signs",
      ({ kling }) => kling.status({ taskId: "a/b?c=d#e f" }),
      "/a%2Fb%3Fc%3Dd%23e%20f",
    ],
    ["whether it is there, by our id", ({ kling }) => kling.find(input.externalId), `/${input.externalId}`],
    ["for none, to prove the key", ({ kling }) => kling.check(), "/fitting-room-check"],
  ])("%s, is one GET without a body", async (_name, act, rest) => {
    const { method, path: asked, headers, body } = await only(() => act(gateway));
    expect({ method, asked, body }).toStrictEqual({ method: "GET", asked: `${path}${rest}`, body: "" });
    expect(headers).toMatchObject({
      accept: "application/json",
      authorization: expect.stringMatching(/^Bearer key-\d+$/),
    });
    expect(headers).not.toHaveProperty("content-type");
  });
});

it("each request is authorized anew, because a signed token lives shorter than an adapter", async () => {
  const { kling } = gateway;
  const acts = [
    () => kling.start(input),
    () => kling.status({ taskId: "7" }),
    () => kling.find("7"),
    kling.check,
  ];
  const keys = [];
  for (const act of acts) keys.push((await only(act)).headers.authorization);
  expect(new Set(keys).size).toBe(4);
});
