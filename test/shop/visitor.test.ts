import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { connectDatabase, type Database } from "../../app/db.server.ts";
import {
  cleanAddressSalts,
  createHashAddress,
  hashVisitor,
  shopperAddress,
} from "../../app/shop/visitor.server.ts";
import { createTestDatabase } from "../helpers/house.ts";

const shopper = "203.0.113.77";

describe("the address that counts", () => {
  it.each<[what: string, header: string | null, hops: number, address: string]>([
    ["the only one, without proxies of our own", shopper, 0, shopper],
    ["the last one: what stands before it came from the browser", `6.6.6.6, ${shopper}`, 0, shopper],
    ["the one before our own proxy's", `6.6.6.6, ${shopper}, 10.0.0.1`, 1, shopper],
    ["the one before two of our own", `6.6.6.6, ${shopper}, 10.0.0.1, 10.0.0.2`, 2, shopper],
    ["nobody's where there are fewer than our own hops", shopper, 1, "unknown"],
    ["with any blanks around it", `6.6.6.6 ,\t${shopper}  `, 0, shopper],
    ["not an earlier one, where the last is empty", `${shopper},`, 0, "unknown"],
    ["nobody's in an empty header", "", 0, "unknown"],
    ["nobody's without a header", null, 0, "unknown"],
    ["not what is no address", "unknown", 0, "unknown"],
    ["not what somebody smuggles in", `${shopper}' or 1=1 --`, 0, "unknown"],
    ["not one with a port", `${shopper}:4711`, 0, "unknown"],
    ["not a number out of range", "203.0.113.777", 0, "unknown"],
    ["an IPv4 address that is written as IPv6", `::ffff:${shopper}`, 0, shopper],
    ["the same in hexadecimal", "::ffff:cb00:714d", 0, shopper],
    ["of IPv6 the network alone", "2001:db8:1:2:3:4:5:6", 0, "2001:db8:1:2"],
    ["the same network, written short", "2001:DB8:1:2::9", 0, "2001:db8:1:2"],
    ["the same network, with zeros in front", "2001:0db8:0001:0002:ffff:0:0:1", 0, "2001:db8:1:2"],
    ["another network", "2001:db8:1:3::9", 0, "2001:db8:1:3"],
    ["of IPv6 with nothing but zeros", "::1", 0, "0:0:0:0"],
  ])("is %s", (_what, header, hops, address) => {
    expect(shopperAddress(header, hops)).toBe(address);
  });

  it("is the same whatever a browser writes in front of it", () => {
    const seen = ["", "1.1.1.1, ", "::1, ", ", , ", `${"9.9.9.9, ".repeat(500)}`].map((written) =>
      shopperAddress(`${written}${shopper}, 10.0.0.1`, 1),
    );
    expect(new Set(seen)).toEqual(new Set([shopper]));
  });
});

describe("a visitor's hash", () => {
  it("is the shop's own and does not show the visitor", () => {
    const hash = hashVisitor("salt-one", "visitor-in-the-clear");
    expect(hash).toBe(hashVisitor("salt-one", "visitor-in-the-clear"));
    expect(hash).not.toBe(hashVisitor("salt-two", "visitor-in-the-clear"));
    expect(hash).not.toBe(hashVisitor("salt-one", "visitor-in-the-clean"));
    expect(hash).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });
});

describe("an address's hash", () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let db: Database;
  beforeAll(async () => {
    database = await createTestDatabase();
    db = connectDatabase(database.address);
  });
  beforeEach(async () => {
    await db.addressSalt.deleteMany();
  });
  afterAll(async () => {
    await db.$disconnect();
    await database.drop();
  });

  it("is the same in every process, also when several come first on the same day", async () => {
    const processes = Array.from({ length: 8 }, () => createHashAddress(db));
    const hashes = await Promise.all(processes.map((hash) => hash("one", shopper, "2026-11-30")));
    expect(new Set(hashes).size).toBe(1);
    expect(await db.addressSalt.count()).toBe(1);
  });

  it("is another one in another shop, on another day and for another address", async () => {
    const hash = createHashAddress(db);
    const hashes = await Promise.all([
      hash("one", shopper, "2026-11-30"),
      hash("two", shopper, "2026-11-30"),
      hash("one", shopper, "2026-12-01"),
      hash("one", "203.0.113.78", "2026-11-30"),
    ]);
    expect(new Set(hashes).size).toBe(4);
    expect(hashes.join(" ")).not.toContain("203.0.113");
  });

  it("stays the same as long as its day lasts, however many days a process has seen", async () => {
    const hash = createHashAddress(db);
    const days = ["2026-11-27", "2026-11-28", "2026-11-29", "2026-11-30", "2026-12-01", "2026-12-02"];
    const first = [];
    for (const day of days) first.push(await hash("one", shopper, day));
    const second = [];
    for (const day of days.toReversed()) second.push(await hash("one", shopper, day));
    expect(second.toReversed()).toEqual(first);
  });

  it("can't be made again once its day's salt is deleted", async () => {
    const before = await createHashAddress(db)("one", shopper, "2026-11-30");
    await cleanAddressSalts(db, new Date("2026-12-10T00:00:00Z"));
    expect(await db.addressSalt.count()).toBe(0);
    expect(await createHashAddress(db)("one", shopper, "2026-11-30")).not.toBe(before);
  });

  it("keeps its salt while it is still that day anywhere, and loses it within the four days that the policy names", async () => {
    await createHashAddress(db)("one", shopper, "2026-11-30");
    // The last place where it is that day.
    await cleanAddressSalts(db, new Date("2026-12-01T11:59:59Z"));
    expect(await db.addressSalt.count()).toBe(1);
    // Four days after it began in the first place, less the hour until the next cleaning.
    await cleanAddressSalts(db, new Date("2026-12-03T09:00:00Z"));
    expect(await db.addressSalt.count()).toBe(0);
  });
});
