/** What is buttoned: shirts and jackets. */
import { both, button, ridge, seam, shape, stitches, symmetric, tone, valley } from "./sketch.ts";
import type { Piece, Sketch } from "./sketch.ts";
import { longSleeve } from "./parts.ts";
import type { Dye } from "./parts.ts";
import { bodyFolds } from "./tops.ts";

/** The stand and the inside of the back, seen between the collar's points. */
function opening(dye: Dye): Piece[] {
  return [
    {
      outline: symmetric(
        [0, 262],
        [
          [100, 236],
          [112, 290],
          [40, 350],
          [0, 352],
        ],
      ),
      paint: tone(dye.base, 0.48),
      level: 0.2,
      roll: 4,
    },
    {
      outline: symmetric(
        [0, 202],
        [
          [60, 204, 94, 220],
          [104, 254],
          [60, 272, 0, 274],
        ],
      ),
      paint: tone(dye.base, 0.74),
      level: 0.4,
      roll: 6,
      marks: stitches("M496 250Q600 282 704 250", tone(dye.base, 1.1), 0.4),
      above: `<rect x="574" y="280" width="52" height="24" rx="2" fill="#efe7d7"/><path d="M584 292h32" stroke="#8a8378" stroke-width="2.5"/>`,
    },
  ];
}

function collar(dye: Dye, thread: string, long: number): Piece[] {
  const leaf = (side: 1 | -1): Piece => {
    const x = (value: number) => 600 + side * value;
    const edge = `M${x(4)} 344L${x(96)} ${long}L${x(140)} 268`;
    return {
      outline: shape(
        [x(90), 214],
        [
          [x(112), 236, x(148), 262],
          [x(132), 330, x(104), long + 6],
          [x(98), long + 12, x(90), long + 6],
          [x(52), 380, x(2), 348],
          [x(40), 330, x(74), 280],
          [x(86), 240, x(90), 214],
        ],
      ),
      paint: tone(dye.base, 1.03),
      level: 0.84,
      roll: 9,
      marks: stitches(
        shape(
          [x(10), 338],
          [
            [x(56), 368, x(95), long - 6],
            [x(120), 330, x(136), 266],
          ],
          false,
        ),
        thread,
        0.5,
      ),
      above: `<path d="${edge}" fill="none" stroke="#000" stroke-opacity="0"/>`,
    };
  };
  return [leaf(1), leaf(-1)];
}

const collarShade = both(valley([596, 370, 680, 400, 720, 300], 26, 0.5));

const body = (hem: number, side: number) =>
  symmetric(
    [0, 350],
    [
      [60, 320, 100, 246],
      [200, 262, 286, 294],
      [272, 420, 310, 552],
      [side - 8, 720, side - 12, hem - 260, side, hem - 46],
      [side - 4, hem - 18, side - 40, hem - 14],
      [side - 110, hem - 6, 130, hem + 6, 0, hem + 6],
    ],
  );

const placket = (dye: Dye, hem: number, thread: string) =>
  `<rect x="576" y="330" width="48" height="${hem}" fill="${dye.base}"/>` +
  seam(`M624 348V${hem + 20}`, 0.4) +
  seam(`M576 352V${hem + 20}`, 0.12) +
  stitches(`M618 350V${hem + 20}`, thread, 0.4) +
  stitches(`M582 356V${hem + 20}`, thread, 0.4);

export function shirt(dye: Dye): Sketch {
  const thread = tone(dye.base, 1.3);
  const cuff =
    seam("M1094 960L962 990", 0.4) +
    stitches("M1096 972L964 1002", thread, 0.5) +
    stitches("M1110 1046L978 1078", thread, 0.5) +
    button(1062, 1026, 9, dye.accent);
  const rows = [392, 520, 648, 776, 904, 1032];
  return {
    weave: "linen",
    pieces: [
      ...opening(dye),
      longSleeve(dye, 1, cuff),
      longSleeve(dye, -1, cuff),
      {
        outline: body(1190, 318),
        paint: dye.base,
        level: 0.62,
        roll: 22,
        folds: bodyFolds + collarShade + valley([632, 360, 640, 760, 632, 1190], 9, 0.5),
        marks:
          placket(dye, 1190, thread) +
          both(seam("M314 294Q328 420 290 552", 0.3) + stitches("M322 300Q336 420 300 548", thread, 0.35)) +
          seam("M330 330Q420 352 520 330", 0.18) +
          seam("M870 330Q780 352 680 330", 0.18) +
          seam("M700 520h116v108q-4 16-58 22q-54 -6 -58 -22z", 0.3) +
          stitches("M700 536h116", thread, 0.45) +
          stitches("M282 1150Q330 1166 420 1174T600 1184T780 1174T918 1150", thread, 0.4),
        above: rows.map((y) => button(600, y, 11, dye.accent)).join(""),
      },
      ...collar(dye, thread, 412),
    ],
  };
}

const pocket = (x: number, y: number, wide: number, high: number, thread: string) =>
  seam(`M${x} ${y}h${wide}v${high - 22}l${-wide / 2} 22l${-wide / 2} -22z`, 0.34) +
  stitches(
    `M${x + 7} ${y + 60}v${high - 84}l${wide / 2 - 7} 19l${wide / 2 - 7} -19v${84 - high}`,
    thread,
    0.6,
  );

const flap = (x: number, y: number, wide: number, colour: string, thread: string, fill: string) =>
  `<path d="M${x - 4} ${y + 6}h${wide + 8}v44l${-wide / 2 - 4} 28l${-wide / 2 - 4} -28z" fill="#000" fill-opacity="0.28"/>` +
  `<path d="M${x - 5} ${y}h${wide + 10}v44l${-wide / 2 - 5} 26l${-wide / 2 - 5} -26z" fill="${colour}"/>` +
  stitches(`M${x + 2} ${y + 6}v34l${wide / 2 - 2} 22l${wide / 2 - 2} -22v-34`, thread, 0.7) +
  button(x + wide / 2, y + 46, 10, fill);

/** A warm shirt to be worn as a jacket. */
export function overshirt(dye: Dye): Sketch {
  const thread = tone(dye.base, 1.25);
  const plain = shirt(dye);
  const pieces = plain.pieces.map((piece) =>
    piece.above?.includes("circle") && piece.marks
      ? {
          ...piece,
          marks:
            placket(dye, 1190, thread) +
            both(
              seam("M314 294Q328 420 290 552", 0.35) +
                pocket(690, 520, 140, 176, thread) +
                flap(690, 516, 140, dye.base, thread, dye.accent),
            ),
        }
      : piece,
  );
  return { ...plain, weave: "wool", pieces };
}

export function denimJacket(dye: Dye): Sketch {
  const thread = dye.accent;
  const metal = "#b9a27a";
  const cuff =
    seam("M1096 968L964 998", 0.5) +
    stitches("M1097 978L966 1008", thread) +
    stitches("M1110 1048L978 1080", thread) +
    button(1066, 1032, 9, metal);
  const panel =
    seam("M660 430L690 870", 0.3) +
    stitches("M668 470L697 866", thread, 0.7) +
    seam("M800 430L772 870", 0.3) +
    stitches("M793 470L765 866", thread, 0.7) +
    seam("M624 432H890", 0.35) +
    stitches("M630 442H884", thread, 0.7);
  const faded = `<ellipse cx="735" cy="660" rx="64" ry="180" fill="#fff" fill-opacity="0.2" filter="url(#soft24)"/>`;
  return {
    weave: "twill",
    pieces: [
      ...opening(dye),
      longSleeve(
        dye,
        1,
        `<ellipse cx="1010" cy="720" rx="40" ry="200" fill="#fff" fill-opacity="0.16" filter="url(#soft24)" transform="rotate(-14 1010 720)"/>${cuff}`,
      ),
      longSleeve(
        dye,
        -1,
        `<ellipse cx="1010" cy="720" rx="40" ry="200" fill="#fff" fill-opacity="0.16" filter="url(#soft24)" transform="rotate(-14 1010 720)"/>${cuff}`,
      ),
      {
        outline: symmetric(
          [0, 350],
          [
            [60, 320, 100, 246],
            [200, 262, 286, 294],
            [272, 420, 312, 556],
            [314, 700, 306, 860],
            [302, 940],
            [302, 952, 290, 952],
            [140, 958, 0, 958],
          ],
        ),
        paint: dye.base,
        level: 0.62,
        roll: 20,
        folds:
          collarShade +
          both(
            valley([300, 580, 370, 640, 400, 740], 22, 0.26) +
              ridge([320, 570, 390, 640, 420, 720], 20, 0.18) +
              valley([300, 868, 450, 874, 600, 872], 9, 0.4),
          ) +
          valley([632, 360, 640, 660, 632, 960], 9, 0.5),
        marks:
          both(faded + panel) +
          placket(dye, 960, thread) +
          both(
            seam("M314 294Q328 420 288 556", 0.45) +
              stitches("M323 300Q337 420 298 552", thread) +
              flap(672, 446, 122, tone(dye.base, 1.04), thread, metal),
          ) +
          `<rect x="290" y="872" width="620" height="100" fill="${tone(dye.base, 0.94)}"/>` +
          seam("M290 872H910", 0.45) +
          stitches("M290 882H910", thread) +
          stitches("M290 940H910", thread),
        above: [400, 500, 600, 700, 800, 912].map((y) => button(600, y, 11, metal)).join(""),
      },
      ...collar(dye, thread, 424),
    ],
  };
}
