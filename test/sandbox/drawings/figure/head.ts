/** Face and hair. The head is 158 units high, its chin at 158. */
import { both, tone, valley } from "../cloth/sketch.ts";
import type { Piece } from "../cloth/sketch.ts";
import type { Build, Hair } from "./builds.ts";

const x0 = 450;

const cap = (low: number, wide: number, part: number) =>
  `M${x0 - wide} ${low}C${x0 - wide - 8} 40 ${x0 - 44} -6 ${x0 + 4} -4C${x0 + 54} -4 ${x0 + wide + 8} 42 ${x0 + wide} ${low}C${x0 + wide - 4} 72 ${x0 + wide - 10} 52 ${x0 + 34} 40Q${x0 + part} 30 ${x0 - 24} 44C${x0 - wide + 12} 54 ${x0 - wide + 5} 72 ${x0 - wide} ${low}Z`;

const cloud = (cx: number, cy: number, radius: number, bumps: number) => {
  const at = (index: number, r: number) => {
    const angle = (index / bumps) * Math.PI * 2;
    return `${(cx + Math.cos(angle) * r).toFixed(1)} ${(cy + Math.sin(angle) * r * 0.94).toFixed(1)}`;
  };
  const arcs = Array.from(
    { length: bumps },
    (_, index) => `Q${at(index + 0.5, radius * 1.13)} ${at(index + 1, radius)}`,
  );
  return `M${at(0, radius)}${arcs.join("")}Z`;
};

const locks = (colour: string, paths: string[]) =>
  paths
    .map(
      (d) =>
        `<path d="${d}" fill="none" stroke="${tone(colour, 1.22)}" stroke-opacity="0.4" stroke-width="2.2" stroke-linecap="round"/>`,
    )
    .join("");

const strands = [
  "M424 4Q398 20 394 62",
  "M440 0Q408 14 402 46",
  "M470 0Q500 16 505 60",
  "M456 -1Q484 10 494 42",
];

const shapes: Record<Hair, { back?: string; front?: string; top?: string }> = {
  bun: {
    back: `M${x0 - 30} -14A30 27 0 1 1 ${x0 + 30} -14A30 27 0 1 1 ${x0 - 30} -14Z`,
    front: cap(84, 56, 4),
  },
  afro: {
    back: cloud(x0, 56, 92, 17),
    front: `M394 84C392 56 400 36 424 34Q450 22 478 34C502 38 508 60 506 84C512 30 492 -4 450 -6S388 30 394 84Z`,
  },
  short: {
    front: `M393 78C382 30 408 -10 452 -8C500 -8 520 30 507 78C504 62 500 52 492 42Q458 46 428 28Q412 40 402 50C396 60 396 68 393 78Z`,
  },
  crop: {
    front: `M395 72C388 26 412 0 450 0S512 26 505 72C502 56 496 44 484 38Q450 28 416 38C404 44 398 56 395 72Z`,
  },
  bob: {
    back: `M388 60C380 -6 420 -14 450 -12S520 -6 512 60C514 100 520 130 512 152Q494 164 476 152H424Q406 164 388 152C380 130 386 100 388 60Z`,
    front: `M392 112C384 20 412 -10 450 -10S516 20 508 112C502 90 500 66 496 50Q450 60 404 50C400 66 398 90 392 112Z`,
  },
  bald: {},
  ponytail: {
    back: `M404 20C400 -8 430 -22 462 -18C506 -14 524 30 516 92Q512 128 498 146Q502 96 492 60Z`,
    front: cap(82, 56, -18),
  },
  waves: {
    front: `M392 82C378 34 396 -4 428 -10Q446 -24 468 -12C504 -12 522 34 508 82C506 64 502 52 494 46Q480 52 468 38Q456 52 438 38Q424 54 406 48C398 58 396 68 392 82Z`,
  },
};

const eye = (build: Build) =>
  `<path d="M462 84Q473 74 486 83Q474 91 462 84Z" fill="#f6f1ea"/><circle cx="474" cy="83" r="5.4" fill="${build.skin > "#b" ? "#5b4a3a" : "#2c1f18"}"/><circle cx="474" cy="83" r="2.5" fill="#120d0a"/><circle cx="476" cy="81" r="1.3" fill="#fff"/>` +
  `<path d="M461 84Q473 73 487 82" fill="none" stroke="${tone(build.skin, 0.28)}" stroke-width="2.6" stroke-linecap="round"/>` +
  `<path d="M459 69Q473 61 490 68" fill="none" stroke="${tone(build.hairColour, 0.85)}" stroke-opacity="0.85" stroke-width="4" stroke-linecap="round"/>`;

function face(build: Build): string {
  const dark = tone(build.skin, 0.55);
  const lips = `<path d="M432 124Q442 119 450 122Q458 119 468 124Q458 127 450 126Q442 127 432 124Z" fill="${tone(build.lips, 0.88)}"/><path d="M432 124Q450 129 468 124Q460 136 450 136T432 124Z" fill="${build.lips}"/><path d="M430 123.500Q450 129 470 123.500" fill="none" stroke="${tone(build.lips, 0.55)}" stroke-width="1.6" stroke-linecap="round"/>`;
  const beard = build.beard
    ? `<path d="M${x0 - build.jaw - 14} 92Q${x0 - build.jaw} 116 ${x0 - 24} 112Q450 104 ${x0 + 24} 112Q${x0 + build.jaw} 116 ${x0 + build.jaw + 14} 92L${x0 + build.jaw + 8} 172H${x0 - build.jaw - 8}Z" fill="${build.hairColour}"/>`
    : "";
  return (
    both(
      `<ellipse cx="484" cy="106" rx="13" ry="9" fill="${build.lips}" fill-opacity="0.2" filter="url(#soft6)"/>`,
      x0,
    ) +
    beard +
    both(eye(build), x0) +
    `<path d="M456 84Q460 100 461 105Q459 112 450 111Q443 111 441 107" fill="none" stroke="${dark}" stroke-opacity="0.55" stroke-width="2.2" stroke-linecap="round"/>` +
    `<ellipse cx="450" cy="101" rx="5" ry="8" fill="#fff" fill-opacity="0.14" filter="url(#soft6)"/>` +
    lips
  );
}

/** What lies behind the neck, and what lies over it. */
export function head(build: Build): { behind: Piece[]; before: Piece[] } {
  const { skin, jaw, hairColour, hair } = build;
  const { back, front } = shapes[hair];
  const strand = hair === "afro" || hair === "crop" ? "" : locks(hairColour, strands);
  const before: Piece[] = [
    ...[1, -1].map((side) => ({
      outline: `M${x0 + side * 50} 78q${side * 14} -8 ${side * 12} 8q${side * -2} 22 ${side * -13} 24Z`,
      paint: tone(skin, 0.92),
      level: 0.5,
      roll: 4,
    })),
    {
      outline: `M450 4C${x0 + 44} 4 ${x0 + 57} 40 ${x0 + 55} 80C${x0 + 54} 106 ${x0 + jaw + 8} 128 ${x0 + jaw - 6} 142Q${x0 + 16} 159 450 159T${x0 - jaw + 6} 142C${x0 - jaw - 8} 128 ${x0 - 54} 106 ${x0 - 55} 80C${x0 - 57} 40 ${x0 - 44} 4 450 4Z`,
      paint: skin,
      level: 0.72,
      roll: 15,
      folds: valley([452, 60, 468, 70, 490, 66], 6, 0.12) + valley([448, 60, 432, 70, 410, 66], 6, 0.12),
      marks:
        face(build) +
        (hair === "bald"
          ? `<path d="M394 80C388 20 416 2 450 2S512 20 506 80Q502 40 450 36T394 80Z" fill="${hairColour}" fill-opacity="0.22" filter="url(#soft6)"/>`
          : ""),
    },
  ];
  if (front) before.push({ outline: front, paint: hairColour, level: 0.8, roll: 9, marks: strand });
  return {
    behind: back ? [{ outline: back, paint: tone(hairColour, 0.86), level: 0.3, roll: 12 }] : [],
    before,
  };
}
