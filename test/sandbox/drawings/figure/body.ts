/** A figure's body in one outline, standing with the arms a little away from it, in a grey tank top and shorts. */
import { both, ridge, tone, valley } from "../cloth/sketch.ts";
import type { Piece } from "../cloth/sketch.ts";
import type { Build } from "./builds.ts";

type Point = [number, number];

const middle = 450;

/** A smooth line through points. */
export function through(points: Point[]): string {
  return points
    .slice(1)
    .map((to, index) => {
      const from = points[index] ?? to;
      const before = points[index - 1] ?? from;
      const after = points[index + 2] ?? to;
      const [ax, ay] = [from[0] + (to[0] - before[0]) / 6, from[1] + (to[1] - before[1]) / 6];
      const [bx, by] = [to[0] - (after[0] - from[0]) / 6, to[1] - (after[1] - from[1]) / 6];
      return `C${[ax, ay, bx, by, ...to].map((value) => value.toFixed(1)).join(" ")}`;
    })
    .join("");
}

/** Where the arm's middle line runs, `along` from the shoulder, `beside` it outward. */
function onArm(build: Build, along: number, beside: number): Point {
  const [sin, cos] = [Math.sin(0.3), Math.cos(0.3)];
  const [x, y] = [build.shoulder - build.arm * 0.82, 241];
  return [x + along * sin + beside * cos, y + along * cos - beside * sin];
}

export function halfOutline(build: Build): { outer: Point[]; inner: Point[]; leg: Point[]; side: Point[] } {
  const { shoulder, chest, waist, hip, thigh, arm, neck } = build;
  const a = (along: number, beside: number) => onArm(build, along, beside);
  const wrist = 13 + arm * 0.12;
  const elbow = 9 + arm * 0.56;
  const foot = 62 + hip * 0.08;
  const outer: Point[] = [
    [0, 140],
    [neck, 140],
    [neck, 176],
    [neck + 8, 190],
    [neck + (shoulder - neck) * 0.48, 203],
    [shoulder - 14, 217],
    [shoulder + 2, 238],
    a(48, arm + 3),
    a(110, arm),
    a(165, elbow + 3),
    a(205, elbow),
    a(250, elbow + 1),
    a(320, wrist + 5),
    a(372, wrist),
    a(400, wrist + 5),
    a(428, 19),
    a(458, 12),
    a(476, 3),
    a(474, -8),
    a(446, -17),
  ];
  const inner: Point[] = [
    a(446, -17),
    a(428, -20),
    a(436, -27),
    a(424, -31),
    a(400, -24),
    a(374, -wrist),
    a(320, -wrist - 5),
    a(250, -elbow - 2),
    a(205, -elbow),
    a(150, -arm * 0.9),
    [chest + 3, 316],
  ];
  const side: Point[] = [
    [chest + 3, 316],
    [chest - 1, 352],
    [waist + (chest - waist) * 0.35, 405],
    [waist, 456],
    [waist + (hip - waist) * 0.55, 515],
    [hip, 585],
  ];
  const leg: Point[] = [
    [hip, 585],
    [hip - 1, 640],
    [14 + thigh * 1.62, 740],
    [foot + 34, 842],
    [foot + 29, 890],
    [foot + 38, 962],
    [foot + 24, 1070],
    [foot + 18, 1128],
    [foot + 20, 1165],
    [foot - 16, 1165],
    [foot - 18, 1128],
    [foot - 24, 1070],
    [foot - 33, 970],
    [foot - 25, 890],
    [foot - 30, 842],
    [Math.max(8, foot - 12 - thigh * 0.62), 740],
    [5, 640],
    [0, 626],
  ];
  return { outer, inner, leg, side };
}

function outline(build: Build): string {
  const { outer, inner, leg, side } = halfOutline(build);
  const parts = [outer, inner, [...side, ...leg.slice(1)]];
  const right = parts.map((part) => part.map(([x, y]): Point => [middle + x, y]));
  const left = parts.map((part) => part.map(([x, y]): Point => [middle - x, y]).toReversed()).toReversed();
  return `M${middle} 140${[...right, ...left].map(through).join("")}Z`;
}

const clothes = "#b9bec4";

export function body(build: Build): Piece {
  const { shoulder, chest, hip, neck, skin } = build;
  const strap = neck + (shoulder - neck) * 0.36;
  const wide = strap + 26;
  const bust = hip > chest ? 1 : 0.45;
  const { side } = halfOutline(build);
  const flank = [...side, [hip + 4, 600] as Point];
  const right = flank.map(([x, y]): Point => [middle + x + 4, y + 8]);
  const left = flank.map(([x, y]): Point => [middle - x - 4, y + 8]).toReversed();
  const tank = `M${middle - strap} 190C${middle - strap + 6} 270 ${middle - 40} 306 ${middle} 306S${middle + strap - 6} 270 ${middle + strap} 190H${middle + wide}C${middle + wide - 4} 260 ${middle + chest - 14} 306 ${right[0]?.join(" ")}${through(right)}L${left[0]?.join(" ")}${through(left)}C${middle - chest + 14} 306 ${middle - wide + 4} 260 ${middle - wide} 190Z`;
  const half = Math.max(hip, 14 + build.thigh * 1.62) + 20;
  const shorts = `M${middle - half} 540Q${middle} 556 ${middle + half} 540V726Q${middle + 90} 738 ${middle + 4} 726L${middle} 640L${middle - 4} 726Q${middle - 90} 738 ${middle - half} 726Z`;
  const soft = (d: string, opacity: number, width: number) =>
    `<path d="${d}" fill="none" stroke="${tone(skin, 0.5)}" stroke-opacity="${opacity}" stroke-width="${width}" stroke-linecap="round"/>`;
  const shade = tone(skin, 0.62);
  return {
    outline: outline(build),
    paint: skin,
    level: 0.55,
    roll: 15,
    folds:
      valley([middle - 2, 626, middle + 1, 800, middle, 1100], 10, 0.2) +
      both(
        ridge(
          [middle + chest * 0.5, 300, middle + chest * 0.62, 345, middle + chest * 0.3, 372],
          20,
          0.16 * bust,
        ) +
          valley([middle + 14, 386, middle + chest * 0.5, 404, middle + chest * 0.9, 370], 14, 0.14 * bust) +
          ridge([middle + 66, 845, middle + 72, 866, middle + 64, 888], 12, 0.3) +
          valley([middle + 10, 700, middle + 40, 660, middle + hip * 0.9, 560], 16, 0.1),
        middle,
      ),
    marks:
      `<ellipse cx="${middle}" cy="176" rx="${neck * 1.15}" ry="30" fill="${shade}" fill-opacity="0.55" filter="url(#soft6)"/>` +
      both(
        soft(`M${middle + 12} 218Q${middle + shoulder * 0.4} 208 ${middle + shoulder * 0.6} 212`, 0.2, 3) +
          soft(`M${middle + 56} 892q14 8 26 0`, 0.14, 3),
        middle,
      ) +
      `<path d="${tank}" fill="#000" fill-opacity="0.25" transform="translate(0 4)" filter="url(#soft6)"/><path d="${tank}" fill="${clothes}"/>` +
      `<path d="${tank}" fill="none" stroke="#fff" stroke-opacity="0.35" stroke-width="2"/><path d="${tank}" fill="none" stroke="#000" stroke-opacity="0.14" stroke-width="1.5"/>` +
      `<path d="${shorts}" fill="#000" fill-opacity="0.3" transform="translate(0 5)" filter="url(#soft6)"/><path d="${shorts}" fill="${tone(clothes, 0.94)}"/>` +
      `<path d="M${middle - half} 558Q${middle} 574 ${middle + half} 558M${middle - half} 714Q${middle - 90} 726 ${middle} 714Q${middle + 90} 726 ${middle + half} 714" fill="none" stroke="#000" stroke-opacity="0.22" stroke-width="2"/>` +
      `<path d="M${middle} 566V640" stroke="#000" stroke-opacity="0.2" stroke-width="2"/>` +
      both(
        [-8, 0, 8]
          .map((beside) => {
            const [from, to] = [onArm(build, 446, beside), onArm(build, 470, beside * 0.6)];
            return soft(`M${middle + from[0]} ${from[1]}L${middle + to[0]} ${to[1]}`, 0.3, 1.6);
          })
          .join(""),
        middle,
      ),
  };
}

/** Plain canvas shoes, seen from the front. */
export function shoes(build: Build): Piece[] {
  const foot = 62 + build.hip * 0.08;
  return [1, -1].map((side) => {
    const x = (value: number) => middle + side * value;
    const edge = `M${x(foot - 20)} 1142Q${x(foot)} 1150 ${x(foot + 22)} 1142C${x(foot + 30)} 1160 ${x(foot + 42)} 1176 ${x(foot + 40)} 1196Q${x(foot + 8)} 1206 ${x(foot - 27)} 1196C${x(foot - 30)} 1172 ${x(foot - 22)} 1160 ${x(foot - 20)} 1142Z`;
    return {
      outline: edge,
      paint: "#8f959c",
      level: 0.6,
      roll: 7,
      marks:
        `<path d="M${x(foot - 34)} 1187Q${x(foot + 8)} 1196 ${x(foot + 46)} 1187V1206H${x(foot - 34)}Z" fill="#e9e9e6"/>` +
        [1152, 1160, 1168]
          .map(
            (y) =>
              `<path d="M${x(foot - 9)} ${y}H${x(foot + 13)}" stroke="#eef0f0" stroke-width="2.6" stroke-linecap="round"/>`,
          )
          .join(""),
    };
  });
}
