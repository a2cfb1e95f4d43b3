import { randomUUID } from "node:crypto";
import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { describeProvider } from "../../app/providers/registry.ts";
import { covers, processorsOf, revision, type Terms, termsShape, versionOf } from "../../app/shop/consent.ts";
import { list, read } from "../extensions/files.ts";
import { type House, startHouse, until } from "../helpers/house.ts";
import { ask, follow, press, startQueryFor } from "../helpers/shopper.ts";

const singapore = { provider: "kling", baseAddress: "https://api-singapore.klingai.com" };
const hidream = { provider: "hidream", baseAddress: "https://hidreamai.com" };
const dmxapi = { provider: "kling-gateway", baseAddress: "https://www.dmxapi.cn" };

describe("who is named as receiving the photo", () => {
  it.each([
    ["a provider at its own address, with its country", [singapore], [["Kling AI (Kuaishou)", "SG"]]],
    [
      "a gateway, and behind it the provider in a country that only the gateway knows",
      [dmxapi],
      [
        ["DMXAPI", "CN"],
        ["Kling AI (Kuaishou)", null],
      ],
    ],
    [
      "an unlisted gateway by its host, in an unknown country",
      [{ provider: "kling-gateway", baseAddress: "https://relay.example/v2" }],
      [
        ["relay.example", null],
        ["Kling AI (Kuaishou)", null],
      ],
    ],
    [
      "a provider at an address that the merchant entered, with the host and no country",
      [{ provider: "hidream", baseAddress: "https://pictures.example" }],
      [["HiDream.ai, pictures.example", null]],
    ],
    [
      "a listed address also with a path below it",
      [{ ...singapore, baseAddress: `${singapore.baseAddress}/below` }],
      [["Kling AI (Kuaishou)", "SG"]],
    ],
    [
      "the first and the one that stands in, each once",
      [singapore, hidream, singapore],
      [
        ["Kling AI (Kuaishou)", "SG"],
        ["HiDream.ai", "CN"],
      ],
    ],
  ])("%s", (_what, receivers, named) => {
    expect(processorsOf(receivers).map(({ name, country }) => [name, country])).toEqual(named);
  });

  it("is what decides whether a photo may go there", () => {
    const agreed = processorsOf([singapore, hidream]);
    expect([singapore, hidream, dmxapi].map((receiver) => covers(agreed, receiver))).toEqual([
      true,
      true,
      false,
    ]);
    const beijing = describeProvider("kling").baseAddresses.find(({ country }) => country === "CN");
    expect(covers(agreed, { provider: "kling", baseAddress: beijing?.address ?? "" })).toBe(false);
    expect(covers("unreadable", singapore)).toBe(false);
  });
});

describe("a version", () => {
  const terms: Terms = { revision: 1, processors: processorsOf([singapore]), keptHours: 24, addition: "" };

  it("is the same for the same facts, also once they have been stored and read again", () => {
    const stored: unknown = JSON.parse(
      JSON.stringify(terms, Object.keys(terms).toReversed().concat("name", "country")),
    );
    expect(versionOf(termsShape.parse(stored))).toBe(versionOf(terms));
    expect(versionOf(terms)).toMatch(/^[0-9a-f]{20}$/);
  });

  it.each<[string, Partial<Terms>]>([
    ["the words", { revision: 2 }],
    ["the provider", { processors: processorsOf([hidream]) }],
    ["the country", { processors: [{ name: "Kling AI (Kuaishou)", country: "CN" }] }],
    ["what stands in", { processors: processorsOf([singapore, hidream]) }],
    ["the time", { keptHours: 23 }],
    ["the merchant's addition", { addition: "We are a small shop." }],
  ])("is another one when %s changes", (_what, change) => {
    expect(versionOf({ ...terms, ...change })).not.toBe(versionOf(terms));
  });
});

/**
 * The words of each revision, as hashes. When the words change, raise `revision` in app/shop/consent.ts and add a line;
 * never change one, because shoppers have agreed to it. A new language joins the newest line.
 */
const wordsOf: Record<number, Record<string, string>> = {
  1: { en: "afeffcddfba8e165", de: "5674dbd3c13283a0", fr: "e7f2768622996de1" },
  2: {
    en: "afeffcddfba8e165",
    de: "e5e7ed93d47a8c01",
    fr: "edbd53028e55d75b",
    es: "14ed0a2c912b968e",
    it: "6d5e5863491008b1",
    "pt-BR": "fd53e3df4abb8873",
    nl: "c462591825d7771e",
    pl: "5fb82ff451bdbe65",
    tr: "eff8193bd1b807dd",
    ja: "8160b979475f6bae",
    ko: "d54aee53d24e5f9c",
    "zh-CN": "0af3539e6f944120",
    ar: "7dc9d0da288c88c6",
    hi: "3b0202eb0a5639b2",
  },
};

it("the words of the consent text are those of its revision: whoever changes them raises it", () => {
  const shape = z.object({ consent: z.record(z.string(), z.string()) });
  const found = list("locales").flatMap((file) => {
    const language = /^([a-zA-Z-]+?)(?:\.default)?\.json$/.exec(file)?.[1];
    if (language === undefined) return [];
    const { consent } = shape.parse(JSON.parse(read(`locales/${file}`)));
    const text = JSON.stringify(Object.entries(consent).toSorted());
    return [[language, createHash("sha256").update(text).digest("hex").slice(0, 16)]];
  });
  expect(Object.fromEntries(found)).toEqual(wordsOf[revision]);
});

describe("a shop's consent", () => {
  let house: House;
  beforeAll(async () => {
    house = await startHouse();
  });
  afterAll(() => house.stop());

  const published = () => JSON.parse(house.shop.appData.get("fitting_room.consent")?.value ?? "null");
  const termsNow = () => house.services.consent.termsFor(house.shop.domain);

  it("stands beside the button's switch, and a dialog can ask for it", async () => {
    const asked = await ask(house, "/consent", { query: { locale: "de" } });
    expect(asked).toEqual({ status: 200, body: published() });
    expect(published()).toEqual({
      version: (await termsNow())?.version,
      processors: [
        { name: "127.0.0.1", country: null },
        { name: "Kling AI (Kuaishou)", country: null },
      ],
      kept_hours: 24,
      addition: "",
    });
  });

  it("is recorded with the try-on: version, time, language, who was named, and nothing that names the shopper", async () => {
    const query: Record<string, string> = { ...startQueryFor(house), language: "de-CH" };
    await follow(house, await press(house, query));
    const consent = await house.db.consent.findFirstOrThrow({ where: { language: "de-CH" } });
    expect(consent).toMatchObject({ version: published().version, processors: published().processors });
    expect(consent.visitorHash).not.toContain(query["visitor"]);
    const text = await house.db.consentText.findFirstOrThrow({ where: { version: consent.version } });
    expect(versionOf(termsShape.parse(text.terms))).toBe(consent.version);
  });

  it.each([
    ["none", 400, "consent_missing", { consent: "" }],
    ["that of another text", 409, "consent_outdated", { consent: "0123456789abcdef0123" }],
  ])("as sent along with a photo is refused: %s", async (_what, status, code, query) => {
    const before = await house.db.tryOn.count();
    expect(await press(house, query)).toMatchObject({ status, body: { error: { code } } });
    expect(await house.db.tryOn.count()).toBe(before);
  });

  it("changes when another provider may get the photo, and every earlier text is kept", async () => {
    const before = await termsNow();
    const first = await house.db.connection.findFirstOrThrow();
    const another = { ...first, id: crypto.randomUUID(), provider: "hidream", position: 5 };
    const data = { ...another, baseAddress: hidream.baseAddress };
    await house.db.connection.create({ data: { ...data, standsIn: false } });
    expect((await termsNow())?.version).toBe(before?.version);

    await house.db.connection.update({ where: { id: another.id }, data: { standsIn: true, paused: true } });
    expect((await termsNow())?.version).toBe(before?.version);

    await house.db.connection.update({ where: { id: another.id }, data: { paused: false } });
    const after = await termsNow();
    expect(after?.processors.at(-1)).toEqual({ name: "HiDream.ai", country: "CN" });
    expect(await press(house, { consent: before?.version ?? "" })).toMatchObject({ status: 409 });
    const kept = await house.db.consentText.findMany({ select: { version: true } });
    expect(kept.map(({ version }) => version)).toEqual(
      expect.arrayContaining([before?.version, after?.version]),
    );

    await house.db.connection.update({ where: { id: first.id }, data: { unwell: "busy" } });
    expect((await termsNow())?.version).toBe(after?.version);
    await house.db.connection.update({ where: { id: first.id }, data: { unwell: null } });
    await house.db.connection.delete({ where: { id: another.id } });
  });

  it("is written down once, however many ask at the same time", async () => {
    await house.db.shop.updateMany({ data: { settings: { keptHours: 5 } } });
    const versions = await Promise.all(Array.from({ length: 20 }, async () => (await termsNow())?.version));
    expect(new Set(versions).size).toBe(1);
    expect(await house.db.consentText.count({ where: { version: versions[0] ?? "" } })).toBe(1);
  });

  it("allows a photo to go where it said, and nowhere else", async () => {
    const { body } = await press(house);
    const { id } = z.object({ id: z.string() }).parse(body);
    const tryOn = { id, shopDomain: house.shop.domain, askedBy: "shopper" as const };
    const { provider, baseAddress } = await house.db.connection.findFirstOrThrow();
    const { allows } = house.services.consent;
    expect(await allows(tryOn, { provider, baseAddress })).toBe(true);
    expect(await allows(tryOn, hidream)).toBe(false);
    expect(await allows({ ...tryOn, shopDomain: "other.myshopify.com" }, { provider, baseAddress })).toBe(
      false,
    );
  });

  it("asks nobody's leave for the merchant's own photo, and for no other", async () => {
    const tryOn = { id: randomUUID(), shopDomain: house.shop.domain };
    const { allows } = house.services.consent;
    expect(await allows({ ...tryOn, askedBy: "merchant" }, hidream)).toBe(true);
    expect(await allows({ ...tryOn, askedBy: "shopper" }, hidream)).toBe(false);
  });

  it("has nothing to say without a connection, and the button goes", async () => {
    const { id } = await house.db.connection.findFirstOrThrow();
    await house.services.connections.setPaused(house.shop.domain, id, true);
    expect(await termsNow()).toBeUndefined();
    expect(await ask(house, "/consent")).toMatchObject({ status: 503 });
    await until(() => house.shop.appData.get("fitting_room.ready")?.value === "false");
    expect(await house.services.consent.termsFor("stranger.myshopify.com")).toBeUndefined();
  });
});
