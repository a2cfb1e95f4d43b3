/** Changes what a HEIC says of itself. Made for files of `heif-enc`: one `iloc` of version 0, the first item first. */

const numbers = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => bytes.writeUInt32BE(value, index * 4));
  return bytes;
};

const box = (type: string, body: Buffer): Buffer =>
  Buffer.concat([numbers(body.length + 8), Buffer.from(type, "latin1"), body]);

/** Turned against the clock by so many quarters. */
export const turned = (quarters: number): Buffer => box("irot", Buffer.from([quarters]));
export const mirrored = (axis: "left to right" | "top to bottom"): Buffer =>
  box("imir", Buffer.from([axis === "top to bottom" ? 0 : 1]));
/** Only a part in the middle is shown. */
export const cropped = (width: number, height: number): Buffer =>
  box("clap", numbers(width, 1, height, 1, 0, 1, 0, 1));

const find = (file: Buffer, type: string): number => file.indexOf(type, 0, "latin1") - 4;

export function withBrand(file: Buffer, brand: string, compatible?: string): Buffer {
  const changed = Buffer.from(file);
  changed.write(brand, 8, "latin1");
  if (compatible !== undefined) changed.write(compatible, 16, "latin1");
  return changed;
}

/** Every size in it, as said; what is coded stays as it is. */
export function lyingHeic(file: Buffer, width: number, height: number): Buffer {
  const changed = Buffer.from(file);
  const at = find(file, "ispe");
  numbers(width, height).copy(changed, at + 12);
  return changed;
}

export function withPrimary(file: Buffer, item: number): Buffer {
  const changed = Buffer.from(file);
  changed.writeUInt16BE(item, find(file, "pitm") + 12);
  return changed;
}

/** Gives the first picture one property more. All that lies behind moves by as much. */
export function withProperty(file: Buffer, property: Buffer): Buffer {
  const changed = Buffer.from(file);
  const size = (at: number) => changed.readUInt32BE(at);
  const add = (at: number, by: number) => changed.writeUInt32BE(size(at) + by, at);
  const [meta, iprp, ipco, ipma, iloc] = ["meta", "iprp", "ipco", "ipma", "iloc"].map((type) =>
    find(file, type),
  );
  if (!meta || !iprp || !ipco || !ipma || !iloc) throw new Error("this is no HEIC of heif-enc");
  const propertiesEnd = ipco + size(ipco);
  let properties = 0;
  for (let at = ipco + 8; at < propertiesEnd; at += size(at)) properties += 1;
  const ownEnd = ipma + 19 + (changed[ipma + 18] ?? 0);

  const grown = property.length + 1;
  const items = changed.readUInt16BE(iloc + 14);
  for (let item = 0, at = iloc + 16; item < items; item += 1) {
    add(at + 4, grown);
    at += 10 + changed.readUInt16BE(at + 8) * 8;
  }
  changed.writeUInt8((changed[ipma + 18] ?? 0) + 1, ipma + 18);
  add(ipco, property.length);
  add(ipma, 1);
  add(iprp, grown);
  add(meta, grown);
  return Buffer.concat([
    changed.subarray(0, propertiesEnd),
    property,
    changed.subarray(propertiesEnd, ownEnd),
    Buffer.from([0x80 | (properties + 1)]),
    changed.subarray(ownEnd),
  ]);
}
