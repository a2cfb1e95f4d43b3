import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { shopperAddress } from "../../app/shop/visitor.server.ts";
import { type House, startHouse } from "../helpers/house.ts";
import { runJob } from "../helpers/jobs.ts";
import { photoOfSomebody, startQueryFor } from "../helpers/shopper.ts";

const noon = new Date("2025-11-30T12:00:00Z");
const shopper = "198.51.100.234";

describe("somebody without a name", () => {
  let house: House;
  let photo: Buffer;
  let at = noon;
  let pressed = 0;
  beforeAll(async () => {
    house = await startHouse({ drives: false, now: () => at, sandbox: { taskMs: Infinity } });
    photo = await photoOfSomebody();
    await house.db.shop.updateMany({ data: { settings: { perAddressPerDay: 3 } } });
  });
  beforeEach(async () => {
    at = noon;
    await house.db.tally.deleteMany();
  });
  afterAll(() => house.stop());

  /** Each time with another visitor's id, as after clearing the browser. */
  const start = async (header: string) => {
    pressed += 1;
    const started = await house.services.tryOns.start({
      shop: house.shop.domain,
      query: { ...startQueryFor(house), visitor: `visitor-in-the-clear-${pressed}` },
      address: shopperAddress(header, house.services.fromEnvironment.ownHops),
      photo,
    });
    return started.ok ? "started" : started.code;
  };
  const all = async (headers: string[]) => {
    const answers = [];
    for (const header of headers) answers.push(await start(header));
    return answers;
  };
  const thenNoMore = ["started", "started", "started", "too_many"];

  it("and with a new visitor's id for each try-on meets the limit of the address", async () => {
    expect(await all([shopper, shopper, shopper, shopper])).toEqual(thenNoMore);
    expect(await start("198.51.100.235")).toBe("started");
  });

  it("and with a new address of the same household for each meets it, too", async () => {
    const addresses = ["2001:db8:1:2::1", "2001:db8:1:2:ffff::1", "2001:db8:1:2:1:2:3:4", "2001:DB8:1:2::9"];
    expect(await all(addresses)).toEqual(thenNoMore);
    expect(await start("2001:db8:1:3::1")).toBe("started");
  });

  it("and with made-up addresses in front of the real one meets it, too", async () => {
    const written = ["1.1.1.1, ", "2.2.2.2, ", "::1, 3.3.3.3, ", "unknown, "];
    expect(await all(written.map((text) => `${text}${shopper}`))).toEqual(thenNoMore);
  });

  it("may start again tomorrow", async () => {
    await all([shopper, shopper, shopper]);
    at = new Date("2025-11-30T22:59:59Z");
    expect(await start(shopper)).toBe("too_many");
    at = new Date("2025-11-30T23:00:00Z");
    expect(await start(shopper)).toBe("started");
  });

  it("leaves neither address nor id behind, in the database or in the log", async () => {
    expect(await all([shopper, "2001:db8:7:8:9::1", `9.9.9.9, ${shopper}`])).not.toContain("too_many");
    const seen = [await dump(), house.logged.join("")].join("");
    expect(seen).toContain("public.tally\n");
    for (const secret of [shopper, "2001:db8:7:8", "9.9.9.9", "visitor-in-the-clear"])
      expect(seen).not.toContain(secret);
  });

  it("is somebody else on a day whose salt has gone", async () => {
    const keys = async () =>
      (await house.db.tally.findMany({ where: { scope: "address" } })).map(({ key }) => key);
    await start(shopper);
    const [before = ""] = await keys();
    await house.db.tally.deleteMany();
    at = new Date("2025-12-04T12:00:00Z");
    await runJob(house, "trace.clean", {});
    expect(await house.db.addressSalt.count({ where: { day: "2025-11-30" } })).toBe(0);
    // In a process that has not known the salt.
    await house.restart();
    at = noon;
    await start(shopper);
    const [after = ""] = await keys();
    expect([before.length, after.length]).toEqual([43, 43]);
    expect(after).not.toBe(before);
  });

  /** Every row of every table of every schema, the job queue's among them. */
  async function dump(): Promise<string> {
    const tables = await house.db.$queryRaw<{ name: string }[]>`
      select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema')`;
    const parts: string[] = [];
    for (const { name } of tables) {
      const rows = await house.db.$queryRawUnsafe<{ row: string }[]>(`select t::text as row from ${name} t`);
      parts.push(`${name}\n`, ...rows.map(({ row }) => `${row}\n`));
    }
    return parts.join("");
  }
});
