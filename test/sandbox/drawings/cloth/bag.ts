/** A canvas bag: something that nobody can try on. */
import { both, ridge, seam, stitches, symmetric, tone, valley } from "./sketch.ts";
import type { Sketch } from "./sketch.ts";
import type { Dye } from "./parts.ts";

export function tote(dye: Dye): Sketch {
  const handle = (y: number, shade: number) =>
    `<path d="M456 520C446 ${y} 540 ${y - 60} 600 ${y - 60}S754 ${y} 744 520" fill="none" stroke="#000" stroke-opacity="0.22" stroke-width="34" transform="translate(4 7)"/>` +
    `<path d="M456 520C446 ${y} 540 ${y - 60} 600 ${y - 60}S754 ${y} 744 520" fill="none" stroke="${tone(dye.accent, shade)}" stroke-width="32"/>` +
    `<path d="M456 520C446 ${y} 540 ${y - 60} 600 ${y - 60}S754 ${y} 744 520" fill="none" stroke="#fff" stroke-opacity="0.3" stroke-width="2" stroke-dasharray="8 5"/>`;
  const tab = both(
    `<path d="M724 508h40v132l-20 22l-20-22z" fill="#000" fill-opacity="0.25" transform="translate(3 5)"/><path d="M724 500h40v132l-20 22l-20-22z" fill="${dye.accent}"/>` +
      stitches("M730 504v124l14 16l14-16v-124", tone(dye.accent, 1.5), 0.7),
  );
  return {
    weave: "linen",
    pieces: [
      {
        outline: symmetric(
          [0, 470],
          [
            [258, 470],
            [262, 560],
            [0, 560],
          ],
        ),
        paint: tone(dye.base, 0.6),
        level: 0.3,
        roll: 6,
        above: handle(250, 0.8),
      },
      {
        outline: symmetric(
          [0, 492],
          [
            [140, 496, 262, 482],
            [286, 800, 300, 1130],
            [302, 1180, 262, 1186],
            [140, 1196, 0, 1196],
          ],
        ),
        paint: dye.base,
        level: 0.6,
        roll: 34,
        folds:
          both(
            valley([870, 1180, 820, 1080, 830, 960], 26, 0.4) +
              valley([740, 660, 730, 820, 760, 940], 26, 0.22),
          ) +
          valley([340, 1090, 600, 1120, 860, 1090], 30, 0.25) +
          ridge([560, 560, 590, 760, 560, 960], 40, 0.16),
        marks:
          stitches("M330 524Q600 540 870 524", tone(dye.accent, 1.2), 0.6) +
          seam("M312 1100Q600 1122 888 1100", 0.2) +
          stitches("M312 1112Q600 1134 888 1112", tone(dye.accent, 1.2), 0.5),
        above:
          handle(330, 1) +
          tab +
          `<rect x="556" y="760" width="88" height="46" rx="4" fill="${dye.accent}"/><path d="M572 784h56M584 794h32" stroke="${tone(dye.accent, 0.6)}" stroke-width="3"/>`,
      },
    ],
  };
}
