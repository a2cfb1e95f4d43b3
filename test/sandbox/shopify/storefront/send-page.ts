import type { Response } from "express";
import type { World } from "../../world.ts";
import { renderPage, renderSection, renderSections, type Page } from "./render-page.ts";
import type { Visit } from "./visit.ts";

/** A page, or by the section rendering API only some sections of it. */
export async function sendPage(world: World, visit: Visit, response: Response, page: Page): Promise<void> {
  response.set("cache-control", "no-store");
  const section = visit.query.get("section_id");
  const sections = visit.query.get("sections");
  if (section !== null) {
    const html = await renderSection(world, visit, page, section);
    response.status(html === undefined ? 404 : response.statusCode).type("html");
    response.send(html ?? "");
    return;
  }
  if (sections !== null) {
    response.json(await renderSections(world, visit, page, sections.split(",")));
    return;
  }
  if (visit.nonce !== undefined) {
    response.set("content-security-policy", strictPolicy(visit.nonce, new URL(world.app.origin).origin));
  }
  response.type("html").send(await renderPage(world, visit, page));
}

/** What a careful shop would send: nothing inline, nothing evaluated, nothing from elsewhere but the results. */
function strictPolicy(nonce: string, appOrigin: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' blob: ${appOrigin}`,
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join("; ");
}
