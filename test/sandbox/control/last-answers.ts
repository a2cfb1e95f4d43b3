/** The server's last two words: nothing answers here, and something went wrong. */
import type { ErrorRequestHandler, RequestHandler } from "express";

export const answerNotFound: RequestHandler = (request, response) => {
  const message = `Nothing answers ${request.method} ${request.path}.`;
  response.status(404).json({ error: { code: "not_found", message } });
};

/** A refused request gets its reason; a fault of ours goes to `onFault`, and only the bare fact to the caller. */
export function answerError(onFault: (error: unknown) => void): ErrorRequestHandler {
  return (error: unknown, _request, response, _next) => {
    const status = refusedStatus(error);
    if (status === undefined) onFault(error);
    if (response.headersSent) {
      response.destroy();
    } else if (status === undefined) {
      response.status(500).json({ error: { code: "sandbox_fault", message: "The sandbox itself failed." } });
    } else {
      const message = error instanceof Error ? error.message : "The request was refused.";
      response.status(status).json({ error: { code: "bad_request", message } });
    }
  };
}

/** Express and its body parsers put a 4xx on errors that the caller is to blame for. */
function refusedStatus(error: unknown): number | undefined {
  if (typeof error !== "object" || error === null || !("status" in error)) return undefined;
  const { status } = error;
  return typeof status === "number" && status >= 400 && status < 500 ? status : undefined;
}
