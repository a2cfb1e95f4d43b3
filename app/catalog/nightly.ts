/** When a shop's catalogue is read anew: in its own night, and each shop at a minute of its own. */
import { createHash } from "node:crypto";
import { minuteOfDayIn } from "../calendar.ts";

const minute = 60_000;
const minutesOfDay = 24 * 60;
/** From one o'clock on. */
const first = 60;
const spread = 4 * 60;

/** The last time that it was due. When clocks are changed it is an hour off, which does no harm. */
export function lastNightlyTime(domain: string, timeZone: string, now: Date): Date {
  const own = first + (createHash("sha256").update(domain).digest().readUInt32BE() % spread);
  const since = (minuteOfDayIn(timeZone, now) - own + minutesOfDay) % minutesOfDay;
  return new Date(Math.floor(now.getTime() / minute) * minute - since * minute);
}
