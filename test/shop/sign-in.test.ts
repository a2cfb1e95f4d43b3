import { request } from "undici";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserName } from "../sandbox/cli/merchant.ts";
import { type House, startHouse } from "../helpers/house.ts";

describe("a page that is asked for outside of Shopify's admin", () => {
  let house: House;
  beforeAll(async () => {
    house = await startHouse({ shop: "none" });
  });
  afterAll(() => house.stop());

  it.each(["/", "/app", "/app/connections", "/auth/login", "/auth/exit-iframe", "/auth/session-token"])(
    "%s leads to the page that says where the app is to be had, and asks for no domain",
    async (path) => {
      const answer = await fetch(`${house.origin}${path}`, { headers: { "user-agent": browserName } });
      const page = await answer.text();
      expect({ status: answer.status, path: new URL(answer.url).pathname }).toEqual({
        status: 200,
        path: "/",
      });
      expect(page).toContain("Install it from the Shopify App Store");
      expect(page).not.toMatch(/<(input|form)/);
    },
  );

  it("that is not there says so", async () => {
    const answer = await fetch(`${house.origin}/nothing`, { headers: { "user-agent": browserName } });
    expect([answer.status, await answer.text()]).toEqual([
      404,
      expect.stringContaining("There is no such page"),
    ]);
  });

  it("lets nobody but Shopify frame it", async () => {
    const answer = await fetch(`${house.origin}/`, { headers: { "user-agent": browserName } });
    expect(answer.headers.get("content-security-policy")).toBe("frame-ancestors https://admin.shopify.com");
  });

  it("leaves no address in the log that opens anything, also where it is asked for in a wrong way", async () => {
    const signed = "1f0e-a-signature-that-opens-a-picture";
    const id = "5a2b6f0e-7d1c-4a57-9a55-2f3f6c1d9e10";
    for (const [method, path] of [
      ["POST", `/media/${id}/${signed}`],
      ["PUT", `/callbacks/${id}/${signed}`],
      ["GET", `/nowhere/${signed}?token=${signed}`],
    ] as const)
      await (await fetch(`${house.origin}${path}`, { method })).text();
    expect(house.logged.join("")).not.toContain("a-signature-that-opens");
    expect(house.logged.join("")).not.toContain(id);
  });

  it("that Express can't make sense of is refused without a stack", async () => {
    const answer = await request(`${house.origin}/`, { headers: { "x-forwarded-proto": "no scheme" } });
    expect([answer.statusCode, await answer.body.text()]).toEqual([400, "This request can't be understood."]);
  });
});
