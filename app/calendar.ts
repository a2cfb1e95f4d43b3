/** Days as a shop counts them: its allowances and its months begin at its own midnight. */

const dayMs = 24 * 3_600_000;

/** Making one takes twenty times as long as using it, and there are no more than a few hundred time zones. */
const formats = new Map<string, Intl.DateTimeFormat>();

export function dayIn(timeZone: string, at: Date): string {
  const known = formats.get(timeZone);
  if (known) return known.format(at);
  // The one locale whose dates are written year, month, day.
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  formats.set(timeZone, format);
  return format.format(at);
}

export function monthOf(day: string): string {
  return day.slice(0, 7);
}

/** The day on which the next month begins. */
export function nextMonthAfter(day: string): string {
  return `${monthOf(dayAfter(`${monthOf(day)}-01`, 31))}-01`;
}

/** The day that is so many later, or earlier if they are less than none. */
export function dayAfter(day: string, days = 1): string {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
}

/** How many days later the other one is. */
export function daysFrom(day: string, other: string): number {
  return (Date.parse(other) - Date.parse(day)) / dayMs;
}

/** Such as 2026-11-20, and no day that the calendar lacks. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const at = Date.parse(text);
  return !Number.isNaN(at) && dayAfter(text, 0) === text;
}

/** How long until a shop's next day begins: found by trying, because some days have 23 or 25 hours. */
export function secondsUntilNextDay(timeZone: string, at: Date): number {
  const today = dayIn(timeZone, at);
  let [still, next] = [0, 26 * 3_600];
  while (next - still > 1) {
    const middle = Math.floor((still + next) / 2);
    if (dayIn(timeZone, new Date(at.getTime() + middle * 1_000)) === today) still = middle;
    else next = middle;
  }
  return next;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Minutes since midnight, by the clocks there. */
export function minuteOfDayIn(timeZone: string, at: Date): number {
  const clock =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  clocks.set(timeZone, clock);
  const [hours, minutes] = clock.format(at).split(":").map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}
