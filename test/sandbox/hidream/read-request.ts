/** The try-on's body: a person, and an upper with or without a lower, a lower alone, or a dress. */
import { drawTryOn } from "../tasks/draw.ts";
import type { Order } from "../tasks/desk.ts";
import { type Picture, type PictureRules, type Problem, readPicture } from "../tasks/read-picture.ts";
import { readAddress, readText } from "../tasks/read-text.ts";

/** Not a name of HiDream's: for the list of tasks. */
const model = "hidream-vton";

/** Inferred: the document tells neither formats nor sizes, and its sister pages want base64 without a prefix. */
const rules: PictureRules = {
  formats: ["jpeg", "png", "webp"],
  takesBase64: true,
  least: 1,
  most: Infinity,
  stretch: Infinity,
};

const garmentFields = ["upper_clothes", "lower_clothes", "dress"] as const;

export type Wanted = Omit<Order, "id" | "provider" | "key" | "bought" | "callback">;

export async function readRequest(body: unknown): Promise<Wanted | Problem> {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    return { problem: "the request body must be a JSON object" };
  }
  const fields = new Map<string, unknown>(Object.entries(body));
  const given = garmentFields.filter((field) => (fields.get(field) ?? "") !== "");
  if (given.includes("dress") && given.length > 1) {
    return { problem: "dress cannot be combined with upper_clothes or lower_clothes" };
  }
  if (given.length === 0) return { problem: "one of upper_clothes, lower_clothes and dress is required" };
  const externalId = readText("request_id", fields.get("request_id"), 128);
  if (typeof externalId === "object") return externalId;
  const callbackUrl = readAddress("notify_url", fields.get("notify_url"));
  if (typeof callbackUrl === "object") return callbackUrl;
  const pictures = new Map<string, Picture>();
  for (const field of ["person", ...given]) {
    const picture = await readPicture(field, fields.get(field), rules);
    if ("problem" in picture) return picture;
    pictures.set(field, picture);
  }
  const [person, ...garments] = [...pictures.values()].map(({ bytes }) => bytes);
  if (person === undefined) return { problem: "person cannot be empty" };
  const shown = [...pictures].map(([field, picture]) => [field, picture.shown]);
  return {
    model,
    externalId,
    callbackUrl,
    request: { ...Object.fromEntries(shown), request_id: externalId, notify_url: callbackUrl },
    slots: 1,
    pack: "try-on",
    units: 1,
    watermarks: false,
    // The fields say what is what, so what the pictures show is not compared with them.
    make: () => drawTryOn({ model, person, garments, goesTogether: () => true }),
  };
}
