import express, { type Request, type Response } from "express";
import { asyncRoute } from "./async-route.ts";
import { addInput, changeInput, readFields } from "./cart-input.ts";
import { cartJson, findVariant, lineJson, lineKey } from "./cart-json.ts";
import { renderSections } from "./render-page.ts";
import { readVisit, storeCart, type Visit } from "./visit.ts";
import type { CartLine, Shop, World } from "../../world.ts";

type Refusal = { status: number; message: string; description: string };

/** Shopify's Ajax cart: `/cart.js`, add, change and clear, with bundled section rendering. */
export function cartRoutes(world: World, shop: () => Shop): express.Router {
  const router = express.Router();
  const anyBody = express.raw({ type: () => true, limit: "1mb" });

  router.get(["/cart.js", "/cart.json"], (request, response) => {
    response.json(cartJson(readVisit(request, shop())));
  });

  router.post(
    ["/cart/add.js", "/cart/add"],
    anyBody,
    asyncRoute(async (request, response) => {
      const parsed = addInput.safeParse(await fields(request));
      if (!parsed.success) {
        refuse(response, badRequest("Required parameter missing or invalid: items"));
        return;
      }
      const { sections } = parsed.data;
      const wanted = parsed.data.items ?? [parsed.data.only];
      const visit = readVisit(request, shop());
      const problem = wanted.map((item) => whyNot(visit, item.id)).find((each) => each !== undefined);
      if (problem) {
        refuse(response, problem);
        return;
      }
      const added = wanted.map(({ id, quantity, properties }) => ({ variantId: id, quantity, properties }));
      const after = storeCart(visit, merge(visit.cartLines, added), response);
      world.save();
      const items = after.cartLines.flatMap((line) => {
        const found = findVariant(after.shop.products, line.variantId);
        return found && added.some((each) => lineKey(each) === lineKey(line))
          ? [lineJson(line, found, after.host)]
          : [];
      });
      if (isPlainForm(request)) {
        response.redirect(302, "/cart");
        return;
      }
      const answer = parsed.data.items ? { items } : items[0];
      response.json({ ...answer, ...(await bundled(world, after, sections)) });
    }),
  );

  router.post(
    ["/cart/change.js", "/cart/change"],
    anyBody,
    asyncRoute(async (request, response) => {
      const parsed = changeInput.safeParse(await fields(request));
      const visit = readVisit(request, shop());
      const at = parsed.success ? lineIndex(visit, parsed.data.id, parsed.data.line) : -1;
      const line = visit.cartLines[at];
      if (!parsed.success || !line) {
        refuse(response, badRequest("no valid id or line parameter"));
        return;
      }
      const changed: CartLine = {
        ...line,
        quantity: parsed.data.quantity ?? line.quantity,
        properties: parsed.data.properties ?? line.properties,
      };
      const lines = visit.cartLines.map((each, index) => (index === at ? changed : each));
      const after = storeCart(
        visit,
        lines.filter((each) => each.quantity > 0),
        response,
      );
      world.save();
      response.json({ ...cartJson(after), ...(await bundled(world, after, parsed.data.sections)) });
    }),
  );

  router.post(["/cart/clear.js", "/cart/clear"], (request, response) => {
    const after = storeCart(readVisit(request, shop()), [], response);
    world.save();
    response.json(cartJson(after));
  });
  return router;
}

async function fields(request: Request): Promise<unknown> {
  return readFields(request.body, request.headers["content-type"] ?? "").catch(() => undefined);
}

/** A form of a theme without a script: the browser goes on to the cart. */
function isPlainForm(request: Request): boolean {
  const isAsked = request.headers["x-requested-with"] !== undefined || request.path.endsWith(".js");
  return !isAsked && (request.headers.accept ?? "").includes("text/html");
}

/** Bundled section rendering: what the theme wants to show anew, in the same answer. */
async function bundled(world: World, visit: Visit, ids: string[]) {
  if (ids.length === 0) return {};
  const page = { type: "cart", template: "cart", title: "" };
  return { sections: await renderSections(world, visit, page, ids) };
}

function whyNot({ shop }: Visit, variantId: number): Refusal | undefined {
  const found = findVariant(shop.products, variantId);
  if (!found) return { status: 404, message: "Cart Error", description: "Cannot find variant" };
  if (found.variant.available) return undefined;
  const name = `${found.product.title} - ${found.variant.title}`;
  return { status: 422, message: "Cart Error", description: `The product '${name}' is already sold out.` };
}

function lineIndex(visit: Visit, id: string | undefined, line: number | undefined): number {
  if (line !== undefined) return line - 1;
  return visit.cartLines.findIndex((each) => lineKey(each) === id || String(each.variantId) === id);
}

/** The newest line stands first; more of a line that is there already raises its quantity. */
function merge(lines: CartLine[], added: CartLine[]): CartLine[] {
  const merged = [...lines];
  for (const line of added) {
    const at = merged.findIndex((each) => lineKey(each) === lineKey(line));
    const same = merged[at];
    if (same) merged[at] = { ...same, quantity: same.quantity + line.quantity };
    else merged.unshift(line);
  }
  return merged;
}

function badRequest(description: string): Refusal {
  return { status: 400, message: "Bad Request", description };
}

function refuse(response: Response, refusal: Refusal): void {
  response.status(refusal.status).json(refusal);
}
