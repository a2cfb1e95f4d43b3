import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createOutgoing, type Outgoing } from "../../app/providers/addresses.server.ts";
import { failures, isFailureCode, shopperSentences } from "../../app/providers/failures.ts";
import { createSendCall } from "../../app/providers/http.server.ts";
import { describeProvider, registry } from "../../app/providers/registry.ts";
import { json, type Peer, startPeer } from "./peer.ts";

const countries = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });

describe.each(Object.keys(registry))("the description of %s", (id) => {
  const { label, processor, credentialFields, models, baseAddresses } = describeProvider(id);

  it("says all that the admin's form and the shopper's text need", () => {
    for (const text of [label, processor]) expect(text).toMatch(/\S/);
    expect(credentialFields.length).toBeGreaterThan(0);
    for (const field of credentialFields) expect(field.label && field.help).toMatch(/\S/);
    for (const { settings, settingFields } of models)
      for (const { name } of settingFields)
        expect(Object.keys(settings.parse({})).concat("seriesAmount")).toContain(name);
    expect(models.length).toBeGreaterThan(0);
    expect(new Set(models.map((model) => model.id)).size).toBe(models.length);
  });

  it("has models that all need to be told a garment's kind, or none: the storefront is told by the default alone", () => {
    expect(new Set(models.map(({ needsKind }) => needsKind === true)).size).toBe(1);
  });

  it("offers addresses that can be called: https, a bare origin, no slash at the end", () => {
    for (const { address } of baseAddresses) {
      expect(new URL(address).origin).toBe(address);
      expect(address).toMatch(/^https:/);
    }
  });

  it("says in which country each address stands, by a code that every language has a name for, or not at all", () => {
    const named = baseAddresses.flatMap(({ country }) => (country === null ? [] : [countries.of(country)]));
    for (const name of named) expect(name).toMatch(/^[A-Z][a-z]/);
  });
});

it.each(["", "kling-3", "toString", "__proto__"])("a provider that nobody described is refused: %j", (id) => {
  expect(() => describeProvider(id)).toThrow(`there is no provider "${id}"`);
});

describe("a Kling gateway", () => {
  const { credentials, create } = describeProvider("kling-gateway");
  let peer: Peer;
  let outgoing: Outgoing;
  beforeAll(async () => {
    peer = await startPeer();
    outgoing = createOutgoing([peer.origin]);
  });
  afterAll(async () => {
    await outgoing.close();
    await peer.close();
  });

  it.each(["", "/relay"])(
    "is called under /kling of its base address with the bearer key: %j",
    async (below) => {
      const parts = {
        credentials: { apiKey: "sk-merchants-own" },
        model: "kolors-virtual-try-on-v1",
        settings: {},
        send: createSendCall(outgoing),
        now: () => new Date(),
      };
      peer.answerWith(json(404, { code: 1203, message: "" }));
      await create({ baseAddress: `${peer.origin}${below}`, ...parts }).check();
      expect(peer.received).toMatchObject([
        {
          path: `${below}/kling/v1/images/kolors-virtual-try-on/fitting-room-check`,
          headers: { authorization: "Bearer sk-merchants-own" },
        },
      ]);
    },
  );

  it("takes a key without the spaces around it", () => {
    expect(credentials.parse({ apiKey: "  sk-merchants-own\n" })).toStrictEqual({
      apiKey: "sk-merchants-own",
    });
  });

  it.each([
    ["none", undefined],
    ["an empty one", ""],
    ["spaces alone", " ".repeat(20)],
    ["seven letters", "sk-1234"],
    ["501 letters", "k".repeat(501)],
    ["a space inside", "sk-merchants own"],
    ["a second header inside", "sk-merchants\r\nx-own: 1"],
    ["letters that a header cannot hold", "sk-schlüssel"],
  ])("refuses as its key %s", (_name, apiKey) => {
    expect(credentials.safeParse({ apiKey }).success).toBe(false);
  });
});

describe.each(Object.entries(failures))("the failure %s", (code, { shopper }) => {
  it("has one sentence for the shopper", () => {
    expect(isFailureCode(code)).toBe(true);
    expect(shopperSentences[shopper]).toMatch(/^[A-Z].*\.$/);
  });
});

it.each(["", "toString", "BUSY", "unknown"])("%j is no failure's code", (code) => {
  expect(isFailureCode(code)).toBe(false);
});
