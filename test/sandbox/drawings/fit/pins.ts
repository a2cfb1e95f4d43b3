/** Which point of a garment comes to lie on which point of the body. */
import type { Figure } from "./figure.ts";
import { reach } from "./shape.ts";
import type { Shape, Spot } from "./shape.ts";

/** Half widths from the middle lines; each pin stands for both sides. */
export type Pin = { cloth: Spot; body: Spot };

const mix = (a: number, b: number, share: number) => a + (b - a) * share;
const thirds = [0.2, 0.4, 0.6, 0.8, 1];

/** Shoulders, armholes and sleeves; `scale` is how many body pixels one garment pixel makes. */
function bodice(shape: Shape, figure: Figure) {
  const armpit = shape.armpit ?? {
    half: shape.trunk(mix(shape.top, shape.bottom, 0.3)),
    y: mix(shape.top, shape.bottom, 0.25),
  };
  const strap = shape.outer(shape.top + (shape.bottom - shape.top) * 0.03) * 0.98;
  const tip = shape.sleeve ? armpit.half * 0.91 : strap;
  const neck = tip * (shape.sleeve ? 0.37 : 0.62);
  const shoulder = figure.shoulder.half * (shape.sleeve ? 1.02 : Math.min(0.9, (1.06 * strap) / armpit.half));
  const scale = (shoulder / tip + (figure.height * (shape.sleeve ? 0.113 : 0.09)) / tip) / 2;
  const [neckY, tipY] = [reach(shape, neck), reach(shape, tip)];
  const neckHalf = (neck / tip) * shoulder;
  const lift = figure.height * 0.004;
  const chest = Math.max(figure.side(figure.armpit + 2) + figure.height * 0.008, 0);
  const pit = { half: chest, y: figure.armpit + figure.height * (shape.sleeve ? 0.014 : 0.002) };
  const pins: Pin[] = [
    { cloth: { half: neck, y: neckY }, body: { half: neckHalf, y: figure.slope(neckHalf) - lift } },
    { cloth: { half: tip, y: tipY }, body: { half: shoulder, y: figure.slope(shoulder) - lift } },
    { cloth: armpit, body: pit },
  ];
  if (!shape.sleeve) return { pins, scale, armpit, pit, neckY };

  const { arm } = figure;
  const [dx, dy] = [arm.to.x - arm.from.x, arm.to.y - arm.from.y];
  const reachOfArm = Math.hypot(dx, dy);
  const { outer, inner } = shape.sleeve;
  const length = Math.hypot((outer.half + inner.half) / 2 - tip, (outer.y + inner.y) / 2 - tipY) * scale;
  const end = length > reachOfArm * 0.78 ? 1.03 : length / reachOfArm;
  const opening = (Math.hypot(outer.half - inner.half, outer.y - inner.y) / 2) * scale;
  const across = (share: number, wide: number, side: 1 | -1): Spot => {
    const half = Math.max(arm.half(share) * 1.2 + figure.height * 0.003, wide * 0.74);
    const y = arm.from.y + dy * share - (side * half * dx) / reachOfArm;
    const out = arm.from.x + dx * share + (side * half * dy) / reachOfArm;
    return {
      half: side > 0 && y < arm.to.y ? Math.max(out, figure.outline(y) + figure.height * 0.005) : out,
      y,
    };
  };
  /** A sleeve that would come to lie inside of the trunk is laid beside it: crossed pins would tear the cloth. */
  const clear = (spot: Spot): Spot => {
    const trunk = spot.y < figure.crotch ? figure.side(spot.y) * 1.02 + figure.height * 0.014 : 0;
    return { half: Math.max(spot.half, trunk), y: spot.y };
  };
  const under = across(end, opening, -1);
  const low = { ...under, y: Math.max(under.y, pit.y + figure.height * 0.02) };
  pins.push({ cloth: outer, body: across(end, opening, 1) }, { cloth: inner, body: clear(low) });
  if (end > 0.7) {
    for (const share of [0.35, 0.68]) {
      const found = shape.sleeve.at(mix(armpit.y, inner.y, share));
      if (!found) continue;
      const y = mix(armpit.y, inner.y, share);
      const down = mix((figure.armpit - arm.from.y) / dy, end, share);
      const wide = ((found.outer - found.inner) / 2) * scale;
      pins.push(
        { cloth: { half: found.outer, y }, body: across(down - 0.03, wide, 1) },
        { cloth: { half: found.inner, y }, body: clear(across(down + 0.03, wide, -1)) },
      );
    }
    for (const share of [0.3, 0.7]) {
      const y = mix(tipY, armpit.y, share);
      const down = (share * (figure.armpit - arm.from.y)) / dy;
      pins.push({ cloth: { half: shape.outer(y), y }, body: across(down, arm.half(down), 1) });
    }
  } else {
    const found = { half: mix(tip, outer.half, 0.5), y: 0 };
    found.y = reach(shape, found.half);
    pins.push({ cloth: found, body: across(end * 0.5, opening * 1.1, 1) });
  }
  return { pins, scale, armpit, pit, neckY };
}

function upperPins(shape: Shape, figure: Figure): Pin[] {
  const { pins, scale, armpit, pit } = bodice(shape, figure);
  const hem = shape.bottom - (shape.bottom - shape.top) * 0.035;
  const { arm } = figure;
  /** Where the inside of the sleeve hangs at this height. */
  const armAt = (y: number, wide: number) => {
    const share = (y - arm.from.y) / (arm.to.y - arm.from.y);
    return mix(arm.from.x, arm.to.x, share) - arm.half(Math.min(1, share)) * wide;
  };
  for (const share of [0, ...thirds]) {
    const y = mix(armpit.y, hem, share);
    const bodyY = pit.y + (y - armpit.y) * scale;
    pins.push({ cloth: { half: 0, y }, body: { half: 0, y: bodyY } });
    if (share === 0) continue;
    const loose = Math.min(
      shape.trunk(y) * scale * 0.8,
      shape.sleeve && bodyY < arm.to.y ? armAt(bodyY, 1.3) - figure.height * 0.012 : Infinity,
    );
    const half = Math.max(figure.side(bodyY) * 1.045 + figure.height * 0.006, loose);
    pins.push({ cloth: { half: shape.trunk(y), y }, body: { half, y: bodyY } });
    const beside = shape.sleeve?.at(y);
    const sleeve = armAt(bodyY, 1.15);
    // The gap between trunk and sleeve is held as well, or cloth from below would bend into it.
    if (beside && sleeve > half + figure.height * 0.01 && bodyY < arm.to.y)
      pins.push({
        cloth: { half: (shape.trunk(y) + beside.inner) / 2, y },
        body: { half: (half + sleeve) / 2, y: bodyY },
      });
    if (share < 1) continue;
    const [under, bodyUnder] = [
      shape.bottom + (shape.bottom - shape.top) * 0.06,
      bodyY + (shape.bottom - shape.top) * 0.095 * scale,
    ];
    pins.push(
      { cloth: { half: shape.trunk(y), y: under }, body: { half, y: bodyUnder } },
      { cloth: { half: 0, y: under }, body: { half: 0, y: bodyUnder } },
    );
  }
  return pins;
}

function dressPins(shape: Shape, figure: Figure): Pin[] {
  const { pins, scale, armpit, pit } = bodice(shape, figure);
  const hem = shape.bottom - (shape.bottom - shape.top) * 0.03;
  let waist = armpit.y;
  for (let y = armpit.y; y < mix(armpit.y, hem, 0.5); y += 1)
    if (shape.trunk(y) <= shape.trunk(waist)) waist = y;
  const add = (y: number, bodyY: number, room: number) =>
    pins.push(
      { cloth: { half: 0, y }, body: { half: 0, y: bodyY } },
      {
        cloth: { half: shape.trunk(y), y },
        body: {
          half: Math.max(figure.side(bodyY) * 1.03 + figure.height * 0.003, shape.trunk(y) * scale * room),
          y: bodyY,
        },
      },
    );
  for (const share of [0.35, 0.7, 1]) add(mix(armpit.y, waist, share), mix(pit.y, figure.waist, share), 0.7);
  for (const share of thirds) add(mix(waist, hem, share), figure.waist + (hem - waist) * scale * share, 0.92);
  return pins;
}

function waistband(shape: Shape, figure: Figure) {
  const y = shape.top + (shape.bottom - shape.top) * 0.016;
  const bodyY = mix(figure.waist, figure.crotch, 0.1);
  return {
    cloth: { half: shape.outer(y), y },
    body: { half: figure.side(bodyY) + figure.height * 0.004, y: bodyY },
  };
}

function skirtPins(shape: Shape, figure: Figure): Pin[] {
  const top = waistband(shape, figure);
  const scale = (top.body.half / top.cloth.half + (figure.height * 0.079) / top.cloth.half) / 2;
  const hem = shape.bottom - (shape.bottom - shape.top) * 0.05;
  const pins = [top];
  for (const share of [0.08, ...thirds]) {
    const y = mix(top.cloth.y, hem, share);
    const bodyY = top.body.y + (y - top.cloth.y) * scale * 1.08;
    const half = Math.max(figure.side(bodyY) * 1.03 + figure.height * 0.004, shape.outer(y) * scale);
    pins.push({ cloth: { half: 0, y }, body: { half: 0, y: bodyY } });
    pins.push({ cloth: { half: shape.outer(y), y }, body: { half, y: bodyY } });
  }
  return pins;
}

function trouserPins(shape: Shape, figure: Figure, crotch: number): Pin[] {
  const top = waistband(shape, figure);
  const scale = top.body.half / top.cloth.half;
  const fork = figure.crotch + figure.height * 0.008;
  const pins: Pin[] = [top, { cloth: { half: 0, y: crotch }, body: { half: 0, y: fork } }];
  for (const share of [0.33, 0.66, 1]) {
    const [y, bodyY] = [mix(top.cloth.y, crotch, share), mix(top.body.y, fork, share)];
    const side = figure.side(bodyY);
    const half = Math.max(
      side * 1.02 + figure.height * 0.003,
      Math.min(shape.outer(y) * scale * 0.92, side * 1.1),
    );
    pins.push({ cloth: { half: shape.outer(y), y }, body: { half, y: bodyY } });
  }
  const hem = shape.bottom - (shape.bottom - shape.top) * 0.012;
  const legScale = (scale + (figure.height * 0.079) / top.cloth.half) / 2;
  const stretch = (fork - top.body.y) / (crotch - top.cloth.y);
  let end = fork + (hem - crotch) * stretch;
  if (end > figure.ankle - figure.height * 0.09) end = figure.ankle + figure.height * 0.012;
  for (const share of [0.15, ...thirds]) {
    const [y, bodyY] = [mix(crotch, hem, share), mix(fork, end, share)];
    const outer = shape.outer(y);
    const inner = shape.inner(y);
    const leg = figure.leg(Math.min(bodyY, figure.ankle));
    const wide = Math.max(
      ((leg.outer - leg.inner) / 2) * 1.12 + figure.height * 0.003,
      ((outer - inner) / 2) * legScale * 0.95,
    );
    const middle = Math.max((leg.inner + leg.outer) / 2, wide + figure.height * 0.006);
    pins.push(
      { cloth: { half: inner, y }, body: { half: middle - wide, y: bodyY } },
      { cloth: { half: outer, y }, body: { half: middle + wide, y: bodyY } },
    );
  }
  return pins;
}

export function pinsFor(shape: Shape, figure: Figure): Pin[] {
  if (shape.kind === "upper") return upperPins(shape, figure);
  if (shape.kind === "dress") return dressPins(shape, figure);
  return shape.crotch === undefined ? skirtPins(shape, figure) : trouserPins(shape, figure, shape.crotch);
}
