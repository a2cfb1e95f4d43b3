/**
 * Everything that the usage pages show, as CSV. Express answers it without Remix, by way of web-server.ts: a million rows
 * go no faster than the merchant's browser takes them, and Remix would keep in memory what does not go.
 */
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { stringify } from "csv-stringify";
import type { RequestHandler } from "express";
import { z } from "zod";
import type { Services } from "../services.server.ts";
import { exported } from "../usage/exports.server.ts";
import { plainCell } from "../usage/plain-cell.ts";
import { readList } from "../usage/read-list.ts";

/**
 * Excel takes a file for UTF-8 only if it begins with a byte order mark; others skip it. A product's title that begins
 * like a formula gets an apostrophe before it, so that opening a file calculates nothing.
 */
const format = {
  header: true,
  bom: true,
  escape_formulas: true,
  cast: { string: plainCell },
  record_delimiter: "windows",
};

type Asked = Pick<Services, "shopify" | "usage" | "log">;

export function answerExports(services: Asked): RequestHandler {
  return async ({ originalUrl, headers }, response) => {
    response.setHeader("cache-control", "no-store");
    try {
      const address = new URL(originalUrl, "http://admin");
      const { authorization = "", "user-agent": browser = "" } = headers;
      const shown = new Headers({ authorization, "user-agent": browser });
      const { session } = await services.shopify.authenticate.admin(new Request(address, { headers: shown }));
      const table = z.enum(exported).safeParse(address.searchParams.get("table"));
      const today = await services.usage.today(session.shop);
      const { range, mistake, filters } = readList(address.searchParams, today);
      if (!table.success || mistake) {
        response.status(400).type("text").send("There is no such table, or no such days.");
        return;
      }
      const file = `fitting-room-${table.data}-${range.from}-${range.to}.csv`;
      response.setHeader("content-type", "text/csv; charset=utf-8");
      response.setHeader("content-disposition", `attachment; filename="${file}"`);
      const rows = services.usage.exported(session.shop, table.data, range, filters);
      await pipeline(Readable.from(eachOf(rows)), stringify(format), response);
    } catch (trouble) {
      // Without a good token the library throws its answer.
      if (trouble instanceof Response) {
        trouble.headers.forEach((value, name) => void response.setHeader(name, value));
        response.status(trouble.status).end();
        return;
      }
      if (!hasLeft(trouble)) services.log.error({ error: String(trouble) }, "an export failed");
      // What was sent already must not look whole.
      if (response.headersSent) response.destroy();
      else response.status(500).end();
    }
  };
}

/** The merchant closed the page meanwhile. */
function hasLeft(trouble: unknown): boolean {
  return trouble instanceof Error && "code" in trouble && trouble.code === "ERR_STREAM_PREMATURE_CLOSE";
}

async function* eachOf<Row>(pages: AsyncIterable<Row[]>): AsyncGenerator<Row> {
  for await (const rows of pages) yield* rows;
}
