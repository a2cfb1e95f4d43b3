/** Trousers and skirts: about 12 units to a centimetre. */
import { both, button, ridge, seam, shape, stitches, symmetric, tone, valley } from "./sketch.ts";
import type { Piece, Segment, Sketch } from "./sketch.ts";
import type { Dye } from "./parts.ts";

type Legs = { hip: number; inner: number; outer: number; hem: number };

/** The back of the waistband, seen over the front's dip. */
const backBand = (dye: Dye, wide: number): Piece => ({
  outline: symmetric(
    [0, 138],
    [
      [wide * 0.6, 138, wide - 4, 128],
      [wide - 4, 150],
      [wide * 0.6, 172, 0, 174],
    ],
  ),
  paint: tone(dye.base, 0.5),
  level: 0.25,
  roll: 4,
});

const legsOutline = ({ hip, inner, outer, hem }: Legs) =>
  symmetric(
    [0, 152],
    [
      [130, 152, 228, 132],
      [238, 210, hip - 20, 270, hip, 390],
      [hip + 14, 500, hip + 4, 640, (hip + outer) / 2 + 2, 880],
      [outer + 6, 1100, outer, hem - 8],
      [outer, hem, outer - 8, hem],
      [(inner + outer) / 2, hem + 12, inner + 6, hem + 2],
      [inner - 2, hem, inner - 2, hem - 8],
      [inner * 0.8, 1000, inner * 0.4, 700, 10, 486],
      [4, 470, 0, 470],
    ],
  );

const waist = (dye: Dye, thread: string, stitched: boolean) => {
  const loops = [-188, -96, 96, 188]
    .map(
      (x) =>
        `<rect x="${594 + x}" y="${140 - Math.abs(x) * 0.08}" width="15" height="66" rx="3" fill="${tone(dye.base, 0.93)}" stroke="#000" stroke-opacity="0.35" stroke-width="2"/>`,
    )
    .join("");
  return (
    `<path d="M360 130Q600 176 840 130L846 184Q600 226 354 184Z" fill="${tone(dye.base, 0.96)}"/>` +
    seam("M352 184Q600 226 848 184", 0.45) +
    (stitched
      ? stitches("M360 176Q600 217 840 176", thread) + stitches("M368 140Q600 183 832 140", thread)
      : "") +
    loops
  );
};

const fly = (thread: string, stitched: boolean) =>
  seam("M604 205V470", 0.4) +
  seam("M656 210V390Q654 446 604 462", 0.25) +
  (stitched ? stitches("M649 212V386Q646 438 606 453", thread) : "");

const legFolds = both(
  valley([612, 470, 700, 480, 800, 440], 20, 0.34) +
    ridge([618, 495, 700, 512, 780, 480], 18, 0.22) +
    valley([622, 560, 690, 560, 770, 520], 20, 0.2) +
    valley([640, 880, 720, 920, 800, 900], 24, 0.16) +
    valley([650, 960, 730, 985, 850, 950], 20, 0.14),
);

function trouserPieces(dye: Dye, legs: Legs, marks: string, folds: string, above = ""): Piece[] {
  return [
    backBand(dye, 226),
    {
      outline: legsOutline(legs),
      paint: dye.base,
      level: 0.6,
      roll: 22,
      folds: legFolds + folds,
      marks,
      above,
    },
  ];
}

export function trousers(dye: Dye, legs: Legs = { hip: 302, inner: 46, outer: 268, hem: 1366 }): Sketch {
  const middle = (legs.inner + legs.outer) / 2;
  const pleat = both(
    ridge([706, 215, 730, 700, 600 + middle, legs.hem], 14, 0.34) +
      valley([690, 215, 706, 300, 708, 420], 14, 0.3),
  );
  const marks =
    waist(dye, tone(dye.base, 1.3), false) +
    fly("", false) +
    both(
      seam(`M832 200L862 396`, 0.4) +
        seam(`M${600 + legs.inner - 4} ${legs.hem - 44}H${600 + legs.outer + 4}`, 0.14),
    );
  return { weave: "wool", pieces: trouserPieces(dye, legs, marks, pleat, button(600, 184, 10, dye.accent)) };
}

export function wideTrousers(dye: Dye): Sketch {
  const legs = { hip: 312, inner: 24, outer: 404, hem: 1340 };
  const drape = both(
    valley([690, 330, 720, 800, 690, 1340], 30, 0.3) +
      ridge([740, 330, 790, 800, 770, 1340], 30, 0.24) +
      valley([800, 420, 880, 860, 880, 1340], 28, 0.3) +
      ridge([850, 520, 940, 900, 950, 1340], 24, 0.2),
  );
  return {
    ...trousers(dye, legs),
    weave: "linen",
    pieces: trousers(dye, legs).pieces.map((piece) =>
      piece.folds ? { ...piece, folds: legFolds + drape } : piece,
    ),
  };
}

export function jeans(dye: Dye): Sketch {
  const thread = dye.accent;
  const legs = { hip: 300, inner: 50, outer: 256, hem: 1362 };
  const faded = both(
    `<ellipse cx="740" cy="660" rx="74" ry="250" fill="#fff" fill-opacity="0.24" filter="url(#soft24)"/><ellipse cx="752" cy="1110" rx="56" ry="170" fill="#fff" fill-opacity="0.12" filter="url(#soft24)"/>`,
  );
  const scoop = "M842 206Q826 296 730 286Q700 280 694 212";
  const marks =
    faded +
    waist(dye, thread, true) +
    fly(thread, true) +
    both(
      seam(scoop, 0.45) +
        stitches("M836 208Q820 286 732 277Q708 272 702 214", thread) +
        seam("M878 300Q900 420 890 600L868 1360", 0.16) +
        stitches("M870 300Q892 420 882 560", thread, 0.5) +
        stitches("M642 1336H862", thread),
    ) +
    stitches("M600 462Q620 470 640 520", thread, 0.4);
  return { weave: "twill", pieces: trouserPieces(dye, legs, marks, "", button(600, 182, 13, "#b08d57")) };
}

const skirtBand = (dye: Dye, wide: number): string =>
  `<path d="M${590 - wide} 220Q600 262 ${610 + wide} 220L${616 + wide} 276Q600 316 ${584 - wide} 276Z" fill="${tone(dye.base, 0.95)}"/>` +
  seam(`M${584 - wide} 276Q600 316 ${616 + wide} 276`, 0.45);

const skirtBack = (dye: Dye, wide: number): Piece => ({
  outline: symmetric(
    [0, 230],
    [
      [wide * 0.6, 230, wide - 4, 220],
      [wide - 4, 240],
      [wide * 0.6, 260, 0, 262],
    ],
  ),
  paint: tone(dye.base, 0.5),
  level: 0.25,
  roll: 4,
});

export function pleatedSkirt(dye: Dye): Sketch {
  const pleats: Segment[] = [];
  const count = 15;
  let folds = "";
  let marks = "";
  for (let index = 1; index < count; index += 1) {
    const share = index / count - 0.5;
    const [top, low] = [600 + share * 420, 600 + share * 780];
    const dip = 1290 + Math.cos(share * 2.4) * 34;
    folds +=
      valley([top, 292, (top + low) / 2 - 4, 700, low, dip], 11, 0.75) +
      ridge([top + 13, 292, (top + low) / 2 + 16, 700, low + 22, dip], 13, 0.42);
    marks += `<path d="M${top} 292L${low} ${dip}" stroke="#000" stroke-opacity="0.3" stroke-width="3"/>`;
  }
  for (let index = count; index > 0; index -= 1) {
    const share = index / count - 0.5;
    const next = (index - 1) / count - 0.5;
    const low = 600 + next * 780;
    const [here, there] = [1290 + Math.cos(share * 2.4) * 34, 1290 + Math.cos(next * 2.4) * 34];
    pleats.push([600 + share * 780 - 6, here + 14, low + 8, there + 8], [low, there]);
  }
  const outline = shape(
    [388, 222],
    [
      [600, 262, 812, 222],
      [830, 300, 870, 480],
      [950, 900, 990, 1301],
      ...pleats,
      [250, 900, 330, 480],
      [370, 300, 388, 222],
    ],
  );
  return {
    weave: "satin",
    pieces: [
      skirtBack(dye, 210),
      { outline, paint: dye.base, level: 0.6, roll: 16, folds, marks: marks + skirtBand(dye, 210) },
    ],
  };
}

export function buttonSkirt(dye: Dye): Sketch {
  const thread = tone(dye.base, 1.28);
  const rows = [252, 380, 510, 640, 770, 900, 1010];
  return {
    weave: "twill",
    pieces: [
      skirtBack(dye, 218),
      {
        outline: symmetric(
          [0, 242],
          [
            [130, 242, 222, 222],
            [256, 360, 300, 500],
            [346, 760, 384, 1056],
            [384, 1066, 374, 1068],
            [200, 1100, 0, 1100],
          ],
        ),
        paint: dye.base,
        level: 0.6,
        roll: 22,
        folds:
          both(
            valley([720, 1090, 740, 820, 700, 520], 34, 0.3) +
              ridge([780, 1085, 800, 860, 760, 560], 30, 0.22) +
              valley([880, 1075, 870, 880, 830, 640], 28, 0.26),
          ) + valley([636, 290, 642, 700, 636, 1100], 8, 0.5),
        marks:
          `<rect x="572" y="240" width="56" height="900" fill="${dye.base}"/>` +
          seam("M628 282V1110", 0.4) +
          stitches("M621 282V1110", thread, 0.5) +
          stitches("M579 282V1110", thread, 0.5) +
          both(
            seam("M690 420h128v120q-4 16-64 24q-60-8-64-24z", 0.32) +
              stitches("M697 427h114v110q-6 14-57 20q-51-6-57-20z", thread, 0.55) +
              stitches("M690 440h128", thread, 0.5),
          ) +
          stitches("M210 1040Q420 1076 600 1076T990 1040", thread, 0.5) +
          skirtBand(dye, 216),
        above: rows.map((y, index) => button(600, y + (index === 0 ? 14 : 0), 13, dye.accent)).join(""),
      },
    ],
  };
}
