import { Liquid, TokenKind, type TagToken, type TopLevelToken } from "liquidjs";
import type { Visit } from "./visit.ts";
import { addFilters } from "./liquid-filters.ts";
import { moneyFormat } from "./money.ts";

type EngineOptions = { visit: Visit; folders: string[]; assetFolder: string };

/** Tags whose content is read by Shopify and never printed. */
function silentTag(endName: string): Parameters<Liquid["registerTag"]>[1] {
  return {
    parse(_tag: TagToken, remaining: TopLevelToken[]) {
      for (let token = remaining.shift(); token; token = remaining.shift()) {
        if (token.kind === TokenKind.Tag && "name" in token && token.name === endName) return;
      }
      throw new Error(`tag ${endName} is missing`);
    },
    render: () => "",
  };
}

export function liquidEngine({ visit, folders, assetFolder }: EngineOptions): Liquid {
  const engine = new Liquid({
    root: folders,
    extname: ".liquid",
    strictFilters: true,
    relativeReference: false,
    ownPropertyOnly: true,
  });
  engine.registerTag("schema", silentTag("endschema"));
  engine.registerTag("doc", silentTag("enddoc"));
  addFilters(engine, {
    host: visit.host,
    assetFolder,
    currency: visit.shop.currency,
    moneyFormat: moneyFormat(visit.shop.currency),
  });
  return engine;
}
