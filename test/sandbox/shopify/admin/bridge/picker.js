/** `shopify.resourcePicker`: the admin lets the merchant choose and hands the chosen resources back. */
import { askAdmin } from "./channel.js";

/** @typedef {{ id: string, variants?: { id: string }[] }} Chosen */
/**
 * @typedef {{ type: string, action?: "add" | "select", multiple?: boolean | number, query?: string,
 *   filter?: { query?: string, variants?: boolean, draft?: boolean, archived?: boolean, hidden?: boolean },
 *   selectionIds?: Chosen[] }} PickerOptions
 */

/** @param {PickerOptions} options */
export async function resourcePicker(options) {
  if (!["product", "collection", "variant"].includes(options?.type)) {
    throw new Error("resourcePicker: type is product, variant or collection");
  }
  if (options.type === "variant")
    throw new Error("The sandbox's resource picker has products and collections");
  const { type, action = "add", multiple = false, query = "", filter = {}, selectionIds = [] } = options;
  const selected = await askAdmin("pick", { type, action, multiple, query, filter, selectionIds });
  // The array carries itself as `selection`, which older apps still read.
  return selected ? Object.assign(selected, { selection: selected }) : undefined;
}
