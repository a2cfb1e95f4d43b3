import express, { type Response } from "express";
import { asyncRoute } from "./async-route.ts";
import type { Shop, World } from "../../world.ts";
import { isPublic, productJson } from "./product-json.ts";
import { productObject } from "./product-object.ts";
import { sendPage } from "./send-page.ts";
import { readVisit, type Visit } from "./visit.ts";

/** The theme's pages: collection, product, cart, and the two places where the sandbox ends. */
export function pageRoutes(world: World, shop: () => Shop): express.Router {
  const router = express.Router();

  router.get(
    ["/", "/collections/all"],
    asyncRoute(async (request, response) => {
      const visit = readVisit(request, shop());
      const type = visit.query.get("filter.p.product_type") ?? "";
      const products = visit.shop.products
        .filter(isPublic)
        .filter((product) => !type || product.type === type);
      const collection = {
        title: type || "New in",
        type,
        products: products.map((each) => productObject(each)),
      };
      await sendPage(world, visit, response, {
        type: request.path === "/" ? "index" : "collection",
        template: "collection",
        title: collection.title,
        objects: { collection },
        extras: { banner_products: collection.products.filter((_, at) => at % 4 === 2).slice(0, 3) },
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
      await sendPage(world, visit, response, {
        type: "product",
        template: "product",
        title: product.title,
        objects: { product: productObject(product, visit.query.get("variant")) },
        extras: {
          product_json: productJson(product, visit.host),
          recommendations: others.map((each) => productObject(each)),
        },
      });
    }),
  );

  router.get(
    "/cart",
    asyncRoute(async (request, response) => {
      const visit = readVisit(request, shop());
      await sendPage(world, visit, response, { type: "cart", template: "cart", title: "Your cart" });
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
      const page = { type: "page", template: "message", title: "Checkout", extras: { message } };
      await sendPage(world, visit, response, page);
    }),
  );
  return router;

  async function lost(response: Response, visit: Visit): Promise<void> {
    const message = {
      title: "We could not find this page",
      text: "It may have sold out for good, or the address has a slip in it.",
    };
    response.status(404);
    await sendPage(world, visit, response, {
      type: "404",
      template: "message",
      title: "Not found",
      extras: { message },
    });
  }
}

function findProduct(shop: Shop, handle: string) {
  return shop.products.filter(isPublic).find((product) => product.handle === handle);
}
