import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { maja } from "../helpers/room.ts";
import { people, personFile } from "../sandbox/drawings/people.ts";
import { heicFile } from "../try-on/photo/photo-files.ts";
import { usePhotoRoom } from "./photo-room.ts";

const { room, open, send, give } = usePhotoRoom();

describe("a photo that is no good", () => {
  test("has its own sentence, and nothing is sent", async () => {
    const plain = (width: number, height: number) =>
      sharp({ create: { width, height, channels: 3, background: "#c9b8a8" } })
        .jpeg()
        .toBuffer();
    const whole = await maja();
    const cases: [string, Buffer, string, string, string][] = [
      ["too small", await plain(299, 500), "me.jpg", "image/jpeg", "too small to show you well"],
      ["too narrow", await plain(320, 900), "me.jpg", "image/jpeg", "too long and narrow"],
      ["empty", Buffer.alloc(0), "me.jpg", "image/jpeg", "No photo arrived"],
      ["a text", Buffer.from("hello"), "me.jpg", "image/jpeg", "could not be read"],
      ["a film", Buffer.alloc(2000, 1), "me.mp4", "video/mp4", "This kind of file does not work"],
      ["a half", whole.subarray(0, whole.length / 2), "me.jpg", "image/jpeg", "could not be read"],
      [
        "a huge HEIC",
        Buffer.concat([heicFile("upright"), Buffer.alloc(10 * 1024 * 1024)]),
        "me.heic",
        "image/heic",
        "This photo is too large",
      ],
    ];
    await open();
    for (const [name, photo, file, type, sentence] of cases) {
      await room.give(photo, file, type);
      await expect
        .poll(() => room.dialog.locator("[data-trouble]:visible").allTextContents(), {
          message: name,
          timeout: 20_000,
        })
        .toEqual([expect.stringContaining(sentence)]);
      expect(await room.does("Try again").isVisible()).toBe(false);
      await room.does("Choose another photo").click();
      await room.step("photo").waitFor();
    }
    expect(room.app.starts).toHaveLength(0);
  });

  test("leaves the one before it in its place, and says what is wrong", async () => {
    await open();
    await room.givePhoto();
    await room.give(Buffer.alloc(2000, 1), "me.mp4", "video/mp4");
    const notice = room.step("photo").locator("[data-notice]");
    await notice.getByText("This kind of file does not work").waitFor();
    expect(await room.dialog.locator("[data-live]").textContent()).toContain("This kind of file");
    expect(await room.dialog.locator('[data-picture="photo"]').isVisible()).toBe(true);
    const { width, height } = await sharp((await send()).bytes).metadata();
    const before = await sharp(await maja()).metadata();
    expect([width, height]).toEqual([before.width, before.height]);
    // The next good one takes its place, and what was said goes.
    await room.give(Buffer.alloc(0));
    await room.dialog.locator("[data-trouble]:visible").waitFor();
    await room.does("Choose another photo").click();
    await room.givePhoto();
    expect(await notice.isVisible()).toBe(false);
  });

  test("when it is dark or blurred it gets a hint, and can be used all the same", async () => {
    await open();
    const notice = room.step("photo").locator("[data-notice]");
    const dark = await sharp(await maja())
      .linear(0.18, 0)
      .jpeg()
      .toBuffer();
    await room.givePhoto(dark);
    await notice.getByText("It is rather dark").waitFor();
    expect((await sharp((await send()).bytes).stats()).channels[0]?.mean).toBeLessThan(60);
    for (const { name } of people) {
      await room.give(await blurred(name));
      await notice.getByText("It looks blurred").waitFor();
      await room.does("Choose another photo").click();
    }
    await room.givePhoto(await blurred("maja"));
    await send();
    expect(room.app.starts).toHaveLength(2);
  });

  const blurred = async (name: string) =>
    sharp(await personFile(name))
      .blur(6)
      .jpeg()
      .toBuffer();

  test("nobody hears anything of a photo that is in order, nor of one taken in the evening", async () => {
    await open();
    for (const { name } of people)
      for (const light of [1, 0.27]) {
        await room.givePhoto(
          await sharp(await personFile(name))
            .linear(light, 0)
            .jpeg()
            .toBuffer(),
        );
        expect(await room.dialog.locator("[data-notice]:visible").allTextContents(), name).toEqual([]);
        await room.does("Choose another photo").click();
      }
  });
});

describe("a HEIC, which this browser cannot draw", () => {
  test("shows its name, and goes to the app without the place where it was taken", async () => {
    await open();
    const photo = heicFile("from-a-camera");
    expect(photo.includes("A camera")).toBe(true);
    for (const [name, type] of [
      ["IMG_1.HEIC", "image/heic"],
      ["IMG_2.heif", ""],
    ] as const) {
      await room.give(photo, name, type);
      await room.dialog.getByText(`${name} · This browser cannot show this kind of photo`).waitFor();
      const sent = await send();
      expect([sent.type, sent.bytes.length]).toEqual(["image/heic", photo.length]);
      for (const trace of ["A camera", "xmpmeta"]) expect(sent.bytes.includes(trace), trace).toBe(false);
    }
  });

  test("can be used again as the last photo", async () => {
    await open();
    await give(heicFile("upright"), "IMG_1.HEIC", "image/heic");
    await room.does("Use my last photo").click();
    await room.dialog.getByText("This browser cannot show this kind of photo").waitFor();
    const shown = await room.dialog.locator("[data-file-name]").textContent();
    expect(shown).toBe("This browser cannot show this kind of photo, but it works.");
    expect((await send()).type).toBe("image/heic");
  });
});
