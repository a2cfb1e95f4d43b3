import type { NextFunction, Request, Response } from "express";

/** Express 4 does not wait for a handler's promise: without this a failure would end the process. */
export function asyncRoute(handler: (request: Request, response: Response) => Promise<void>) {
  return (request: Request, response: Response, next: NextFunction): void => {
    handler(request, response).catch(next);
  };
}
