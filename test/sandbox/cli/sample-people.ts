/** `node test/sandbox/cli/sample-people.ts`: draws the two people that the app brings along for comparisons. */
import { resolve } from "node:path";
import sharp from "sharp";
import { personFile } from "../drawings/people.ts";
import { root } from "./app-process.ts";

for (const name of ["amara", "jonas"]) {
  const file = resolve(root, `app/try-on/comparison/people/${name}.jpg`);
  const drawn = await personFile(name);
  const { size } = await sharp(drawn)
    .resize({ width: 720 })
    .jpeg({ quality: 82, mozjpeg: true })
    .toFile(file);
  console.log(`${file}: ${Math.ceil(size / 1024)} KB`);
}
