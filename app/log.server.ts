import { pino, type Logger } from "pino";

export type Log = Logger;

/** Structured lines on standard output. What must never be read in a log is removed by name, at the top of a line or one level below; nobody hands more in. */
export function createLog(level: string): Log {
  const secrets = ["credentials", "apiKey", "token", "accessToken", "refreshToken", "authorization", "photo"];
  return pino({
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: secrets.flatMap((name) => [name, `*.${name}`]), censor: "[removed]" },
  });
}
