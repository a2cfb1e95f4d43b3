import { readFile } from "node:fs/promises";
import { getNamedType, parse, TypeInfo, validate, visit, visitWithTypeInfo } from "graphql";
import { describe, expect, it } from "vitest";
import { appOperations, loadAdminSchema } from "../sandbox/shopify/graphql/index.ts";
import { readRegistration } from "../sandbox/registration.ts";

const { schema, scopesFor } = loadAdminSchema();
const operations = appOperations();
const registration = readRegistration(await readFile("shopify.app.toml", "utf8"), {
  origin: "http://127.0.0.1",
  clientId: "",
  clientSecret: "",
});

/** For every type and field that an operation touches: the scopes of which Shopify wants one. */
function scopesOf(text: string): string[][] {
  const wanted: string[][] = [];
  const types = new TypeInfo(schema);
  visit(
    parse(text),
    visitWithTypeInfo(types, {
      Field() {
        const parent = types.getParentType()?.name ?? "";
        const type = getNamedType(types.getType());
        wanted.push(scopesFor(parent, types.getFieldDef()?.name), type ? scopesFor(type.name) : []);
      },
    }),
  );
  return wanted.filter((scopes) => scopes.length > 0);
}

describe("what the app asks of Shopify's Admin API", () => {
  it("is found by the search that the other tests here rely on", () => {
    expect(operations.map(({ file }) => file)).toContain("app/catalog/operations.ts");
    expect(operations.length).toBeGreaterThanOrEqual(4);
  });

  it.each(operations)("stands in Shopify's schema: $file", ({ text }) => {
    expect(validate(schema, parse(text)).map(({ message }) => message)).toEqual([]);
  });

  it.each(operations)("needs no scope that shopify.app.toml does not name: $file", ({ text }) => {
    const missing = scopesOf(text).filter(
      (scopes) => !scopes.some((scope) => registration.scopes.includes(scope)),
    );
    expect(missing).toEqual([]);
  });

  it("needs the scope to read products, which shows that scopes are looked up at all", () => {
    expect(operations.flatMap(({ text }) => scopesOf(text)).flat()).toContain("read_products");
  });
});
