import express, { type Response } from "express";
import { asyncRoute } from "./async-route.ts";
import type { Shop, World } from "../../world.ts";
import { isPublic, productJson } from "./product-json.ts";
import { productObject } from "./product-object.ts";
import { renderPage, renderSection } from "./render-page.ts";
import { readVisit, type Visit } from "./visit.ts";

/** The theme's pages: collection, product, cart, and the two places where the sandbox ends. */
export function pageRoutes(world: World, shop: () => Shop): express.Router {
  const router = express.Router();

  router.get(
    ["/", "/collections/all"],
    asyncRoute(async (request, response) => {
      const visit = readVisit(request, shop());
      const section = visit.query.get("section_id");
      if (section !== null) {
        const html = await renderSection(visit, section);
        response
          .status(html === undefined ? 404 : 200)
          .type("html")
          .send(html ?? "");
        return;
      }
      const type = visit.query.get("filter.p.product_type") ?? "";
      const products = visit.shop.products
        .filter(isPublic)
        .filter((product) => !type || product.type === type);
      const collection = {
        title: type || "New in",
        type,
        products: products.map((each) => productObject(each)),
      };
      await show(response, visit, {
        template: "collection",
        title: collection.title,
        objects: {
          collection,
          banner_products: collection.products.filter((_, at) => at % 4 === 2).slice(0, 3),
        },
      });
    }),
  );

  router.get("/products/:handle.js", (request, response, next) => {
    const product = findProduct(shop(), request.params.handle);
    if (product) response.json(productJson(product, request.headers.host ?? "127.0.0.1"));
    else next();
  });

  router.get(
    "/products/:handle",
    asyncRoute(async (request, response) => {
      const visit = readVisit(request, shop());
      const product = findProduct(visit.shop, request.params.handle ?? "");
      if (!product) {
        await lost(response, visit);
        return;
      }
      const others = visit.shop.products.filter((each) => isPublic(each) && each !== product).slice(0, 4);
      const objects = {
        product: productObject(product, visit.query.get("variant")),
        product_json: productJson(product, visit.host),
        recommendations: others.map((each) => productObject(each)),
      };
      await show(response, visit, { template: "product", title: product.title, objects });
    }),
  );

  router.get(
    "/cart",
    asyncRoute(async (request, response) => {
      await show(response, readVisit(request, shop()), { template: "cart", title: "Your cart" });
    }),
  );

  router.all(
    "/checkout",
    asyncRoute(async (request, response) => {
      const message = {
        title: "This is where checkout would begin",
        text: "The demo shop sells nothing: its orders end here, and nothing was charged.",
      };
      const visit = readVisit(request, shop());
      await show(response, visit, { template: "message", title: "Checkout", objects: { message } });
    }),
  );
  return router;

  async function lost(response: Response, visit: Visit): Promise<void> {
    const message = {
      title: "We could not find this page",
      text: "It may have sold out for good, or the address has a slip in it.",
    };
    response.status(404);
    await show(response, visit, { template: "message", title: "Not found", objects: { message } });
  }

  async function show(
    response: Response,
    visit: Visit,
    page: Parameters<typeof renderPage>[2],
  ): Promise<void> {
    response
      .type("html")
      .set("cache-control", "no-store")
      .send(await renderPage(world, visit, page));
  }
}

function findProduct(shop: Shop, handle: string) {
  return shop.products.filter(isPublic).find((product) => product.handle === handle);
}
