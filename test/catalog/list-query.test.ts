import { describe, expect, it } from "vitest";
import {
  everything,
  isNarrowed,
  readListQuery,
  writeListQuery,
  writeView,
} from "../../app/catalog/list-query.ts";

const read = (address: string) => readListQuery(new URLSearchParams(address));

describe("the list's address", () => {
  it("says everything that the list shows, and comes back the same", () => {
    const address =
      "view=to-do&q=linen+shirt&button=off&by=rule&why=off_by_rule&why=too_small&kind=upper&kind=unknown&picture=ready&type=Shirts&vendor=A%2C+B&collection=12&tag=new&sort=vendor+desc&page=3";
    expect(read(address)).toEqual({
      view: "to-do",
      search: "linen shirt",
      button: "off",
      by: "rule",
      why: ["off_by_rule", "too_small"],
      kind: ["upper", "unknown"],
      picture: ["ready"],
      type: ["Shirts"],
      vendor: ["A, B"],
      collection: ["12"],
      tag: ["new"],
      sort: "vendor desc",
      page: 3,
    });
    expect(writeListQuery(read(address))).toBe(address);
  });

  it("is empty for a list that nobody has changed", () => {
    expect(writeListQuery(everything)).toBe("");
    expect(isNarrowed(everything)).toBe(false);
    expect(isNarrowed(read("sort=type+asc&page=4"))).toBe(false);
    expect(isNarrowed(read("tag=new"))).toBe(true);
  });

  it("is the same text for the same list, whatever the order in which it was put together", () => {
    expect(writeListQuery(read("kind=lower&kind=upper&q=a"))).toBe(
      writeListQuery(read("q=a&kind=upper&kind=lower&kind=upper")),
    );
  });

  it("leaves the page and the view's own name out of what a view keeps", () => {
    expect(writeView(read("view=on&q=a&page=7"))).toBe("q=a");
  });

  it.each([
    "button=maybe&by=me&why=bored&kind=hat&picture=lovely&sort=price+asc&sort=title",
    "collection=abc&collection=1e5&collection=-1&collection=9999999999999999999",
    "page=0",
    "page=-5",
    "page=2.5",
    "page=two",
    "page=NaN",
    "page=Infinity",
    "q=%00&type=%00&tag=+++",
    "__proto__=1&constructor=2",
  ])("leaves out what it does not understand: %s", (address) => {
    expect(read(address)).toEqual(everything);
  });

  it("bounds what an address may ask for", () => {
    const tags = Array.from({ length: 80 }, (_none, place) => `tag=${place}`).join("&");
    expect(read(tags).tag).toHaveLength(50);
    expect(read(`q=${"x".repeat(5_000)}`).search).toHaveLength(255);
    expect(read("page=99999999999999999999").page).toBe(1_000_000);
  });
});
