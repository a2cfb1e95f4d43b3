/** How high a chart is, and which amounts stand at its side. */
import { scaleLinear } from "d3-scale";

type Axis = {
  /** The height of an amount. */
  y: (amount: number) => number;
  /** None where every amount is zero: there is nothing to measure by. */
  ticks: number[];
};

/** Amounts are counted in whole try-ons, millionths of money or milliseconds: half of one would mean nothing. */
export function axisOf(highest: number, [base, top]: [number, number]): Axis {
  const y = scaleLinear([0, highest || 1], [base, top]).nice(4);
  return { y, ticks: highest === 0 ? [] : y.ticks(4).filter(Number.isInteger) };
}
