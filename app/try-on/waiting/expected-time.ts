/** When a try-on may be expected to end, from what its connection has shown lately. Arithmetic alone: no clock, no table. */

/** What a shopper is told of the time before a connection has times of its own. */
export const usualMs = 20_000;

export type Pace = {
  /** How long the connection's last try-ons took from being sent to their end. */
  times: number[];
  /** How many it may have running at once. */
  atOnce: number;
  /** For how long those have been running that run now. */
  runningFor: number[];
};

/** Nobody who waits is told "now": it is not here yet. */
const leastMs = 1_000;

export function expectedMs(pace: Pace, place: { ahead: number } | { runningFor: number }): number {
  const left =
    "ahead" in place ? waitInLine(pace, place.ahead) + usualOf(pace) : leftOf(pace, place.runningFor);
  return Math.round(Math.max(leastMs, left));
}

/**
 * Places come free one after the other, each for as long as a try-on usually takes; who is as many places further back
 * as run at once takes the same place one turn later.
 */
function waitInLine(pace: Pace, ahead: number): number {
  const atOnce = Math.max(1, pace.atOnce);
  const taken = pace.runningFor.map((ms) => leftOf(pace, ms));
  const free = Array.from({ length: Math.max(0, atOnce - taken.length) }, () => 0);
  // After a merchant has lowered the limit more are running than may: the first to end make room for nobody.
  const places = [...free, ...taken].sort((one, other) => one - other).slice(-atOnce);
  return (places[ahead % atOnce] ?? 0) + usualOf(pace) * Math.floor(ahead / atOnce);
}

/** Of those that took longer than this one until now, the usual; what has outlasted them all may well go on for a while. */
function leftOf(pace: Pace, runningFor: number): number {
  const longer = known(pace).filter((time) => time > runningFor);
  return longer.length > 0 ? middle(longer) - runningFor : runningFor / 4;
}

function usualOf(pace: Pace): number {
  return middle(known(pace));
}

function known({ times }: Pace): number[] {
  return times.length > 0 ? times : [usualMs];
}

function middle(times: number[]): number {
  return times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? usualMs;
}
