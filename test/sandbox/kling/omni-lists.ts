/** What Omni-Image refers to: pictures, elements, and their names in the prompt. */
import { type Refusal, refusal } from "./errors.ts";
import { fieldsOf, olderPictures, pictureOf } from "./read-fields.ts";
import type { Picture, PictureRules } from "../tasks/read-picture.ts";

const most = 10;
const rules: PictureRules = { ...olderPictures, stretch: 2.5 };
const reference = /<<<(image|element|object)_(\d+)>>>/g;

/** Pictures and elements share the ten places. */
export async function readPictures(value: unknown, elements: number): Promise<Picture[] | Refusal> {
  const list = readList("image_list", value);
  if ("code" in list) return list;
  if (list.length + elements > most) {
    return refusal("invalidValue", "image_list and element_list exceed 10 items together");
  }
  const pictures: Picture[] = [];
  for (const [index, item] of list.entries()) {
    const picture = await pictureOf(`image_list[${index}].image`, fieldsOf(item)?.get("image"), rules);
    if ("code" in picture) return picture;
    pictures.push(picture);
  }
  return pictures;
}

/** Ids are longs: exact as text, because the body's reader keeps the large ones as bigints. */
export function readElements(value: unknown): string[] | Refusal {
  const list = readList("element_list", value);
  if ("code" in list) return list;
  const ids: string[] = [];
  for (const [index, item] of list.entries()) {
    const id = fieldsOf(item)?.get("element_id");
    const isLong = typeof id === "bigint" ? BigInt.asIntN(64, id) === id : Number.isSafeInteger(id);
    if (!isLong) {
      return refusal("invalidValue", `element_list[${index}].element_id must be an integer`);
    }
    ids.push(String(id));
  }
  return ids;
}

function readList(field: string, value: unknown): unknown[] | Refusal {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) return refusal("invalidValue", `${field} must be an array`);
  if (value.length === 0) return refusal("invalidValue", `${field} cannot be empty`);
  if (value.length > most) return refusal("invalidValue", `${field} exceeds 10 items`);
  return value;
}

/** A name in the prompt that stands for nothing; elements have two spellings in the documents' own samples. */
export function findMissingReference(prompt: string, pictures: number, elements: number): string | undefined {
  const missing = [...prompt.matchAll(reference)].find(([, kind, number]) => {
    const count = kind === "image" ? pictures : elements;
    return Number(number) < 1 || Number(number) > count;
  });
  return missing?.[0];
}

/** Which pictures the prompt names, counted from 0, in the order of the list. */
export function namedPictures(prompt: string): number[] {
  const named = [...prompt.matchAll(reference)].filter(([, kind]) => kind === "image");
  return [...new Set(named.map(([, , number]) => Number(number) - 1))].sort((one, other) => one - other);
}
