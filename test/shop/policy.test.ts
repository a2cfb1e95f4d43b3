import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Policy, policyPage } from "../../app/shop/policy-page.ts";
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

/** Two countries, two days, eleven minutes and the day in Berlin. */
const said: Record<string, string[]> = {
  en: ["Singapore", "China", "2 days", "11 minutes", "November 20, 2026"],
  de: ["Singapur", "China", "2 Tage", "11 Minuten", "20. November 2026"],
  fr: ["Singapour", "Chine", "2 jours", "11 minutes", "20 novembre 2026"],
  es: ["Singapur", "China", "2 días", "11 minutos", "20 de noviembre de 2026"],
  it: ["Singapore", "Cina", "2 giorni", "11 minuti", "20 novembre 2026"],
  pt: ["Singapura", "China", "2 dias", "11 minutos", "20 de novembro de 2026"],
  nl: ["Singapore", "China", "2 dagen", "11 minuten", "20 november 2026"],
  pl: ["Singapur", "Chiny", "2 dni", "11 minut", "20 listopada 2026"],
  tr: ["Singapur", "Çin", "2 gün", "11 dakika", "20 Kasım 2026"],
  ja: ["シンガポール", "中国", "最長 2 日", "約 11 分後", "2026年11月20日"],
  ko: ["싱가포르", "중국", "최대 2일", "약 11분", "2026년 11월 20일"],
  zh: ["新加坡", "中国", "最多2天", "约11分钟", "2026年11月20日"],
  ar: ["سنغافورة", "الصين", "يومان", "11 دقيقة", "20 نوفمبر 2026"],
  hi: ["सिंगापुर", "चीन", "2 दिन", "11 मिनट", "20 नवंबर 2026"],
};

/** Some languages keep number and unit on one line. */
const plain = (text: string) => text.replaceAll("\u00a0", " ");

describe("the policy page", () => {
  it.each(languages)(
    "names who works with the photo, where, for how long, and since when: %s",
    (language) => {
      const page = plain(policyPage(policy, language));
      for (const text of ["Kling AI (Kuaishou)", "HiDream.ai", "01234567", ...(said[language] ?? ["?"])])
        expect(page).toContain(text);
      expect(page).toContain(`<html lang="${language}" dir="${language === "ar" ? "rtl" : "ltr"}">`);
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
