import sharp from "sharp";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { personFile } from "../sandbox/drawings/people.ts";
import type { Script } from "../sandbox/world.ts";
import { base64Of, garments, refusalOf } from "./gateway.ts";
import { dataOf, keys, made, type Providers, startProviders } from "./providers.ts";

const path = "/providers/gateway/kling/v1/images/kolors-virtual-try-on";

let providers: Providers;
let body: Record<string, unknown> = {};
beforeAll(async () => {
  providers = await startProviders();
  body = {
    model_name: "kolors-virtual-try-on-v1",
    human_image: await base64Of(sharp(await personFile("maja")).resize(400, 600)),
    cloth_image: await base64Of(await garments("upper")),
  };
});
afterEach(() => providers.reset());
afterAll(() => providers.close());

const create = (more: object = {}) => providers.call("POST", path, keys.gateway, { ...body, ...more });
const finished = async (more: object = {}) => providers.finish(dataOf(await create(more), made).task_id);

describe("the result's address can", () => {
  const fetched = async (script: Script, init: RequestInit = {}) => {
    const { resultPath = "" } = await finished();
    await providers.script(script);
    return fetch(providers.origin + resultPath, init);
  };

  test.each([403, 404, 410] as const)("have expired, with a page and %i", async (status) => {
    const response = await fetched({ on: "download", does: "expired", status });
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toContain("text/html");
    expect(await response.text()).toContain("<h1>");
  });

  test("lead elsewhere, even to where nobody may go", async () => {
    const to = "http://169.254.169.254/latest/";
    const response = await fetched({ on: "download", does: "redirect", to }, { redirect: "manual" });
    expect(response.status).toBe(302);
    expect(response.headers.get("location")).toBe(to);
  });

  test("give what is no picture, whatever it says", async () => {
    const response = await fetched({ on: "download", does: "not-a-picture" });
    expect(response.headers.get("content-type")).toBe("image/jpeg");
    expect(await response.text()).toContain("<!doctype html>");
  });

  test("break off in the middle", async () => {
    const response = await fetched({ on: "download", does: "cut" });
    await expect(response.arrayBuffer()).rejects.toThrow("terminated");
  });

  test("come drop by drop, and whole", async () => {
    const start = performance.now();
    const response = await fetched({ on: "download", does: "slow", ms: 300 });
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(performance.now() - start).toBeGreaterThan(250);
    expect(await sharp(bytes).metadata()).toMatchObject({ format: "jpeg", width: 400 });
  });

  test("go on and on, without a length, until its reader leaves", async () => {
    const response = await fetched({ on: "download", does: "huge", bytes: 2 ** 40 });
    expect(response.headers.get("content-length")).toBeNull();
    const reader = response.body?.getReader();
    let length = 0;
    while (length < 12_000_000) length += (await reader?.read())?.value?.length ?? Infinity;
    await reader?.cancel();
    expect(Number.isFinite(length)).toBe(true);
  });

  test("be looked at from the inspector without using up what waits for the app", async () => {
    const response = await fetched(
      { on: "download", does: "cut" },
      { headers: { referer: `${providers.origin}/inspector` } },
    );
    expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(1_000);
    expect(providers.world.scripts).toHaveLength(1);
  });
});

const told = () => providers.heard.map(({ body }) => body["task_status"]);

test("a late callback comes after the task's end, with what it had to say at its time", async () => {
  // Much later than it takes to draw the result.
  await providers.script({ on: "callback", does: "late", ms: 2_000, status: "processing" });
  const task = await finished({ callback_url: providers.callbackUrl });
  await expect.poll(told, { timeout: 10_000 }).toStrictEqual(["submitted", "succeed", "processing"]);
  expect(task.callbacks.at(-1)).toMatchObject({ status: "processing", answer: 200 });
}, 15_000);

test("a reset also forgets callbacks that were still to come", async () => {
  await providers.script({ on: "callback", does: "late", ms: 50, status: "succeed" });
  await finished({ callback_url: providers.callbackUrl });
  providers.reset();
  // When this one has come, the one before it would have come, too.
  await providers.script({ on: "callback", does: "late", ms: 100, status: "succeed" });
  const next = await finished({ callback_url: providers.callbackUrl });
  await expect.poll(told).toContain("succeed");
  expect(new Set(providers.heard.map(({ body }) => body["task_id"]))).toStrictEqual(new Set([next.id]));
});

test("an answer can have another gateway's shape, while the task exists", async () => {
  await providers.script(
    { on: "create", does: "another-envelope" },
    { on: "query", does: "another-envelope" },
  );
  const told = await create();
  const [task] = providers.world.tasks;
  expect(told.body).toMatchObject({ id: task?.id, task_id: task?.id, object: "video", progress: 0 });
  expect(told.body).not.toHaveProperty("code");
  const asked = await providers.call("GET", `${path}/${task?.id}`, keys.gateway);
  expect(asked.body).toMatchObject({ code: "success", data: { task_id: task?.id, status: "processing" } });
});

test("an answer can be any text, and the task may exist all the same", async () => {
  const page = { does: "raw", status: 502, contentType: "text/html", body: "<h1>502</h1>" } as const;
  await providers.script({ on: "create", ...page, taskMade: true }, { on: "create", ...page });
  for (const tasks of [1, 1]) {
    const headers = { authorization: `Bearer ${keys.gateway}`, "content-type": "application/json" };
    const response = await fetch(providers.origin + path, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
    expect([response.status, await response.text()]).toStrictEqual([502, "<h1>502</h1>"]);
    expect(providers.world.tasks).toHaveLength(tasks);
  }
});

test("a script waits for the provider that it names", async () => {
  const answer = { on: "create", does: "answer", status: 500, code: 5000, message: "told" } as const;
  await providers.script(
    { ...answer, provider: "kling" },
    { on: "task", does: "fail", message: "no", provider: "kling" },
  );
  expect((await finished()).status).toBe("succeed");
  const official = path.replace("gateway/kling", "kling");
  expect(refusalOf(await providers.call("POST", official, keys.kling, body)).code).toBe(5000);
  const { task_id: id } = dataOf(await providers.call("POST", official, keys.kling, body), made);
  expect(await providers.finish(id)).toMatchObject({ status: "failed", statusMessage: "no" });
});

test("every button of the inspector is a script that is taken, and a waiting one can be read", async () => {
  const page = async () => (await fetch(`${providers.origin}/inspector`)).text();
  const bodies = [...(await page()).matchAll(/data-post="\/_control\/script"\s+data-body="([^"]+)"/g)];
  const scripts = bodies.map(([, text = ""]): Script =>
    JSON.parse(text.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&gt;", ">")),
  );
  expect(scripts.length).toBeGreaterThan(30);
  await providers.script(...scripts);
  expect(providers.world.scripts).toStrictEqual(scripts);
  providers.reset();
  await providers.script({ on: "download", does: "slow", ms: 1_234, provider: "hidream" });
  expect(await page()).toContain("hidream, download: takes 1234 ms");
});
