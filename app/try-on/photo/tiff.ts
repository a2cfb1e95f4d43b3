/** A picture's bare pixels behind a header that sharp reads, so that their colours keep their meaning. */

export type Unfolded = {
  width: number;
  height: number;
  /** Red, green, blue; the fourth says how opaque. */
  channels: 3 | 4;
  /** The ICC profile that says what the colours mean; without one they are sRGB. */
  profile?: Uint8Array | undefined;
};

const types = { short: 3, long: 4, bytes: 7 };
const entryBytes = 12;

/** The whole file with room for the pixels: rows from the top, without gaps, from `pixelsAt` on. */
export function tiffFor({ width, height, channels, profile }: Unfolded): {
  file: Uint8Array<ArrayBuffer>;
  pixelsAt: number;
} {
  const entryCount = 10 + (channels === 4 ? 1 : 0) + (profile ? 1 : 0);
  const depthsAt = 8 + 2 + entryCount * entryBytes + 4;
  const profileAt = depthsAt + channels * 2;
  const pixelsAt = profileAt + (profile?.length ?? 0);
  const pixelBytes = width * height * channels;
  const file = new Uint8Array(pixelsAt + pixelBytes);
  const view = new DataView(file.buffer);

  // "II" and 42: little end first, and a TIFF. Its one directory follows at once.
  view.setUint32(0, 0x002a_4949, true);
  view.setUint32(4, 8, true);
  view.setUint16(8, entryCount, true);
  let at = 10;
  const entry = (tag: number, type: number, value: number, count = 1) => {
    view.setUint16(at, tag, true);
    view.setUint16(at + 2, type, true);
    view.setUint32(at + 4, count, true);
    view.setUint32(at + 8, value, true);
    at += entryBytes;
  };
  // In the order of their numbers, as readers demand.
  entry(256, types.long, width);
  entry(257, types.long, height);
  entry(258, types.short, depthsAt, channels); // bits of each channel
  entry(259, types.short, 1); // not compressed
  entry(262, types.short, 2); // RGB
  entry(273, types.long, pixelsAt);
  entry(277, types.short, channels);
  entry(278, types.long, height); // all rows in one piece
  entry(279, types.long, pixelBytes);
  entry(284, types.short, 1); // a pixel's channels side by side
  if (channels === 4) entry(338, types.short, 2); // the fourth is how opaque
  if (profile) {
    entry(34_675, types.bytes, profileAt, profile.length);
    file.set(profile, profileAt);
  }
  for (let channel = 0; channel < channels; channel += 1) view.setUint16(depthsAt + channel * 2, 8, true);
  return { file, pixelsAt };
}
