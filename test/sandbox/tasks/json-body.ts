/** Reading a create call's JSON without losing what JavaScript's numbers cannot hold. */
import express, { type ErrorRequestHandler, type RequestHandler } from "express";
import type { Reply } from "./deliver.ts";

/** Ten pictures of 10 MB as base64 would be more; the providers' own front doors close long before that. */
const bodyLimit = "32mb";

/** Answers in the provider's words when the body is no JSON. Bodies said to be something else stay unread. */
export function jsonBody(refuse: (message: string) => Reply): RequestHandler[] {
  const parse: RequestHandler = (request, response, next) => {
    const text: unknown = request.body;
    if (typeof text !== "string") return next();
    try {
      request.body = parseExact(text);
    } catch {
      const reply = refuse("the request body is not valid JSON");
      response.status(reply.status).json(reply.body);
      return;
    }
    next();
  };
  return [express.text({ type: "application/json", limit: bodyLimit }), parse];
}

/** An integer beyond 2^53 becomes a bigint, if a long can be as large: as a number it would silently be its neighbour. */
export function parseExact(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown, ...[context]: { source?: string }[]) => {
    const source = context?.source;
    const isRounded = typeof value === "number" && !Number.isSafeInteger(value);
    return isRounded && source !== undefined && /^-?\d{1,19}$/.test(source) ? BigInt(source) : value;
  });
}

/** A body that the parser gave up on; anything else is for the server's own last handler. */
export function refuseBody(tooLarge: Reply, unreadable: Reply): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    const type = typeof error === "object" && error !== null && "type" in error ? error.type : undefined;
    if (typeof type !== "string") return next(error);
    const reply = type === "entity.too.large" ? tooLarge : unreadable;
    response.status(reply.status).json(reply.body);
  };
}
