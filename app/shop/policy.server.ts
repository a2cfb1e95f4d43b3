/** Each shop's public page about photos: made from the same facts as the text that its shoppers agree to. */
import type { Database } from "../db.server.ts";
import type { Consent } from "./consent.server.ts";
import { policyPage } from "./policy-page.ts";
import { policySecurity } from "./policy-style.ts";
import { chooseLanguage, type PolicyLanguage } from "./policy-words.ts";
import { readSettings } from "./settings.ts";

export type PolicyPage = { html: string; language: PolicyLanguage; securityPolicy: string };

type Parts = { db: Database; consent: Pick<Consent, "termsFor"> };

/** What a try-on may take beyond the shop's own limits, and the sweep that then deletes its photo. */
const graceMinutes = 5;

export function createPolicy({ db, consent }: Parts) {
  /** `wanted` is written like an Accept-Language header. Undefined for a shop that does not use the app. */
  return async (domain: string, wanted: string): Promise<PolicyPage | undefined> => {
    const terms = await consent.termsFor(domain);
    const shop = await db.shop.findFirst({
      where: { domain, uninstalledAt: null },
      select: {
        settings: true,
        timeZone: true,
        consentTexts: { where: { version: terms?.version ?? "" }, select: { since: true } },
      },
    });
    if (!shop) return undefined;
    const settings = readSettings(shop.settings);
    const [text] = shop.consentTexts;
    const language = chooseLanguage(wanted);
    const html = policyPage(
      {
        shop: domain,
        terms: terms && text && { ...terms, since: text.since },
        keptHours: terms?.keptHours ?? settings.keptHours,
        addition: terms?.addition ?? settings.consentAddition,
        photoMinutes:
          Math.ceil((settings.takenWithinSeconds + settings.doneWithinSeconds) / 60) + graceMinutes,
        timeZone: shop.timeZone,
      },
      language,
    );
    return { html, language, securityPolicy: policySecurity };
  };
}
