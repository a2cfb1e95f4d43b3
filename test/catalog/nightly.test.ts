import * as fc from "fast-check";
import { expect, it } from "vitest";
import { lastNightlyTime } from "../../app/catalog/nightly.ts";
import { minuteOfDayIn } from "../../app/calendar.ts";

const domain = fc.integer({ min: 0, max: 1e6 }).map((number) => `shop-${number}.myshopify.com`);
const zone = fc.constantFrom("UTC", "Europe/Berlin", "Asia/Kolkata", "Pacific/Auckland", "America/St_Johns");
const at = fc.date({ min: new Date("2026-01-01"), max: new Date("2027-01-01"), noInvalidDate: true });

it("a shop's catalogue is read between one and five in its own night, once between two midnights", () => {
  fc.assert(
    fc.property(domain, zone, at, (shop, timeZone, now) => {
      const last = lastNightlyTime(shop, timeZone, now);
      const age = now.getTime() - last.getTime();
      expect(age).toBeGreaterThanOrEqual(0);
      expect(age).toBeLessThanOrEqual(24 * 3_600_000);
      // On the two nights when clocks are changed it is an hour off.
      expect(minuteOfDayIn(timeZone, last)).toBeGreaterThanOrEqual(0);
      expect(minuteOfDayIn(timeZone, last)).toBeLessThan(6 * 60);
    }),
  );
});

it("shops are spread over the night, and each keeps its minute", () => {
  const now = new Date("2026-11-20T12:00:00Z");
  const domains = Array.from({ length: 500 }, (_none, place) => `shop-${place}.myshopify.com`);
  const times = domains.map((shop) => lastNightlyTime(shop, "UTC", now).getTime());
  expect(new Set(times).size).toBeGreaterThan(150);
  expect(domains.map((shop) => lastNightlyTime(shop, "UTC", now).getTime())).toEqual(times);
});
