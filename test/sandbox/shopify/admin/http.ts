/** Small helpers for the sandbox's JSON routes. */
import type { ErrorRequestHandler, Request, RequestHandler } from "express";

export type Answer = { status: number; body: unknown; headers?: Record<string, string> };

/** Express 4 does not wait for promises, so a rejected one is handed on here. */
export function asJson(answer: (request: Request) => Answer | Promise<Answer>): RequestHandler {
  return (request, response, next) => {
    Promise.resolve()
      .then(() => answer(request))
      .then(({ status, body, headers = {} }) => {
        response.status(status).set(headers);
        return body === undefined ? response.end() : response.json(body);
      })
      .catch(next);
  };
}

/** A body that cannot be read is the caller's mistake: a 4xx in the shape that the route speaks. */
export function bodyMistake(shape: (message: string) => unknown): ErrorRequestHandler {
  return (error, _request, response, next) => {
    const status: unknown = error?.status;
    if (typeof status !== "number" || status >= 500) return next(error);
    return response.status(status).json(shape("The request's body cannot be read"));
  };
}
