import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Policy, policyPage, timeText } from "../../app/shop/policy-page.ts";
import { chooseLanguage, policyWords } from "../../app/shop/policy-words.ts";
import { type House, startHouse } from "../helpers/house.ts";

const languages = Object.keys(policyWords).map(chooseLanguage);
const policy: Policy = {
  shop: "shop.myshopify.com",
  terms: {
    revision: 1,
    processors: [
      { name: "Kling AI (Kuaishou)", country: "SG" },
      { name: "HiDream.ai", country: "CN" },
    ],
    keptHours: 48,
    addition: "",
    version: "0123456789abcdef0123",
    since: new Date("2026-11-19T23:30:00Z"),
  },
  keptHours: 48,
  addition: "",
  photoMinutes: 11,
  timeZone: "Europe/Berlin",
};

/** Some languages keep number and unit on one line. */
const plain = (text: string) => text.replaceAll("\u00a0", " ");

describe("the words of the policy", () => {
  const shapeOf = (words: Record<string, string>) =>
    Object.entries(words)
      .map(([key, text]) => [key, ...(text.match(/\{\w+\}/g) ?? []).toSorted()].join(" "))
      .toSorted();

  it.each(languages)("are complete, with the same gaps in each language: %s", (language) => {
    expect(shapeOf(policyWords[language])).toEqual(shapeOf(policyWords.en));
    expect(Object.values(policyWords[language]).every((text) => /\S/.test(text))).toBe(true);
  });

  it("are all used by the page, and no others", () => {
    const path = fileURLToPath(new URL("../../app/shop/policy-page.ts", import.meta.url));
    const quoted = readFileSync(path, "utf8").match(/(?<=")[a-z]+(?:_[a-z]+)*(?=")/g) ?? [];
    const unused = Object.keys(policyWords.en).filter((key) => !quoted.some((word) => word === key));
    expect(unused).toEqual([]);
  });

  it.each([
    ["de", "de"],
    ["fr-CA", "fr"],
    ["DE-at", "de"],
    ["", "en"],
    ["ja", "en"],
    ["ja,fr;q=0.8,de;q=0.9", "de"],
    ["de;q=0,fr;q=0.1", "fr"],
    ["de,fr", "de"],
    ["toString,__proto__", "en"],
    ["fr;q=nonsense", "en"],
  ])("are chosen by what a reader wants: %j gets %s", (wanted, language) => {
    expect(chooseLanguage(wanted)).toBe(language);
  });

  it.each([
    [1, "en", "1 hour"],
    [24, "de", "24 Stunden"],
    [48, "fr", "2 jours"],
    [36, "en", "36 hours"],
    [168, "de", "7 Tage"],
  ])("say %i hours in %s as %j", (hours, language, text) => {
    expect(plain(timeText(hours, language))).toBe(text);
  });
});

describe("the policy page", () => {
  it.each(languages)(
    "names who works with the photo, where, for how long, and since when: %s",
    (language) => {
      const page = plain(policyPage(policy, language));
      const singapore = { en: "Singapore", de: "Singapur", fr: "Singapour" }[language];
      const china = { en: "China", de: "China", fr: "Chine" }[language];
      const days = { en: "2 days", de: "2 Tage", fr: "2 jours" }[language];
      const since = { en: "November 20, 2026", de: "20. November 2026", fr: "20 novembre 2026" }[language];
      for (const text of [
        "Kling AI (Kuaishou)",
        singapore,
        "HiDream.ai",
        china,
        days,
        since,
        "11 ",
        "01234567",
      ])
        expect(page).toContain(text);
      expect(page).toContain(`<html lang="${language}">`);
      expect(page.replace(/<style>.*<\/style>/s, "")).not.toMatch(/[{}]/);
      expect(page).not.toContain(policyWords[language].country_unknown);
    },
  );

  it("says so where the country is not known", () => {
    const terms = policy.terms && { ...policy.terms, processors: [{ name: "relay.example", country: null }] };
    const page = policyPage({ ...policy, terms }, "en");
    expect(page).toContain("<strong>relay.example</strong><span>country not known</span>");
    expect(page).toContain(policyWords.en.who_unknown);
  });

  it("says so while nobody makes pictures for the shop", () => {
    const page = policyPage({ ...policy, terms: undefined }, "en");
    expect(page).toContain(policyWords.en.who_nobody);
    expect(page).not.toContain("first used on");
  });

  it("shows what the merchant adds as text, whatever it looks like", () => {
    const addition = `</p><script>alert("1")</script>{kept} & 'more'`;
    const page = policyPage({ ...policy, addition }, "en");
    expect(page).not.toContain("<script");
    expect(page).toContain(
      "&lt;/p&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;{kept} &amp; &#39;more&#39;",
    );
  });
});

describe("a shop's policy page", () => {
  let house: House;
  beforeAll(async () => {
    house = await startHouse();
  });
  afterAll(() => house.stop());

  const open = (query = "", accepted = "en") =>
    fetch(`${house.sandbox.origin}/apps/try-it-on/policy${query}`, {
      headers: { "accept-language": accepted },
    });

  it("is there for everybody, by the shop's own address, and lets in nothing but its own style", async () => {
    const answer = await open();
    const page = await answer.text();
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? "";
    const hash = createHash("sha256").update(style).digest("base64");
    const security = answer.headers.get("content-security-policy");
    expect(security).toContain("default-src 'none'");
    expect(security).toContain(`style-src 'sha256-${hash}'`);
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    expect(page).toContain((await house.services.consent.termsFor(house.shop.domain))?.version);
  });

  it("speaks the language of its address, else that of its reader", async () => {
    const languageOf = async (answer: Response) => /lang="(\w+)"/.exec(await answer.text())?.[1];
    expect(await languageOf(await open("", "fr-FR,en;q=0.5"))).toBe("fr");
    expect(await languageOf(await open("?locale=de", "fr-FR,en;q=0.5"))).toBe("de");
  });

  it("follows the merchant's settings", async () => {
    await house.db.shop.updateMany({
      data: { settings: { keptHours: 72, consentAddition: "Write to <us>." } },
    });
    const page = await (await open()).text();
    expect(page).toContain("3 days");
    expect(page).toContain("Write to &lt;us&gt;.");
  });

  it("is refused without Shopify's signature, and for a shop that does not use the app", async () => {
    expect((await fetch(`${house.origin}/proxy/policy?shop=${house.shop.domain}`)).status).toBe(400);
    expect(await house.services.policy("stranger.myshopify.com", "en")).toBeUndefined();
  });
});
