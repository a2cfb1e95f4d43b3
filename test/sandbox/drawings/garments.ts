/** The product pictures, drawn when they are first asked for and kept. */
import { photograph } from "./cloth/photo.ts";
import { drawings } from "./products.ts";

export type PictureFile = { bytes: Buffer; contentType: string };

const drawn = new Map<string, Promise<PictureFile>>();

async function draw(file: string): Promise<PictureFile> {
  const drawing = drawings.get(file);
  if (!drawing) throw new Error(`No picture is called ${file}.`);
  const type = file.endsWith(".webp") ? "webp" : "jpeg";
  const { style, view, colour, width, height } = drawing;
  const sketch = { ...view.draw(colour), seed: style.handle.length * 7 + colour.name.length };
  return {
    bytes: await photograph(sketch, view.frame, width, height, type),
    contentType: `image/${type}`,
  };
}

/** A picture of the catalogue by its file name; nothing for a name that the catalogue doesn't have. */
export async function garmentFile(file: string): Promise<PictureFile | undefined> {
  if (!drawings.has(file)) return undefined;
  const made = drawn.get(file) ?? draw(file);
  drawn.set(file, made);
  return made;
}
