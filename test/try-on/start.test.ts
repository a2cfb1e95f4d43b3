import { afterAll, beforeAll, describe, expect, it } from "vitest";
import sharp from "sharp";
import { request } from "undici";
import { type House, startHouse } from "../helpers/house.ts";
import { ask, photoOfSomebody, press, startQueryFor } from "../helpers/shopper.ts";

const plain = (width: number, height: number, format: "jpeg" | "png" | "webp" | "gif" = "jpeg") =>
  sharp({ create: { width, height, channels: 3, background: "#c9b8a8" } })
    .toFormat(format)
    .toBuffer();

/** Of one colour, and so large that it would fill the memory of a server that took it at its word. */
const bomb = () =>
  sharp({
    create: { width: 20_000, height: 20_000, channels: 3, background: "#c9b8a8" },
    limitInputPixels: false,
  })
    .png()
    .toBuffer();

describe("a photo or a request that can't be used", () => {
  let house: House;
  beforeAll(async () => {
    house = await startHouse();
  });
  afterAll(() => house.stop());

  const productWith = (fits: (product: House["shop"]["products"][number]) => boolean) =>
    String(house.shop.products.find(fits)?.id);
  const isTooSmall = ({ pictures }: House["shop"]["products"][number]) =>
    pictures.every(({ width }) => width < 300);

  type Case = [
    what: string,
    status: number,
    code: string,
    query: () => Record<string, string>,
    photo?: () => Promise<Buffer>,
  ];
  const nothing = () => ({});
  const cases: Case[] = [
    ["no photo", 400, "photo_missing", nothing, async () => Buffer.alloc(0)],
    [
      "a text file called .jpg",
      415,
      "photo_type",
      nothing,
      async () => Buffer.from("no picture at all, ".repeat(50)),
    ],
    ["a GIF", 415, "photo_type", nothing, () => plain(600, 800, "gif")],
    ["a picture of 300 pixels", 422, "photo_too_small", nothing, () => plain(300, 500)],
    ["a picture like a ribbon", 422, "photo_shape", nothing, () => plain(301, 1200)],
    ["12 MB", 413, "photo_too_large", nothing, async () => Buffer.alloc(12 * 1024 * 1024, 0xff)],
    [
      "a JPEG cut off in the middle",
      422,
      "photo_unreadable",
      nothing,
      async () => (await photoOfSomebody()).subarray(0, 9_000),
    ],
    [
      "a header and nothing behind it",
      422,
      "photo_unreadable",
      nothing,
      async () => Buffer.from([0xff, 0xd8, 0xff, ...Array<number>(64).fill(0)]),
    ],
    ["a small file that unfolds to 400 megapixels", 422, "photo_unreadable", nothing, bomb],
    ["no consent", 400, "consent_missing", () => ({ consent: "0" })],
    ["no visitor", 400, "bad_request", () => ({ visitor: "" })],
    ["a visitor's id with other characters", 400, "bad_request", () => ({ visitor: "../../etc/passwd" })],
    ["a product that is no number", 400, "bad_request", () => ({ product_id: "1 or 1=1" })],
    [
      "a product number that no database holds",
      400,
      "bad_request",
      () => ({ product_id: "9999999999999999999" }),
    ],
    ["a product that the shop does not have", 404, "product_not_found", () => ({ product_id: "42" })],
    [
      "a product that is only a draft",
      404,
      "product_not_found",
      () => ({ product_id: productWith(({ status }) => status === "DRAFT") }),
    ],
    [
      "a product with too small a picture",
      422,
      "garment_not_ready",
      () => ({ product_id: productWith(isTooSmall), variant_id: "1" }),
    ],
  ];

  it.each(cases)(
    "%s: %i %s, with a sentence, and nothing is stored",
    async (_what, status, code, query, photo) => {
      const answer = await press(house, query(), await photo?.());
      expect(answer).toEqual({
        status,
        body: { error: { code, message: expect.stringMatching(/^[A-Z].+\.$/) } },
      });
      expect(await house.db.tryOn.count()).toBe(0);
      expect(await house.db.picture.count()).toBe(0);
      expect(await house.storedFiles()).toHaveLength(0);
      expect(house.sandbox.world.tasks).toHaveLength(0);
    },
  );

  /** What a page of any other site may have its visitors' browsers send without asking the shop. */
  it.each([
    "text/plain;charset=UTF-8",
    "multipart/form-data; boundary=x",
    "text/plain; image/jpeg",
    undefined,
  ])("a photo that another site could send, as %s", async (type) => {
    const address = new URL(`${house.sandbox.origin}/apps/try-it-on/try-ons`);
    address.search = String(new URLSearchParams(startQueryFor(house)));
    const headers = type === undefined ? {} : { "content-type": type };
    const body = await photoOfSomebody();
    const answer = await request(address, { method: "POST", headers, body });
    expect([answer.statusCode, await answer.body.json()]).toMatchObject([
      415,
      { error: { code: "photo_type" } },
    ]);
    expect(await house.db.tryOn.count()).toBe(0);
  });

  it("a reading request where a photo belongs is told so", async () => {
    expect((await ask(house, "/try-ons", { query: startQueryFor(house) })).status).toBe(400);
  });
});

describe("a photo that can be used", () => {
  let house: House;
  beforeAll(async () => {
    house = await startHouse({ sandbox: { taskMs: Infinity } });
  });
  afterAll(() => house.stop());

  it.each(["jpeg", "png", "webp"] as const)("may be a %s", async (format) => {
    const photo = await sharp(await photoOfSomebody())
      .toFormat(format)
      .toBuffer();
    expect((await press(house, {}, photo)).status).toBe(202);
  });

  it("is answered with an id, a token and what to expect", async () => {
    const { status, body } = await press(house);
    expect(status).toBe(202);
    expect(body).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      token: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/),
      state: "queued",
      poll_after_ms: 0,
      eta_ms: expect.any(Number),
    });
  });
});
