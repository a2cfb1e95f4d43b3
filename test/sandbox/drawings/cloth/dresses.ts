/** Dresses: about 10.5 units to a centimetre. */
import { both, ridge, seam, shape, stitches, symmetric, tone, valley } from "./sketch.ts";
import type { Piece, Sketch } from "./sketch.ts";
import { other } from "./parts.ts";
import type { Dye } from "./parts.ts";

const neckInside = (dye: Dye, wide: number, low: number): Piece => ({
  outline: symmetric(
    [0, 158],
    [
      [wide * 0.6, 158, wide, 138],
      [wide + 6, 170],
      [wide * 0.6, low, 0, low],
    ],
  ),
  paint: tone(dye.base, 0.48),
  level: 0.2,
  roll: 4,
  above: `<path d="M${602 - wide} 143Q600 176 ${598 + wide} 143" fill="none" stroke="${tone(dye.base, 0.76)}" stroke-width="10"/><rect x="578" y="172" width="44" height="20" rx="2" fill="#efe7d7"/>`,
});

function dressSleeve(dye: Dye, side: 1 | -1): Piece {
  const x = (value: number) => 600 + side * value;
  const folds =
    valley([822, 385, 850, 320, 890, 290], 16, 0.34) +
    ridge([840, 400, 880, 350, 910, 320], 14, 0.22) +
    valley([800, 200, 850, 240, 880, 250], 16, 0.2);
  return {
    outline: shape(
      [x(196), 175],
      [
        [x(262), 192, x(348), 332],
        [x(352), 342, x(344), 350],
        [x(310), 396, x(270), 424],
        [x(262), 428, x(254), 420],
        [x(228), 394],
        [x(120), 394],
        [x(130), 175],
      ],
    ),
    paint: dye.base,
    level: 0.46,
    roll: 16,
    folds: side > 0 ? folds : other(folds),
    marks: side > 0 ? seam("M936 322L850 412", 0.2) : other(seam("M936 322L850 412", 0.2)),
  };
}

const flowing = (top: number, low: number) =>
  [
    [-150, -250, 26],
    [-70, -120, 34],
    [10, 30, 24],
    [80, 150, 32],
    [150, 270, 24],
  ]
    .map(([from = 0, to = 0, wide = 0]) => {
      const [a, b] = [600 + from, 600 + to];
      return (
        valley([a, top, a + (b - a) * 0.25, (top + low) / 2, b, low + 20], wide, 0.4) +
        ridge([a + 26, top, a + 34 + (b - a) * 0.25, (top + low) / 2, b + 44, low + 20], wide - 4, 0.28)
      );
    })
    .join("");

export function wrapDress(dye: Dye): Sketch {
  const panel = (side: 1 | -1): Piece => {
    const x = (value: number) => 600 + side * value;
    return {
      outline: shape(
        [x(84), 140],
        [
          [x(150), 152, x(204), 178],
          [x(196), 290, x(228), 388],
          [x(196), 480, x(182), 562],
          [x(-176), 562],
          [x(-150), 480],
          [x(-60), 360, x(20), 290],
          [x(70), 232, x(84), 140],
        ],
      ),
      paint: dye.base,
      level: side > 0 ? 0.5 : 0.66,
      roll: 14,
      folds:
        valley([x(190), 420, x(60), 430, x(-90), 548], 20, 0.34) +
        ridge([x(180), 450, x(70), 470, x(-60), 552], 18, 0.24) +
        valley([x(186), 510, x(80), 520, x(0), 558], 18, 0.3) +
        valley([x(120), 250, x(90), 330, x(10), 400], 20, 0.2),
      marks:
        stitches(
          shape(
            [x(96), 144],
            [
              [x(82), 240, x(30), 300],
              [x(-50), 372, x(-142), 484],
            ],
            false,
          ),
          tone(dye.base, 1.25),
          0.35,
        ) + seam(shape([x(204), 178], [[x(196), 290, x(228), 388]], false), 0.3),
    };
  };
  const skirt = symmetric(
    [0, 556],
    [
      [182, 556],
      [214, 640, 236, 740],
      [300, 1040, 352, 1318],
      [354, 1330, 340, 1334],
      [180, 1368, 0, 1368],
    ],
  );
  const tie = (d: string) =>
    `<path d="${d}" fill="#000" fill-opacity="0.25" transform="translate(3 6)"/><path d="${d}" fill="${tone(dye.base, 0.94)}" stroke="#000" stroke-opacity="0.22" stroke-width="2"/>`;
  return {
    weave: "satin",
    pieces: [
      neckInside(dye, 82, 330),
      dressSleeve(dye, 1),
      dressSleeve(dye, -1),
      {
        outline: skirt,
        paint: dye.base,
        level: 0.56,
        roll: 22,
        folds: flowing(590, 1360) + valley([478, 590, 560, 950, 690, 1370], 14, 0.55),
        marks: seam("M474 590Q560 960 700 1372", 0.3),
      },
      panel(1),
      panel(-1),
      {
        outline: symmetric(
          [0, 548],
          [
            [184, 544],
            [188, 592],
            [90, 600, 0, 600],
          ],
        ),
        paint: tone(dye.base, 0.95),
        level: 0.8,
        roll: 9,
        folds: valley([420, 566, 600, 582, 780, 562], 6, 0.5),
        above:
          tie("M470 575Q440 680 452 800L486 792Q474 690 492 580Z") +
          tie("M474 575Q500 690 534 760L560 738Q514 660 494 572Z") +
          tie("M470 570Q400 540 404 582Q410 618 474 588Z") +
          tie("M488 570Q556 534 560 574Q556 612 490 588Z") +
          tie("M464 560h34v34h-34z"),
      },
    ],
  };
}

export function shiftDress(dye: Dye): Sketch {
  return {
    weave: "wool",
    pieces: [
      neckInside(dye, 92, 268),
      {
        outline: symmetric(
          [0, 218],
          [
            [52, 218, 88, 200, 100, 140],
            [140, 146, 184, 166],
            [170, 250, 182, 340, 234, 386],
            [212, 470, 198, 520, 202, 580],
            [206, 660, 244, 730, 256, 830],
            [270, 950, 280, 1060, 288, 1180],
            [288, 1190, 276, 1192],
            [140, 1206, 0, 1206],
          ],
        ),
        paint: dye.base,
        level: 0.6,
        roll: 22,
        folds:
          both(
            valley([820, 400, 770, 430, 720, 425], 14, 0.34) +
              valley([690, 1200, 700, 980, 680, 760], 34, 0.26) +
              ridge([750, 1196, 760, 1000, 730, 800], 28, 0.2) +
              valley([795, 560, 770, 600, 720, 610], 22, 0.2),
          ) + valley([600, 1210, 590, 1020, 610, 840], 36, 0.18),
        marks:
          both(
            seam("M830 404Q760 432 706 428", 0.25) +
              seam("M700 520Q694 600 700 690", 0.2) +
              stitches("M790 168Q780 250 792 334Q806 366 832 380", tone(dye.base, 1.25), 0.4),
          ) +
          stitches("M508 146Q514 206 554 222T600 228T646 222T692 146", tone(dye.base, 1.25), 0.4) +
          stitches("M310 1164Q600 1186 890 1164", tone(dye.base, 1.25), 0.35),
      },
    ],
  };
}
