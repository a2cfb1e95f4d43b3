import { describe, expect, it } from "vitest";
import { readEvents } from "../../app/usage/read-events.ts";

const read = (body: string | Buffer) => readEvents(Buffer.from(body));
const saying = (...events: unknown[]) => JSON.stringify(events);
const seen = { product_id: "12", event: "seen" };

describe("a beacon", () => {
  it.each(["seen", "opened", "photo", "consent", "started", "done", "failed", "added"])(
    "says that a shopper came as far as %s",
    (event) => {
      expect(read(saying({ product_id: "12", event }))).toEqual({
        ok: true,
        value: [{ productId: "12", event }],
      });
    },
  );

  it("may say nothing, and up to forty things", () => {
    expect(read("[]")).toEqual({ ok: true, value: [] });
    expect(read(saying(...Array(40).fill(seen)))).toMatchObject({ ok: true, value: { length: 40 } });
    expect(read(saying(...Array(41).fill(seen)))).toEqual({ ok: false, code: "bad_request" });
  });

  it("is not asked for anything else that it says", () => {
    const chatty = {
      ...seen,
      visitor: "v",
      email: "mira@example.com",
      shop: "other.myshopify.com",
      day: "2020-01-01",
    };
    expect(read(saying(chatty))).toEqual({ ok: true, value: [{ productId: "12", event: "seen" }] });
  });

  it.each<[string, string | Buffer]>([
    ["nothing at all", ""],
    ["no JSON", "seen"],
    ["JSON that was cut off", saying(seen).slice(0, -1)],
    ["JSON with something behind it", `${saying(seen)}]`],
    ["bytes that are no text", Buffer.from([0xff, 0xfe, 0x00, 0x5b, 0x5d])],
    ["an object", JSON.stringify(seen)],
    ["null", "null"],
    ["a list in a list", saying([seen])],
    ["a list of words", saying("seen")],
    ["no product", saying({ event: "seen" })],
    ["no event", saying({ product_id: "12" })],
    ["a product that is a number", saying({ product_id: 12, event: "seen" })],
    ["a product that is no number", saying({ product_id: "1 or 1=1", event: "seen" })],
    ["a product below zero", saying({ product_id: "-1", event: "seen" })],
    ["a product in exponents", saying({ product_id: "1e3", event: "seen" })],
    ["a product in other digits", saying({ product_id: "١٢", event: "seen" })],
    ["a product and a line's end", saying({ product_id: "12\n", event: "seen" })],
    ["a product that no database holds", saying({ product_id: "9999999999999999999", event: "seen" })],
    ["an event that there is not", saying({ product_id: "12", event: "bought" })],
    ["an event in capitals", saying({ product_id: "12", event: "SEEN" })],
    ["an event that every object has", saying({ product_id: "12", event: "toString" })],
    ["one right and one wrong", saying(seen, { product_id: "12", event: "" })],
  ])("is refused as a whole: %s", (_what, body) => {
    expect(read(body)).toEqual({ ok: false, code: "bad_request" });
  });
});
