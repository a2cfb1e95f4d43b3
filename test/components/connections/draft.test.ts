import { expect, it } from "vitest";
import { type Draft, subjectOf } from "../../../app/components/connections/draft.ts";

const draft: Draft = {
  provider: "kling",
  baseAddress: "https://one.example",
  model: "one",
  credentials: {},
  settings: { resolution: "1k" },
  price: "",
  parallelLimit: "500",
  standsIn: false,
};
const names = [
  "apiKey",
  "secretKey",
  "baseAddress",
  "model",
  "price",
  "parallelLimit",
  "settings.resolution",
];
const saidOfAnother = (changes: Partial<Draft>) =>
  names.filter(
    (name) =>
      JSON.stringify(subjectOf(draft, name)) !== JSON.stringify(subjectOf({ ...draft, ...changes }, name)),
  );

it.each<[string, Partial<Draft>, string[]]>([
  ["the price is changed", { price: "0.07" }, ["price"]],
  ["the limit is changed", { parallelLimit: "5" }, ["parallelLimit"]],
  [
    "a key is entered, which may make others needless",
    { credentials: { accessKey: "a" } },
    names.slice(0, 2),
  ],
  ["a setting is changed", { settings: { resolution: "2k" } }, ["settings.resolution"]],
  ["another provider is chosen", { provider: "kling-gateway" }, names],
])("when %s, exactly the mistakes that may be untrue by it go", (_what, changes, gone) => {
  expect(saidOfAnother(changes)).toEqual(gone);
});

it("what is wrong with all of it stays until the next answer", () => {
  expect(subjectOf({ ...draft, provider: "hidream" }, "form")).toBe(subjectOf(draft, "form"));
});
