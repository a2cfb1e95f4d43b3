/** Days as a shop counts them: its allowances and its months begin at its own midnight. */

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
