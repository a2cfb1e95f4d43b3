/** Express 4 does not look at what a handler returns: without this, one rejected promise ends the process. */
import type { ILayer } from "express-serve-static-core";

type Layer = Pick<ILayer, "handle" | "route">;
type Handler = ILayer["handle"];

/** Hands every handler's rejection to `next`, in a router and all routers in it. */
export function catchRejections(layers: Layer[]): void {
  for (const layer of layers) {
    const { handle, route } = layer;
    if (route !== undefined) catchRejections(route.stack);
    else if (hasLayers(handle)) catchRejections(handle.stack);
    // Express tells error handlers by their four parameters, so a wrapped one would not be called for errors.
    else if (handle.length < 4) layer.handle = guarded(handle);
  }
}

function hasLayers(handle: object): handle is { stack: Layer[] } {
  return "stack" in handle && Array.isArray(handle.stack);
}

function guarded(handle: Handler): Handler {
  return (request, response, next) => {
    const result: unknown = handle(request, response, next);
    if (result instanceof Promise) result.catch(next);
  };
}
