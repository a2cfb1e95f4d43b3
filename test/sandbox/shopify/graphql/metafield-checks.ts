/** What Shopify refuses about a metafield's name, type and value. */
export type Mistake = { code: string; message: string; field: string };

const name = /^[a-zA-Z0-9_-]+$/;
const jsonBytes = 128 * 1024;
const otherBytes = 64 * 1024;

const valueChecks: Record<string, (value: string) => string | undefined> = {
  boolean: (value) => (value === "true" || value === "false" ? undefined : "Value must be true or false."),
  number_integer: (value) =>
    /^-?\d{1,16}$/.test(value) && Number.isSafeInteger(Number(value))
      ? undefined
      : "Value must be an integer.",
  single_line_text_field: (value) =>
    /[\r\n]/.test(value) ? "Value must be a single line text string." : undefined,
  json: (value) => {
    try {
      JSON.parse(value);
      return undefined;
    } catch (error) {
      return `Value is invalid JSON: ${error instanceof Error ? error.message : "unreadable"}.`;
    }
  },
};

export function nameMistake(namespace: string, key: string): Mistake | undefined {
  for (const [field, text, least, most] of [
    ["namespace", namespace, 3, 255],
    ["key", key, 2, 64],
  ] as const) {
    const title = field === "key" ? "Key" : "Namespace";
    const say = (code: string, message: string) => ({ code, field, message: `${title} ${message}` });
    if (text.length < least) return say("TOO_SHORT", `is too short (minimum is ${least} characters)`);
    if (text.length > most) return say("TOO_LONG", `is too long (maximum is ${most} characters)`);
    if (!name.test(text))
      return say("INVALID", "can only contain letters, numbers, hyphens, and underscores.");
  }
  return undefined;
}

export function valueMistake(type: string | undefined, value: string): Mistake | undefined {
  if (!type) return { code: "BLANK", field: "type", message: "Type can't be blank" };
  const check = valueChecks[type];
  if (!check) {
    const known = Object.keys(valueChecks).join(", ");
    return {
      code: "INCLUSION",
      field: "type",
      message: `Type '${type}' is not kept by the sandbox: ${known}`,
    };
  }
  if (value === "") return { code: "BLANK", field: "value", message: "Value can't be blank." };
  const limit = type === "json" ? jsonBytes : otherBytes;
  if (Buffer.byteLength(value) > limit) {
    return { code: "TOO_LONG", field: "value", message: `Value is too long (maximum is ${limit} bytes)` };
  }
  const message = check(value);
  return message ? { code: "INVALID_VALUE", field: "value", message } : undefined;
}
