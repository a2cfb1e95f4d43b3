/**
 * Ids that sort by when they were made (UUID version 7): pg-boss takes the jobs of a group by the order of their ids, and
 * a line in which everybody is told a place has to move from the front.
 */
import { randomBytes } from "node:crypto";

export function jobIdAt(at: Date): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(at.getTime(), 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
