/** T-shirts and jumpers, drawn as they lie flat: 1200 by 1500, about 13 units to a centimetre. */
import { both, ridge, seam, stitches, symmetric, tone, valley } from "./sketch.ts";
import type { Sketch, Weave } from "./sketch.ts";
import { collarBand, front, inside, longSleeve, neckline, shortSleeve, stripes } from "./parts.ts";
import type { Dye } from "./parts.ts";

export const bodyFolds =
  valley([284, 560, 352, 600, 392, 720], 22, 0.34) +
  ridge([300, 540, 380, 590, 425, 700], 24, 0.2) +
  valley([914, 565, 850, 615, 820, 790], 24, 0.34) +
  ridge([905, 600, 830, 640, 790, 780], 22, 0.2) +
  valley([440, 1230, 470, 1080, 430, 900], 38, 0.2) +
  ridge([520, 1230, 530, 1090, 500, 930], 30, 0.16) +
  valley([745, 1230, 720, 1100, 765, 980], 30, 0.2);

export function tee(dye: Dye): Sketch {
  return {
    weave: "jersey",
    pieces: [
      inside(dye, 330, 94),
      shortSleeve(dye, 1),
      shortSleeve(dye, -1),
      {
        outline: front(117, 345, [
          [200, 262, 294, 294],
          [284, 420, 334, 548],
          [326, 700, 322, 900, 336, 1204],
          [338, 1216, 326, 1217],
          [160, 1228, 0, 1228],
        ]),
        paint: dye.base,
        level: 0.62,
        roll: 24,
        folds: bodyFolds,
        marks:
          seam("M264 1192Q600 1214 936 1192", 0.14) +
          stitches("M264 1184Q600 1206 936 1184", tone(dye.base, 1.2), 0.35) +
          both(seam("M306 294Q318 420 268 548", 0.3)),
      },
      collarBand(dye, 117, 345, 27),
    ],
  };
}

/** A striped top with a boat neck and long sleeves. */
export function breton(dye: Dye): Sketch {
  const cuff = seam("M1112 1030L960 1062", 0.2);
  return {
    weave: "jersey",
    pieces: [
      inside(dye, 298, 118),
      longSleeve(dye, 1, cuff, stripes(dye, -11, 258)),
      longSleeve(dye, -1, cuff, stripes(dye, 11, 258)),
      {
        outline: front(138, 312, [
          [200, 258, 288, 292],
          [272, 420, 308, 552],
          [304, 720, 302, 900, 314, 1168],
          [316, 1180, 304, 1181],
          [160, 1190, 0, 1190],
        ]),
        paint: dye.base,
        level: 0.62,
        roll: 24,
        folds: bodyFolds,
        marks:
          stripes(dye, 0, 392) +
          seam("M264 1162Q600 1180 936 1162", 0.16) +
          both(seam("M312 294Q326 420 292 552", 0.3)),
      },
      collarBand(dye, 138, 312, 20),
    ],
  };
}

const ribbing = (x: number, y: number, width: number, height: number, colour: string, turn = 0) => {
  const lines = Array.from({ length: Math.floor(width / 13) }, (_, index) => {
    const at = x + index * 13;
    return `<rect x="${at}" y="${y}" width="4.5" height="${height}" fill="#000" fill-opacity="0.24"/><rect x="${at + 6.5}" y="${y}" width="3" height="${height}" fill="#fff" fill-opacity="0.12"/>`;
  });
  return `<g transform="rotate(${turn} ${x + width / 2} ${y})"><rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${colour}"/><rect x="${x}" y="${y - 5}" width="${width}" height="6" fill="#000" fill-opacity="0.22"/>${lines.join("")}</g>`;
};

export function jumper(dye: Dye): Sketch {
  const cuff = ribbing(950, 985, 190, 140, tone(dye.base, 0.97), -12);
  return {
    weave: "knit",
    pieces: [
      inside(dye, 326, 90),
      longSleeve(dye, 1, cuff, "", valley([930, 1005, 1020, 1000, 1110, 968], 16, 0.4)),
      longSleeve(dye, -1, cuff, "", ""),
      {
        outline: front(122, 345, [
          [200, 262, 288, 294],
          [272, 430, 312, 556],
          [316, 760, 322, 920, 312, 1080],
          [306, 1120, 300, 1160],
          [298, 1170, 288, 1170],
          [140, 1176, 0, 1176],
        ]),
        paint: dye.base,
        level: 0.62,
        roll: 30,
        folds: bodyFolds + valley([270, 1082, 600, 1092, 930, 1082], 16, 0.4),
        marks:
          ribbing(270, 1088, 660, 110, tone(dye.base, 0.97)) +
          both(seam("M312 294Q328 430 288 556", 0.4) + stitches("M318 300Q334 430 296 548", "#000", 0.16)),
      },
      collarBand(dye, 122, 345, 40),
    ],
  };
}

/** A sleeveless ribbed top. */
export function vest(dye: Dye): Sketch {
  return {
    weave: "jersey",
    pieces: [
      inside(dye, 440, 152),
      {
        outline: symmetric(
          [0, 420],
          [
            [80, 420, 138, 380, 150, 240],
            [228, 252],
            [220, 400, 240, 500, 322, 548],
            [308, 700, 304, 900, 318, 1180],
            [160, 1196, 0, 1196],
          ],
        ),
        paint: dye.base,
        level: 0.62,
        roll: 22,
        folds: bodyFolds,
        marks:
          ribbing(250, 200, 700, 1010, dye.base) +
          `<path d="${neckline(150, 420, 240)}" fill="none" stroke="${dye.base}" stroke-width="44"/>` +
          both(
            `<path d="M828 250C820 400 840 500 926 550" fill="none" stroke="${dye.base}" stroke-width="40"/>` +
              seam("M806 250C798 410 822 516 920 570", 0.3),
          ),
      },
    ],
  };
}

/** A top folded for the shelf: sleeves behind, the lower half under. */
export function foldedTop(dye: Dye, weave: Weave, marks = ""): Sketch {
  const sheet = (drop: number, grow: number) =>
    symmetric(
      [0, 700],
      [
        [292 + grow, 700],
        [300 + grow, 900, 296 + grow, 1060 + drop],
        [296 + grow, 1082 + drop, 270, 1084 + drop],
        [120, 1088 + drop, 0, 1088 + drop],
      ],
    );
  return {
    weave,
    pieces: [
      { outline: sheet(26, 5), paint: tone(dye.base, 0.86), level: 0.3, roll: 10 },
      { outline: sheet(12, 3), paint: tone(dye.base, 0.93), level: 0.42, roll: 8 },
      inside(dye, 330, 94),
      {
        outline: front(117, 345, [
          [200, 262, 272, 286],
          [294, 292, 296, 318],
          [290, 620, 302, 900, 294, 1050],
          [294, 1074, 270, 1076],
          [120, 1082, 0, 1082],
        ]),
        paint: dye.base,
        level: 0.62,
        roll: 34,
        folds:
          both(valley([330, 330, 352, 640, 336, 1040], 14, 0.3)) +
          valley([420, 1080, 460, 930, 430, 780], 30, 0.22) +
          ridge([760, 1080, 730, 940, 770, 820], 30, 0.18),
        marks,
      },
      collarBand(dye, 117, 345, weave === "knit" ? 40 : 27),
    ],
  };
}
