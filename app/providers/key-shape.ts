/** What every provider's key has to look like: it travels in a header. */
import { z } from "zod";
import { mistake } from "./mistakes.ts";

const longest = 500;

const neededKey = z
  .string(mistake("key_missing"))
  .trim()
  .min(8, mistake("key_short"))
  .max(longest, mistake("key_long"))
  .regex(/^[\x21-\x7e]+$/, mistake("key_letters"));

/** For a provider that wants one key and nothing else. */
export const oneKey = z.object({ apiKey: neededKey });

/** One of several fields, of which not all have to be filled in. */
export const optionalKey = z
  .string()
  .trim()
  .max(longest, mistake("key_long"))
  .regex(/^[\x21-\x7e]*$/, mistake("key_letters"))
  .default("");
