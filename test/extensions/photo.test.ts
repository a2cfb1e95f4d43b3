import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { maja } from "../helpers/room.ts";
import { near, partsBeside, pixelAt, redCorner, withRedCorner } from "../try-on/photo/photo-files.ts";
import { usePhotoRoom } from "./photo-room.ts";

const { room, open, send, give } = usePhotoRoom();

/** In the page, as a mouse or a keyboard would. */
async function bring(how: "drop" | "paste", photo: Buffer): Promise<void> {
  await room.dialog.evaluate(
    (dialog, [how, base64]) => {
      const bytes = Uint8Array.from(atob(String(base64)), (letter) => letter.charCodeAt(0));
      const data = new DataTransfer();
      data.items.add(new File([bytes], "me.jpg", { type: "image/jpeg" }));
      const about = { bubbles: true, cancelable: true, composed: true };
      const event =
        how === "drop"
          ? new DragEvent("drop", { ...about, dataTransfer: data })
          : new ClipboardEvent("paste", { ...about, clipboardData: data });
      dialog.querySelector("[data-stage]")?.dispatchEvent(event);
    },
    [how, photo.toString("base64")] as const,
  );
}

describe("a photo comes in", () => {
  test("by the file chooser, whichever of the ways to it is pressed", async () => {
    await open();
    for (const place of ["[data-panel]", "[data-stage]"]) {
      const chooser = room.page.waitForEvent("filechooser");
      await room.dialog
        .locator(place)
        .and(room.dialog.locator(":visible"))
        .locator("[data-do=choose]")
        .click();
      await (await chooser).setFiles({ name: "me.jpg", mimeType: "image/jpeg", buffer: await maja() });
      expect((await send()).type).toBe("image/jpeg");
    }
  });

  test("dropped on the dialog, or pasted into it", async () => {
    await open();
    for (const how of ["drop", "paste"] as const) {
      await bring(how, await (await withRedCorner()).jpeg().toBuffer());
      expect(await redCorner((await send()).bytes)).toBe("top left");
    }
    expect(room.app.starts).toHaveLength(2);
  });

  test("a photo dropped while another is being made changes nothing, and does not leave the page", async () => {
    room.app.looks = [{ status: 200, body: { state: "running", eta_ms: 9000 } }];
    await open();
    await room.givePhoto();
    await room.does("Make my picture").click();
    await room.dialog.getByRole("heading", { name: "Making your picture" }).waitFor();
    const wasTaken = await room.dialog.evaluate((dialog) => {
      const data = new DataTransfer();
      data.items.add(new File(["x"], "me.jpg", { type: "image/jpeg" }));
      return ["dragover", "drop"].map((type) => {
        const about = { bubbles: true, cancelable: true, composed: true, dataTransfer: data };
        return !dialog.dispatchEvent(new DragEvent(type, about));
      });
    });
    // What the page does not take, the browser opens in its place.
    expect(wasTaken).toEqual([true, true]);
    expect(await room.step("waiting").isVisible()).toBe(true);
  });

  test("text that is pasted is no photo and no trouble", async () => {
    await open();
    await room.dialog.evaluate((dialog) => {
      const data = new DataTransfer();
      data.setData("text/plain", "hello");
      const about = { bubbles: true, cancelable: true, composed: true, clipboardData: data };
      dialog.dispatchEvent(new ClipboardEvent("paste", about));
    });
    expect(await room.step("photo").isVisible()).toBe(true);
  });

  test("the last one chosen counts, however long the first one takes", async () => {
    await open();
    await room.page.evaluate(() => {
      const real = window.createImageBitmap.bind(window);
      const waiting: (() => void)[] = [];
      const { close } = ImageBitmap.prototype;
      ImageBitmap.prototype.close = function () {
        close.call(this);
        Object.assign(window, { isPrepared: true });
      };
      Object.assign(window, {
        letGo: async () => {
          while (!waiting[0]) await new Promise(requestAnimationFrame);
          waiting.shift()?.();
        },
        createImageBitmap: async (file: ImageBitmapSource, options: ImageBitmapOptions) => {
          await new Promise<void>((resolve) => waiting.push(resolve));
          return real(file, options);
        },
      });
    });
    const letGo = () => room.page.evaluate(() => Reflect.get(window, "letGo")());
    await room.give(
      await sharp(await maja())
        .resize(400)
        .jpeg()
        .toBuffer(),
    );
    await room.give(await (await withRedCorner()).jpeg().toBuffer());
    await letGo();
    await room.page.waitForFunction(() => Reflect.get(window, "isPrepared"));
    expect(await room.dialog.getAttribute("data-busy")).not.toBeNull();
    expect(await room.does("Make my picture").isVisible()).toBe(false);
    await letGo();
    expect(await redCorner((await send()).bytes)).toBe("top left");
    expect(room.app.starts).toHaveLength(1);
  });
});

describe("what is sent", () => {
  test("is upright, however the camera was held", async () => {
    await open();
    const photo = await withRedCorner();
    const upright = ["top left", "top right", "bottom right", "bottom left"];
    const turned = ["top left", "top right", "bottom right", "bottom left"];
    for (const [at, corner] of [...upright, ...turned].entries()) {
      const { bytes } = await give(
        await photo
          .clone()
          .withMetadata({ orientation: at + 1 })
          .jpeg()
          .toBuffer(),
      );
      const { width, height, orientation } = await sharp(bytes).metadata();
      const size = at < 4 ? [400, 600] : [600, 400];
      expect([at + 1, width, height, orientation, await redCorner(bytes)]).toEqual([
        at + 1,
        ...size,
        undefined,
        corner,
      ]);
    }
  });

  test("has neither place nor device nor anything else beside its pixels", async () => {
    await open();
    const photo = await sharp(await maja())
      .withExif({
        IFD0: { Model: "A camera" },
        IFD3: { GPSLatitudeRef: "N", GPSLatitude: "51/1 30/1 3230/100" },
      })
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><place>Paris</place></x:xmpmeta>')
      .jpeg()
      .toBuffer();
    expect(partsBeside(photo)).toEqual(["e1", "e1"]);
    const { bytes } = await give(photo);
    expect(partsBeside(bytes).filter((part) => part !== "e2")).toEqual([]);
    for (const trace of ["A camera", "xmpmeta", "Exif"]) expect(bytes.includes(trace), trace).toBe(false);
  });

  test("is small, however large the photo is", async () => {
    await open();
    const noise = { type: "gaussian" as const, mean: 128, sigma: 40 };
    const grain = await sharp({
      create: { width: 1500, height: 2000, channels: 3, background: "#888", noise },
    })
      .png()
      .toBuffer();
    const photo = await sharp(grain)
      .resize(6000, 8000, { kernel: "nearest" })
      .jpeg({ quality: 60 })
      .toBuffer();
    expect(photo.length).toBeGreaterThan(4_000_000);
    const { bytes } = await give(photo);
    expect(bytes.length).toBeLessThanOrEqual(900_000);
    const { width, height } = await sharp(bytes).metadata();
    expect(height).toBeGreaterThanOrEqual(1024);
    expect(width / height).toBeCloseTo(0.75, 2);
  });

  test("is white where the photo is transparent, and a JPEG whatever the photo is", async () => {
    await open();
    const hole = { create: { width: 300, height: 600, channels: 4 as const, background: "#ff0000" } };
    const photo = sharp(await (await withRedCorner(600, 800)).ensureAlpha().toBuffer()).composite([
      { input: await sharp(hole).png().toBuffer(), left: 300, top: 100, blend: "dest-out" },
    ]);
    for (const [type, bytes] of [
      ["png", await photo.clone().png().toBuffer()],
      ["webp", await photo.clone().webp().toBuffer()],
    ] as const) {
      const { bytes: sent, type: sentType } = await give(bytes, `me.${type}`, `image/${type}`);
      expect([sentType, (await sharp(sent).metadata()).format]).toEqual(["image/jpeg", "jpeg"]);
      expect(await pixelAt(sent, 0.75, 0.5)).toEqual(near([255, 255, 255]));
      expect(await redCorner(sent)).toBe("top left");
    }
  });

  test("is the file as it is where the browser's canvas hands out noise", async () => {
    await room.page.addInitScript(() => {
      const { getImageData } = CanvasRenderingContext2D.prototype;
      CanvasRenderingContext2D.prototype.getImageData = function (...given) {
        const image = getImageData.apply(this, given);
        for (let at = 0; at < image.data.length; at += 1) image.data[at] = (at * 97) % 251;
        return image;
      };
      HTMLCanvasElement.prototype.toBlob = function (receive) {
        receive(new Blob(["noise"], { type: "image/jpeg" }));
      };
    });
    await open();
    expect((await give(await maja())).bytes.equals(await maja())).toBe(true);
    await room.give(Buffer.concat([await maja(), Buffer.alloc(10 * 1024 * 1024)]));
    await room.step("trouble").getByText("This photo is too large").waitFor();
    expect(room.app.starts).toHaveLength(1);
  });
});
