import { SignJWT } from "jose";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { personFile } from "../sandbox/drawings/people.ts";
import { base64Of, garments, refusalOf, taskOf } from "./gateway.ts";
import { dataOf, keys, made, pair, type Providers, startProviders } from "./providers.ts";

const path = "/providers/kling/v1/images/kolors-virtual-try-on";
const omni = "/providers/kling/v1/images/omni-image";

let providers: Providers;
let body: Record<string, unknown> = {};
beforeAll(async () => {
  providers = await startProviders();
  body = {
    human_image: await base64Of(sharp(await personFile("maja")).resize(400, 600)),
    cloth_image: await base64Of(await garments("upper")),
  };
});
afterEach(() => providers.reset());
afterAll(() => providers.close());

type Claims = { iss?: string; from?: number; until?: number; secret?: string };

/** Made by a library, as callers do, and not by what checks it. */
async function token({
  iss = pair.accessKey,
  from = -5,
  until = 1_800,
  secret = pair.secretKey,
}: Claims = {}) {
  const now = Math.floor(Date.now() / 1_000);
  return new SignJWT({ iss, exp: now + until, nbf: now + from })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .sign(new TextEncoder().encode(secret));
}

describe("Kling's own door", () => {
  const answerTo = async (authorization: string | undefined, mount = "kling") => {
    const response = await fetch(`${providers.origin}/providers/${mount}/v1/images/kolors-virtual-try-on`, {
      headers: authorization === undefined ? {} : { authorization },
    });
    const answer = z.object({ code: z.number() }).parse(await response.json());
    return { status: response.status, code: answer.code };
  };

  test("lets in an API key and a token", async () => {
    expect(await answerTo(`Bearer ${keys.kling}`)).toStrictEqual({ status: 200, code: 0 });
    expect(await answerTo(`Bearer ${await token()}`)).toStrictEqual({ status: 200, code: 0 });
  });

  test.each<[string, number, () => Promise<string | undefined> | string | undefined]>([
    ["nothing", 1001, () => undefined],
    ["a scheme without a key", 1001, () => "Bearer "],
    ["another scheme", 1002, () => `Basic ${keys.kling}`],
    ["two spaces", 1002, () => `Bearer  ${keys.kling}`],
    ["an unknown key", 1000, () => "Bearer api-key-kling-2"],
    ["three parts that are no token", 1002, () => "Bearer a.b.c"],
    ["a token without a signature", 1002, async () => `Bearer ${(await token()).replace(/[^.]*$/, "")}`],
    ["an unknown access key", 1000, async () => `Bearer ${await token({ iss: "access-2" })}`],
    ["a wrong signature", 1000, async () => `Bearer ${await token({ secret: "another" })}`],
    ["a token for later", 1003, async () => `Bearer ${await token({ from: 60 })}`],
    ["a token that is over", 1004, async () => `Bearer ${await token({ from: -60, until: -1 })}`],
  ])("refuses %s with %i", async (_name, code, authorization) => {
    expect(await answerTo(await authorization())).toStrictEqual({ status: 401, code });
  });

  test("knows the keys of its own region only", async () => {
    const beijing = `Bearer ${keys.beijing}`;
    expect(await answerTo(beijing, "kling-beijing")).toStrictEqual({ status: 200, code: 0 });
    expect(await answerTo(beijing)).toStrictEqual({ status: 401, code: 1000 });
    expect(await answerTo(`Bearer ${keys.kling}`, "kling-global")).toStrictEqual({ status: 401, code: 1000 });
    const foreign = await answerTo(`Bearer ${await token()}`, "kling-beijing");
    expect(foreign).toStrictEqual({ status: 401, code: 1000 });
  });
});

test("a try-on without a model is one of v1, and is found by both ids and in the list", async () => {
  const sent = { ...body, external_task_id: "ours" };
  const { task_id: id } = taskOf(await providers.call("POST", path, keys.kling, sent));
  expect(await providers.finish(id)).toMatchObject({ provider: "kling", model: "kolors-virtual-try-on-v1" });
  const one = await providers.call("GET", `${path}/${id}`, keys.kling);
  expect(one).toMatchObject({ body: { data: { task_status: "succeed", final_unit_deduction: "1" } } });
  expect(taskOf(await providers.call("GET", `${path}/ours`, keys.kling)).task_id).toBe(id);
  expect(await providers.call("GET", path, keys.kling)).toMatchObject({ body: { data: [{ task_id: id }] } });
  // Under another call's path, for another account and in another region there is no such task.
  expect(refusalOf(await providers.call("GET", `${omni}/${id}`, keys.kling)).code).toBe(1203);
  expect(await providers.call("GET", path, await token())).toMatchObject({ body: { data: [] } });
});

test("what Kling does not have is its own 404", async () => {
  const nothing = await providers.call("GET", "/providers/kling/v1/images/nothing", keys.kling);
  expect(refusalOf(nothing)).toMatchObject({ status: 404, code: 1203 });
  expect(refusalOf(await providers.call("PUT", path, keys.kling, body))).toMatchObject({ code: 1202 });
  expect(refusalOf(await providers.call("POST", path, keys.kling, "{"))).toMatchObject({ code: 1200 });
});

describe("the account's packs", () => {
  const packs = z.object({
    resource_pack_subscribe_infos: z.array(
      z.object({
        resource_pack_name: z.string(),
        total_quantity: z.number(),
        remaining_quantity: z.number(),
        status: z.string(),
      }),
    ),
  });
  const year = 365 * 86_400_000;
  const costs = (start = Date.now() - year, more = "") =>
    providers.call(
      "GET",
      `/providers/kling/account/costs?start_time=${start}&end_time=${Date.now()}${more}`,
      keys.kling,
    );
  const left = async () => dataOf(await costs(), packs).resource_pack_subscribe_infos;
  const create = () => providers.call("POST", path, keys.kling, body);

  beforeAll(() => Object.assign(providers.world.keys.kling?.[0] ?? {}, { packs: { "try-on": 2 } }));
  afterAll(() => {
    delete providers.world.keys.kling?.[0]?.packs;
  });

  test("go down with each task until one is refused with 1102, and a failed task costs nothing", async () => {
    expect(await left()).toMatchObject([{ total_quantity: 2, remaining_quantity: 2, status: "online" }]);
    const { task_id: first } = taskOf(await create());
    await create();
    expect(await left()).toMatchObject([{ remaining_quantity: 0, status: "runOut" }]);
    expect(refusalOf(await create())).toStrictEqual({
      status: 429,
      code: 1102,
      message: "Account balance not enough",
    });
    const task = providers.world.tasks.find(({ id }) => id === first);
    Object.assign(task ?? {}, { status: "failed" });
    expect(await left()).toMatchObject([{ remaining_quantity: 1 }]);
    expect((await create()).status).toBe(200);
  });

  test("of one kind do not pay for another kind", async () => {
    const told = await providers.call("POST", omni, keys.kling, { prompt: "a beach" });
    expect(refusalOf(told)).toMatchObject({ status: 429, code: 1102 });
  });

  test("are told of by time of purchase and by name", async () => {
    expect(dataOf(await costs(Date.now() - 86_400_000), packs).resource_pack_subscribe_infos).toStrictEqual(
      [],
    );
    const named = dataOf(await costs(undefined, "&resource_pack_name=Other"), packs);
    expect(named.resource_pack_subscribe_infos).toStrictEqual([]);
    for (const query of ["", "?start_time=1", "?start_time=2&end_time=1", "?start_time=x&end_time=1"]) {
      const told = await providers.call("GET", `/providers/kling/account/costs${query}`, keys.kling);
      expect(refusalOf(told)).toMatchObject({ status: 400, code: 1201 });
    }
  });

  test("can be made to answer otherwise, apart from other calls", async () => {
    await providers.script({ on: "account", does: "answer", status: 503, code: 5001, message: "later" });
    expect((await providers.call("GET", path, keys.kling)).status).toBe(200);
    expect(refusalOf(await costs())).toMatchObject({ status: 503, code: 5001 });
  });
});

test("an account without packs pays afterwards and has none to show", async () => {
  const query = `start_time=0&end_time=${Date.now()}`;
  const told = await providers.call("GET", `/providers/kling/account/costs?${query}`, await token());
  expect(told).toMatchObject({ body: { code: 0, data: { resource_pack_subscribe_infos: [] } } });
  const { task_id: id } = dataOf(await providers.call("POST", path, await token(), body), made);
  expect(providers.world.tasks.at(-1)).toMatchObject({ id, key: pair.accessKey });
});
