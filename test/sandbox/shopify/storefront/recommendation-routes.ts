import express from "express";
import type { Product } from "../../drawings/catalog.ts";
import type { Shop } from "../../world.ts";
import { isPublic, productJson } from "./product-json.ts";

const mostRecommendations = 10;

/** `/recommendations/products.json`: related is more of the same kind, complementary is what goes with it. */
export function recommendationRoutes(shop: () => Shop): express.Router {
  const router = express.Router();
  router.get("/recommendations/products.json", (request, response) => {
    const { product_id: productId, limit = String(mostRecommendations), intent = "related" } = request.query;
    if (typeof productId !== "string" || !/^\d+$/.test(productId)) {
      const description = "The product_id parameter is missing or invalid";
      response.status(422).json({ status: 422, message: "Invalid parameter error", description });
      return;
    }
    if (intent !== "related" && intent !== "complementary") {
      const description = "The intent parameter must be one of related, complementary";
      response.status(422).json({ status: 422, message: "Invalid parameter error", description });
      return;
    }
    const products = shop().products.filter(isPublic);
    const product = products.find((each) => String(each.id) === productId);
    if (!product) {
      const description = `No product with id ${productId} is published in the online store`;
      response.status(404).json({ status: 404, message: "Product not found", description });
      return;
    }
    const count = Math.min(
      Math.max(Math.trunc(Number(limit)) || mostRecommendations, 1),
      mostRecommendations,
    );
    const recommended = products.filter((each) => each !== product).sort(byLikeness(product, intent));
    const fitting =
      intent === "related" ? recommended : recommended.filter((each) => each.type !== product.type);
    response.json({
      intent,
      products: fitting.slice(0, count).map((each) => productJson(each, request.headers.host ?? "127.0.0.1")),
    });
  });
  return router;
}

function byLikeness(product: Product, intent: "related" | "complementary") {
  const points = (other: Product): number => {
    const shared = other.tags.filter((tag) => product.tags.includes(tag)).length;
    return shared + (intent === "related" && other.type === product.type ? 10 : 0);
  };
  return (one: Product, other: Product): number => points(other) - points(one);
}
