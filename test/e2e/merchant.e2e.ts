import type { FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { until } from "../helpers/house.ts";
import { follow, press } from "../helpers/shopper.ts";
import { waitForReadyShop } from "../sandbox/cli/ready-shop.ts";
import { type EndToEnd, gatewayKey, startEndToEnd } from "./shop.ts";

const hidreamToken = "hidream-token-of-the-end-to-end-tests";

describe("a merchant in a real browser", () => {
  let world: EndToEnd;
  let page: Page;
  let app: FrameLocator;
  beforeAll(async () => {
    world = await startEndToEnd({ connected: false, sandbox: { hidreamKeys: [hidreamToken] } });
    page = await world.openPage();
    app = page.frameLocator("iframe").first();
  });
  afterAll(() => world.stop());

  it("opens the app inside the admin's frame, by token exchange alone", async () => {
    const frames: string[] = [];
    page.on("request", (request) => frames.push(request.url()));
    await page.goto(`${world.sandbox.origin}/admin`);
    await app.getByRole("heading", { name: "Set up your fitting room" }).waitFor();
    await app.getByText("No provider is connected yet.").waitFor();
    expect(frames.filter((address) => /\/auth\/(login|callback)|oauth\/authorize/.test(address))).toEqual([]);
    expect(world.shop.installation?.scopes).toEqual(["read_products", "write_app_proxy"]);
  });

  it("enters a wrong key and is told what to do", async () => {
    await app.getByRole("link", { name: "Connect a provider" }).first().click();
    await app.getByRole("button", { name: "Save and test" }).click();
    await app.getByText("Enter an API key, or an access key and its secret key.").waitFor();
    await app
      .getByLabel("Provider", { exact: true })
      .selectOption({ label: "Kling by a gateway (DMXAPI and others)" });
    // What was wrong with the other provider's keys is not said of this one's.
    await app.getByText("Not saved: some entries").waitFor({ state: "hidden" });
    expect(await app.getByText("Enter an API key, or an access key").count()).toBe(0);
    await app.getByLabel("Address", { exact: true }).selectOption({ label: "Another address" });
    await app.getByLabel("Provider’s address").fill(`${world.sandbox.origin}/providers/gateway`);
    await app.getByLabel("API key").fill("sk-a-key-that-nobody-issued");
    expect(await app.getByLabel("At the same time").isVisible()).toBe(false);
    await app.getByRole("button", { name: "Advanced" }).click();
    await app.getByLabel("At the same time").fill("0");
    await app.getByRole("button", { name: "Advanced" }).click();
    await app.getByRole("button", { name: "Save and test" }).click();
    // What is wrong in there is shown, although it was folded away.
    await app.getByText("Enter a whole number from 1 to").waitFor();
    await app.getByLabel("At the same time").fill("5");
    await app.getByText("Enter a whole number from 1 to").waitFor({ state: "hidden" });
    expect(await app.getByLabel("At the same time").isVisible()).toBe(true);
    await app.getByRole("button", { name: "Save and test" }).click();
    await app.getByText("The provider refused the key.").waitFor();
    await app.getByText("The provider refused this key. Paste it again.").waitFor();
  });

  it("enters the right key, tests it, and the button appears in the shop", async () => {
    await app.getByLabel("API key").fill(gatewayKey);
    await page.getByRole("button", { name: "Save" }).click();
    await app.getByText("Saved. The key works.").waitFor();
    await app.getByRole("button", { name: "Test", exact: true }).click();
    await app.getByText("The key works.", { exact: true }).waitFor();
    await app.getByRole("button", { name: "Go on with the set-up" }).click();
    await app.getByRole("heading", { name: "Set up your fitting room" }).waitFor();
    // The wrong key has been replaced, not joined by another connection.
    await page.getByRole("link", { name: "Connections" }).click();
    await app.getByText("In use").waitFor();
    expect(await app.getByRole("button", { name: /^Change/ }).count()).toBe(1);
    await waitForReadyShop(world.shop);
  });

  it("never gets the key back: neither in the page nor in any answer", async () => {
    const answers: Promise<string>[] = [];
    page.on("response", (response) => void answers.push(response.text().catch(() => "")));
    await app.getByRole("button", { name: /^Change/ }).click();
    await app.getByLabel("API key").waitFor();
    await page.reload();
    await app.getByText("Stored encrypted. Leave it empty to keep it.").waitFor();
    expect(await app.getByLabel("API key").inputValue()).toBe("");
    for (const answer of await Promise.all(answers)) expect(answer).not.toContain(gatewayKey);
    expect(world.said.join("")).not.toContain(gatewayKey);
  });

  it("says what a try-on costs, and the button stays while that is saved", async () => {
    await app.getByLabel("Price of a try-on").fill("a lot");
    await page.getByRole("button", { name: "Save" }).click();
    await app.getByText("Enter an amount such as 0.07").waitFor();
    await app.getByLabel("Price of a try-on").fill("0,07");
    await app.getByLabel("At the same time").fill("3");
    await page.getByRole("button", { name: "Save" }).click();
    await app.getByText("Saved. The key works.").waitFor();
    // While its bar is there nobody leaves the page.
    await page.locator(".save-bar").waitFor({ state: "hidden" });
    expect(world.shop.appData.get("fitting_room.ready")?.value).toBe("true");
    await page.getByRole("link", { name: "Connections" }).click();
    await app.getByText("€0.07 a try-on").waitFor();
    expect(await app.getByText("No price yet").count()).toBe(0);
  });

  it("sets a monthly cap, which is shown with what the month cost so far", async () => {
    await page.getByRole("link", { name: "Settings" }).click();
    await app.getByText("€0.00", { exact: true }).waitFor();
    const save = () => page.getByRole("button", { name: "Save" }).click();
    await app.getByLabel("Monthly cap").fill("-50");
    await save();
    await app.getByText("An amount can’t be negative.").waitFor();
    await app.getByLabel("Monthly cap").fill("50");
    await app.getByLabel("Per visitor").fill("9");
    await app.getByLabel("Results are kept for").selectOption({ label: "6 hours" });
    await save();
    await app.getByText("€0.00 of €50.00").waitFor();
    await page.getByText("Settings saved").waitFor();
    await page.reload();
    await app.getByText("€0.00 of €50.00").waitFor();
    expect(await app.getByLabel("Per visitor").inputValue()).toBe("9");
    expect(await app.getByLabel("Results are kept for").inputValue()).toBe("6");
    await follow(world, await press(world));
    await page.reload();
    await app.getByText("€0.07 of €50.00").waitFor();
  });

  it("adds an account at another provider and lets that one make the pictures", async () => {
    await page.getByRole("link", { name: "Connections" }).click();
    await app.getByRole("button", { name: "Add connection" }).click();
    await app.getByLabel("Provider", { exact: true }).selectOption({ label: "HiDream" });
    await app.getByLabel("Address", { exact: true }).selectOption({ label: "Another address" });
    await app.getByLabel("Provider’s address").fill(`${world.sandbox.origin}/providers/hidream`);
    await app.getByLabel("Token").fill(hidreamToken);
    await app.getByRole("button", { name: "Save and test" }).click();
    await app.getByText("Saved. The key works.").waitFor();
    await page.getByRole("link", { name: "Connections" }).click();
    await app.getByRole("button", { name: "Use this one" }).waitFor();
    expect(await app.getByText("Connected", { exact: true }).count()).toBe(2);
    await app.getByRole("button", { name: "Let it stand in" }).click();
    await app.getByText("Stands in", { exact: true }).waitFor();
    await app.getByRole("button", { name: "Use this one" }).click();
    await until(async () => {
      const [inUse, ...others] = await app
        .getByText("In use")
        .locator("xpath=ancestor::*[3]")
        .allInnerTexts();
      return inUse?.includes("HiDream") === true && others.length === 0;
    });
    const started = await press(world);
    expect((await follow(world, started)).state).toBe("done");
    expect(world.sandbox.world.tasks.at(-1)?.provider).toBe("hidream");
  });

  it("finds the way by the admin's own navigation", async () => {
    await page.getByRole("link", { name: "Usage" }).click();
    await app.getByRole("button", { name: "All try-ons" }).click();
    await app.getByRole("table", { name: "All try-ons" }).locator("tbody tr").first().waitFor();
  });

  it("is refused outside of the admin, without a token", async () => {
    const answer = await fetch(`${world.sandbox.world.app.origin}/app`, {
      headers: { "user-agent": "Mozilla/5.0 Chrome/153.0", authorization: "Bearer not.a.token" },
      redirect: "manual",
    });
    expect(answer.status).toBe(401);
  });
});
