import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { IntlMessageFormat } from "intl-messageformat";
import { z } from "zod";
import { describe, expect, it } from "vitest";
import { languages } from "../../app/words/languages.ts";

const folder = resolve("app/words");
const file = z.record(z.string(), z.string());
const areas = readdirSync(join(folder, "en")).map((name) => name.replace(".json", ""));
const read = (language: string, area: string) =>
  file.parse(JSON.parse(readFileSync(join(folder, language, `${area}.json`), "utf8")));

type Parts = ReturnType<IntlMessageFormat["getAst"]>;

/** What stands in braces, inside of plurals, too. Plain text is of type 0. */
function placesOf(parts: Parts): string[] {
  return parts.flatMap((part) => {
    if (part.type === 0 || !("value" in part)) return [];
    const inside =
      "options" in part ? Object.values(part.options).flatMap(({ value }) => placesOf(value)) : [];
    return [part.value, ...inside];
  });
}
const places = (text: string) => [...new Set(placesOf(new IntlMessageFormat(text, "en").getAst()))].sort();

describe("the admin's words", () => {
  const sources = readdirSync("app", { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => readFileSync(join("app", name), "utf8"))
    .join("\n");

  for (const area of areas) {
    describe(area, () => {
      const english = read("en", area);

      it("are all said somewhere", () => {
        const unused = Object.keys(english).filter((name) => !isSaid(`${area}.${name}`));
        expect(unused).toEqual([]);
      });

      for (const language of languages) {
        it(`are the same in ${language}: none missing, none more, each with the same places to fill`, () => {
          const words = read(language, area);
          expect(Object.keys(words)).toEqual(Object.keys(english));
          for (const [name, text] of Object.entries(words))
            expect([name, places(text)]).toEqual([name, places(english[name] ?? "")]);
        });

        it(`leave nothing empty and nothing unbounded in ${language}`, () => {
          for (const [name, text] of Object.entries(read(language, area))) {
            expect(text.trim(), name).toBe(text);
            expect(text.length, name).toBeGreaterThan(0);
            // A button that is twice as long as the English one breaks the line that it stands in.
            const allowed = Math.max(24, (english[name] ?? "").length * 1.9);
            expect(text.length, `${name}: ${text}`).toBeLessThanOrEqual(allowed);
          }
        });
      }
    });
  }

  /** As a whole, or as the beginning of what is put together, such as failures.${code}. */
  function isSaid(key: string): boolean {
    if (sources.includes(`"${key}"`)) return true;
    const parts = key.split(".");
    return parts.some((_part, at) => at > 0 && sources.includes(`\`${parts.slice(0, at).join(".")}.\${`));
  }
});
