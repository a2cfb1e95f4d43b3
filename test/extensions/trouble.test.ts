/** Every code that the app may answer with leads to a sentence and a way on or back, and to nothing that costs. */
import { expect, test } from "vitest";
import { shopperSentences } from "../../app/providers/failures.ts";
import { refusals } from "../../app/refusals.ts";
import { type Answer, done, failed, refused, running } from "./app.ts";
import { useFittingRoom } from "./fitting-room.ts";
import { words } from "./words.ts";

const room = useFittingRoom();

const english = words("en");
const anotherPhoto = ["Choose another photo", "Back to the product"];
const again = ["Try again", "Back to the product"];
const back = ["Back to the product"];

/** How each goes on; what is not named here is tried again. */
const ways: Record<string, string[]> = {
  photo_missing: anotherPhoto,
  photo_too_large: anotherPhoto,
  photo_too_small: anotherPhoto,
  photo_shape: anotherPhoto,
  photo_unreadable: anotherPhoto,
  photo_type: anotherPhoto,
  photo_refused: anotherPhoto,
  no_person: anotherPhoto,
  not_ready: back,
  product_not_found: back,
  garment_not_ready: back,
  outfit_not_possible: back,
  outfit_not_wearable: back,
  too_many: back,
  unknown_outcome: back,
};
const asksAgain = ["consent_missing", "consent_outdated"];

function sentenceOf(code: string): string {
  const key = code.startsWith("outfit_") ? "outfit" : code;
  return english.get(`trouble.${key}`) ?? String(english.get("trouble.general"));
}

async function expectTrouble(code: string): Promise<void> {
  const trouble = room.step("trouble");
  await trouble.waitFor();
  expect(await trouble.locator("[data-trouble]").innerText(), code).toBe(sentenceOf(code));
  const buttons = trouble.getByRole("button").filter({ visible: true });
  expect(await buttons.allInnerTexts(), code).toStrictEqual(ways[code] ?? again);
  await room.does("Back to the product").click();
  await room.press();
}

test("what the app refuses is said in the shopper's words, with a way on or back", async () => {
  room.app.looks = [done];
  const codes = Object.entries({ ...refusals, invented: { status: 500 } }).filter(
    ([code]) => !asksAgain.includes(code),
  );
  const [first, ...others] = codes.map(([code, { status }]): [string, Answer] => [
    code,
    refused(status, code),
  ]);
  room.app.startAnswer = first?.[1];
  await room.begin();
  await expectTrouble(first?.[0] ?? "");
  for (const [at, [code, answer]] of others.entries()) {
    room.app.startAnswer = answer;
    await room.does("Make my picture").click();
    await expectTrouble(code);
    expect(room.app.starts, code).toHaveLength(at + 2);
  }
});

test("what fails while it is made is said in the same way, and is no more among the pictures", async () => {
  const codes = [...Object.keys(shopperSentences), "invented"];
  room.app.looks = [running];
  await room.begin();
  for (const [at, code] of codes.entries()) {
    if (at > 0) await room.does("Make my picture").click();
    room.app.looks = [failed(code)];
    await expectTrouble(code);
    expect(room.app.starts, code).toHaveLength(at + 1);
    room.app.looks = [running];
  }
  expect(await room.page.evaluate(() => localStorage.getItem("try-ons"))).toBe("[]");
});

test.each(asksAgain)("after %s the box is there to be ticked, and nothing is sent before", async (code) => {
  room.app.looks = [done];
  room.app.startAnswer = refused(409, code);
  await room.begin();
  await room.dialog
    .getByRole("alert")
    .filter({ hasText: sentenceOf("consent_outdated") })
    .waitFor();
  room.app.startAnswer = undefined;
  await room.does("Make my picture").click();
  await room.step("photo").getByText("Please tick the box first").waitFor();
  expect(room.app.starts).toHaveLength(1);
  await room.agree();
  await room.does("Make my picture").click();
  await room.step("result").waitFor();
  expect(room.app.starts).toHaveLength(2);
});

test("each way on leads on: the same photo again, or the choice of another", async () => {
  room.app.looks = [done];
  room.app.startAnswer = refused(422, "photo_shape");
  await room.begin();
  await room.step("trouble").getByRole("button", { name: "Choose another photo" }).click();
  await room.givePhoto();
  room.app.startAnswer = refused(429, "busy");
  await room.does("Make my picture").click();
  await room.step("trouble").waitFor();
  room.app.startAnswer = undefined;
  await room.does("Try again").click();
  await room.step("result").waitFor();
  expect(room.app.starts).toHaveLength(3);
});

test("a part that could not be loaded is asked for again, and what was not agreed to is still to be agreed to", async () => {
  const address = "**/try-it-on-way.js*";
  await room.visit();
  await room.press();
  await room.page.route(address, (route) => route.abort());
  await room.givePhoto();
  await room.does("Make my picture").click();
  await room.step("trouble").getByText(sentenceOf("offline")).waitFor();
  await room.page.unroute(address);
  await room.does("Try again").click();
  await room.agree();
  expect(room.app.starts).toHaveLength(0);
  room.app.looks = [done];
  await room.does("Make my picture").click();
  await room.step("result").waitFor();
});

test("a trouble is heard, not only seen", async () => {
  room.app.startAnswer = refused(429, "busy");
  await room.begin();
  await room.step("trouble").waitFor();
  expect(await room.dialog.getByRole("status").innerText()).toBe(sentenceOf("busy"));
});
