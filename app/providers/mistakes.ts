/**
 * What may be wrong with what a merchant enters, by names that the shapes of credentials and settings give as their
 * messages. Only here each becomes a sentence.
 */
import { type Said, said } from "../words/said.ts";

/** With the names of the pictures in it. */
export const longestPrompt = 2_500;

const mistakes = {
  key_missing: said("connections.mistake.key_missing"),
  key_short: said("connections.mistake.key_short"),
  key_long: said("connections.mistake.key_long"),
  key_letters: said("connections.mistake.key_letters"),
  no_key_at_all: said("connections.mistake.no_key_at_all"),
  secret_key_missing: said("connections.mistake.secret_key_missing"),
  access_key_missing: said("connections.mistake.access_key_missing"),
  needs_api_key: said("connections.mistake.needs_api_key"),
  path: said("models.mistake.path"),
  field_missing: said("models.mistake.field_missing"),
  prompt_long: said("models.mistake.prompt_long", { most: longestPrompt }),
  prompt_person: said("models.mistake.prompt_person", { name: "<<<image_1>>>" }),
  prompt_garments: said("models.mistake.prompt_garments", { name: "{garments}" }),
  four_k: said("models.mistake.four_k"),
  series: said("models.mistake.series"),
  series_amount: said("models.mistake.series_amount"),
  series_count: said("models.mistake.series_count"),
  elements: said("models.mistake.elements"),
  element_digits: said("models.mistake.element_digits"),
} satisfies Record<string, Said>;

export type MistakeName = keyof typeof mistakes;

/** As a shape's message. */
export function mistake(name: MistakeName): string {
  return name;
}

/** What a shape refuses without a word of ours, such as a number out of its range, can only be said in general. */
export function sayMistake(message: string): Said {
  return isMistake(message) ? mistakes[message] : said("models.mistake.setting");
}

function isMistake(name: string): name is MistakeName {
  return Object.hasOwn(mistakes, name);
}
