/** The ground of a chart: as wide as there is room, as high as it will stay, with days below and amounts at the side. */
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useWords } from "../../words/use-words.tsx";
import { axisOf } from "./axis.ts";

export const plotHeight = 220;
const edge = { top: 12, right: 8, bottom: 26 };
const letter = 7;
const labelWidth = 76;

/** Where things lie: the middle of each point and its width, and the height of an amount. */
export type Ground = {
  x: (point: number) => number;
  step: number;
  y: (amount: number) => number;
  base: number;
};

type Props = {
  label: string;
  days: string[];
  highest: number;
  write: (amount: number) => string;
  children: (ground: Ground) => ReactNode;
};

export function Plot({ label, days, highest, write, children }: Props) {
  const { language } = useWords();
  const { box, width } = useWidth();
  const base = plotHeight - edge.bottom;
  const { y, ticks } = axisOf(highest, [base, edge.top]);
  const left = 10 + letter * Math.max(0, ...ticks.map((tick) => write(tick).length));
  const step = (width - left - edge.right) / days.length;
  const x = (point: number) => left + step * (point + 0.5);
  // From the last one backwards, so that the newest day is always named.
  const every = Math.max(1, Math.ceil(labelWidth / step));
  const isNamed = (point: number) => (days.length - 1 - point) % every === 0;
  const isAtEdge = (point: number) => x(point) + labelWidth / 2 > width;
  const format = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", timeZone: "UTC" });
  return (
    <div ref={box} style={{ height: plotHeight }}>
      {width > 0 && (
        <svg role="img" aria-label={label} width={width} height={plotHeight} style={{ display: "block" }}>
          <line x1={left} x2={width - edge.right} y1={base} y2={base} stroke="#e3e3e3" />
          {ticks.map((tick) => (
            <g key={tick}>
              <line x1={left} x2={width - edge.right} y1={y(tick)} y2={y(tick)} stroke="#e3e3e3" />
              <text x={left - 6} y={y(tick)} dy="0.32em" textAnchor="end" fontSize={12} fill="#616161">
                {write(tick)}
              </text>
            </g>
          ))}
          {days.map(
            (day, point) =>
              isNamed(point) && (
                <text
                  key={day}
                  x={isAtEdge(point) ? width : x(point)}
                  y={plotHeight - 8}
                  textAnchor={isAtEdge(point) ? "end" : "middle"}
                  fontSize={12}
                  fill="#616161"
                >
                  {format.format(new Date(day))}
                </text>
              ),
          )}
          {children({ x, step, y, base })}
        </svg>
      )}
    </div>
  );
}

function useWidth() {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!box.current) return undefined;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  return { box, width };
}
