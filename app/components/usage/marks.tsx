/** How amounts are drawn: by colour and by shape, so that no one needs the colour. */
import { useId } from "react";
import type { Ground } from "./plot.tsx";

export type Mark = "full" | "hatched" | "line" | "dashes";

export const colours: Record<Mark, string> = {
  full: "#005bd3",
  hatched: "#b3261e",
  line: "#005bd3",
  dashes: "#8a4600",
};

export type Layer = { mark: Mark; name: string; amounts: (number | undefined)[] };
type Props = { layers: Layer[]; ground: Ground; titles: string[] };

/** One upon the other. */
export function Bars({ layers, ground: { x, step, y, base }, titles }: Props) {
  const pattern = useId();
  const width = Math.max(1, Math.min(36, step * 0.72));
  return (
    <>
      <Hatching id={pattern} />
      {titles.map((title, point) => {
        let below = 0;
        return (
          <g key={title}>
            <title>{title}</title>
            <rect x={x(point) - step / 2} width={step} y={0} height={base} fill="transparent" />
            {layers.map(({ mark, amounts }) => {
              const amount = amounts[point] ?? 0;
              const [from, to] = [below, below + amount];
              below = to;
              if (amount === 0) return undefined;
              return (
                <rect
                  key={mark}
                  x={x(point) - width / 2}
                  width={width}
                  y={y(to)}
                  // The smallest amount is still something.
                  height={Math.max(1, y(from) - y(to))}
                  fill={mark === "hatched" ? `url(#${pattern})` : colours[mark]}
                />
              );
            })}
          </g>
        );
      })}
    </>
  );
}

/** Where nothing is known there is no line. */
export function Lines({ layers, ground: { x, step, y, base }, titles }: Props) {
  return (
    <>
      {layers.map(({ mark, amounts }) => (
        <g key={mark} stroke={colours[mark]} fill={colours[mark]}>
          <path
            d={pathOf(amounts, x, y)}
            fill="none"
            strokeWidth={2}
            {...(mark === "dashes" ? { strokeDasharray: "5 4" } : {})}
          />
          {amounts.map(
            (amount, point) =>
              amount !== undefined &&
              (step > 12 || isAlone(amounts, point)) && (
                // Each place has one point at most, and never another.
                <circle key={titles[point]} cx={x(point)} cy={y(amount)} r={mark === "dashes" ? 2 : 3} />
              ),
          )}
        </g>
      ))}
      {titles.map((title, point) => (
        <rect key={title} x={x(point) - step / 2} width={step} y={0} height={base} fill="transparent">
          <title>{title}</title>
        </rect>
      ))}
    </>
  );
}

function pathOf(amounts: (number | undefined)[], x: Ground["x"], y: Ground["y"]): string {
  return amounts
    .map((amount, point) => {
      if (amount === undefined) return "";
      return `${amounts[point - 1] === undefined ? "M" : "L"}${x(point)},${y(amount)}`;
    })
    .join("");
}

function isAlone(amounts: (number | undefined)[], point: number): boolean {
  return amounts[point - 1] === undefined && amounts[point + 1] === undefined;
}

function Hatching({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width={6} height={6} fill="#fff" />
        <rect width={3.5} height={6} fill={colours.hatched} />
      </pattern>
    </defs>
  );
}

/** Beside its name, what a legend shows of a mark. */
export function Swatch({ mark }: { mark: Mark }) {
  const pattern = useId();
  const isBar = mark === "full" || mark === "hatched";
  return (
    <svg width={18} height={12} aria-hidden="true" style={{ flexShrink: 0 }}>
      {mark === "hatched" && <Hatching id={pattern} />}
      {isBar ? (
        <rect width={18} height={12} fill={mark === "full" ? colours.full : `url(#${pattern})`} />
      ) : (
        <line
          x2={18}
          y1={6}
          y2={6}
          stroke={colours[mark]}
          strokeWidth={2}
          {...(mark === "dashes" ? { strokeDasharray: "5 4" } : {})}
        />
      )}
    </svg>
  );
}
