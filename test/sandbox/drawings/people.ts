/** Drawn people to try things on: full figures on a plain wall. Drawn when first asked for, and kept. */
import sharp from "sharp";
import { render } from "./cloth/render.ts";
import { body, shoes } from "./figure/body.ts";
import { builds } from "./figure/builds.ts";
import type { Build } from "./figure/builds.ts";
import { head } from "./figure/head.ts";

export const people: { name: string; label: string }[] = builds.map(({ name, label }) => ({ name, label }));

const [width, height] = [900, 1350];

async function draw(build: Build): Promise<Buffer> {
  const { behind, before } = head(build);
  const pieces = [...behind, body(build), ...shoes(build), ...before];
  const unit = build.tall / 1200;
  const frame = {
    x: 450 - width / unit / 2,
    y: 1200 - 1300 / unit,
    width: width / unit,
    height: height / unit,
  };
  const figure = await render({ pieces, weave: "skin" }, frame, width, height);
  const wall = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs>
    <radialGradient id="floor"><stop offset="0" stop-color="#000" stop-opacity="0.3"/><stop offset="1" stop-color="#000" stop-opacity="0"/></radialGradient></defs>
    <rect width="100%" height="100%" fill="${build.wall}"/>
    <ellipse cx="450" cy="1301" rx="240" ry="22" fill="url(#floor)"/></svg>`;
  return sharp(Buffer.from(wall))
    .composite([{ input: figure.pixels, raw: { width, height, channels: 4 } }])
    .jpeg({ quality: 92 })
    .toBuffer();
}

const drawn = new Map<string, Promise<Buffer>>();

/** A figure's picture; nothing for a name that is not in `people`. */
export async function personFile(name: string): Promise<Buffer | undefined> {
  const build = builds.find((one) => one.name === name);
  if (!build) return undefined;
  const made = drawn.get(name) ?? draw(build);
  drawn.set(name, made);
  return made;
}
