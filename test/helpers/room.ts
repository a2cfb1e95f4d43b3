/** What the fitting rooms of all browsers' tests share. */
import { personFile } from "../sandbox/drawings/people.ts";

export async function maja(): Promise<Buffer> {
  return there(await personFile("maja"));
}

export function there<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error("this is there in a test, and after its set-up, only");
  return value;
}
