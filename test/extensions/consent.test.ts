import { beforeEach, expect, test } from "vitest";
import { maja } from "../helpers/room.ts";
import { done, publishTerms, refused, running, terms } from "./app.ts";
import { useFittingRoom } from "./fitting-room.ts";

const room = useFittingRoom();

const newer = {
  ...terms,
  version: "second-version",
  processors: [{ name: "HiDream.ai", country: "CN" }],
  kept_hours: 72,
  addition: "<b>Ask us</b> at the till.",
};
const outdated = refused(409, "consent_outdated");

const text = () => room.dialog.locator("[data-version]");
const go = (name = "Make my picture") => room.does(name).click();

async function openWithPhoto(query = ""): Promise<void> {
  await room.visit(`/products/sunne-wrap-dress${query}`);
  await room.press();
  await givePhoto();
}

async function givePhoto(): Promise<void> {
  await room.give(await maja());
  await text().waitFor();
}

beforeEach(() => {
  room.app.looks = [done];
});

/** On a page made anew, where the picture of the last time is shown first. */
async function newPhoto(): Promise<void> {
  await room.page.reload();
  await room.press();
  await go("Another photo");
  await givePhoto();
}

const words = async () => (await text().innerText()).replaceAll("\u00a0", " ");

test("the text names who gets the photo, in which country and for how long, in the shopper's language", async () => {
  await openWithPhoto();
  expect(await words()).toMatch(/Kling AI \(Kuaishou\) · Singapore\s+relay\.example · country not known/);
  expect(await words()).toContain("kept for 24 hours at most");
  const policy = room.dialog.getByRole("link", { name: "All about your photo" });
  expect(await policy.getAttribute("href")).toBe("/apps/try-it-on/policy?locale=en");
  expect(await policy.getAttribute("target")).toBe("_blank");

  publishTerms(room.storefront.shop, newer);
  await openWithPhoto("?locale=de");
  expect(await words()).toContain("HiDream.ai · China");
  expect(await words()).toContain("höchstens 3 Tage gespeichert");
  await openWithPhoto("?locale=fr");
  expect(await words()).toContain("HiDream.ai · Chine");
  expect(await words()).toContain("conservée 3 jours au plus");
});

test("what the merchant adds is shown as text, also where it looks like markup", async () => {
  publishTerms(room.storefront.shop, { ...newer, addition: "</script><img src=x onerror=alert(1)> & more" });
  await openWithPhoto();
  expect(await words()).toContain("</script><img src=x onerror=alert(1)> & more");
  expect(await text().locator("img").count()).toBe(0);
});

test("an agreement is remembered for its version, and other terms are asked about again", async () => {
  await openWithPhoto();
  await room.dialog.getByRole("checkbox").check();
  await go();
  await room.page.getByRole("heading", { name: "Here you are" }).waitFor();
  await newPhoto();
  expect(await room.dialog.getByRole("checkbox").isVisible()).toBe(false);

  publishTerms(room.storefront.shop, newer);
  await newPhoto();
  expect(await room.dialog.getByRole("checkbox").isChecked()).toBe(false);
  await go();
  await room.page.getByText("Please tick the box first").waitFor();
  expect(room.app.starts).toHaveLength(1);
});

test("terms that changed while the page was open are shown and asked about, and the photo stays", async () => {
  room.app.startAnswer = outdated;
  room.app.consentAnswer = { status: 200, body: newer };
  await openWithPhoto();
  await room.dialog.getByRole("checkbox").check();
  await go();
  await room.dialog.getByRole("alert").filter({ hasText: "has changed meanwhile" }).waitFor();
  expect(await text().getAttribute("data-version")).toBe(newer.version);
  expect(await words()).toContain("HiDream.ai · China");
  expect(await words()).toContain("<b>Ask us</b> at the till.");
  expect(await room.dialog.getByRole("img", { name: "Your photo" }).isVisible()).toBe(true);
  expect(await room.dialog.getByRole("checkbox").isChecked()).toBe(false);

  room.app.startAnswer = undefined;
  await room.dialog.getByRole("checkbox").check();
  await go();
  await room.page.getByRole("heading", { name: "Here you are" }).waitFor();
  expect(room.app.starts.map(({ query }) => query.get("consent"))).toEqual([terms.version, newer.version]);
});

test("terms that can't be fetched at that moment are no dead end", async () => {
  room.app.startAnswer = outdated;
  room.app.consentAnswer = "cut";
  await openWithPhoto();
  await room.dialog.getByRole("checkbox").check();
  await go();
  const trouble = room.dialog.locator("[data-trouble]");
  await trouble.waitFor();
  expect(await trouble.innerText()).toMatch(/no connection|went wrong|problem/);
  room.app.consentAnswer = { status: 200, body: newer };
  await go("Try again");
  await room.dialog.getByRole("alert").filter({ hasText: "has changed meanwhile" }).waitFor();
  expect(await room.dialog.getByRole("img", { name: "Your photo" }).isVisible()).toBe(true);
});

test("a page that was made without terms asks for them before anything is sent", async () => {
  publishTerms(room.storefront.shop, undefined);
  await openWithPhoto();
  await room.dialog.getByRole("checkbox").check();
  await go();
  await room.dialog.locator(`[data-version="${terms.version}"]`).waitFor();
  expect(room.app.starts).toHaveLength(0);
  await room.dialog.getByRole("checkbox").check();
  await go();
  await room.page.getByRole("heading", { name: "Here you are" }).waitFor();
  expect(room.app.starts[0]?.query.get("consent")).toBe(terms.version);
});

test("Delete now has photo and picture destroyed, and says so, or says that it could not be done", async () => {
  await openWithPhoto();
  await room.dialog.getByRole("checkbox").check();
  await go();
  await room.page.getByRole("heading", { name: "Here you are" }).waitFor();
  await room.dialog.locator("[data-kept-result]", { hasText: /is kept for 24\shours at most/ }).waitFor();
  room.app.deleteAnswer = "cut";
  await go("Delete now");
  await room.dialog.getByRole("alert").filter({ hasText: "could not be deleted" }).waitFor();
  room.app.deleteAnswer = { status: 200, body: { receipt: [] } };
  await go("Delete now");
  await room.dialog.getByText("Your photo and your picture are deleted.").waitFor();
  expect(room.app.deleted.map((query) => query.get("token"))).toEqual(["secret", "secret"]);
  expect(await room.dialog.locator("img[data-picture][src]").count()).toBe(0);
});

test("a try-on can be stopped while it is made, and its photo is deleted", async () => {
  room.app.looks = [running];
  await openWithPhoto();
  await room.dialog.getByRole("checkbox").check();
  await go();
  await go("Stop and delete my photo");
  await room.dialog.getByText("are deleted.").waitFor();
  expect(room.app.deleted).toHaveLength(1);
  await givePhoto();
  expect(await room.dialog.getByRole("button", { name: "Make my picture" }).isVisible()).toBe(true);
});
