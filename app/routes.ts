/** Every address of the app. The file's prefix says who calls: merchant, shopper, provider, Shopify. */
import { index, route, type RouteConfig } from "@remix-run/route-config";

export default [
  index("routes/_index.tsx"),

  route("app", "routes/app.tsx", [
    index("routes/app._index.tsx"),
    route("products", "routes/app.products.tsx"),
    route("products/values", "routes/app.products.values.ts"),
    route("products/rule", "routes/app.products.rule.tsx"),
    route("products/rule/preview", "routes/app.products.rule.preview.ts"),
    route("products/:id", "routes/app.products.$id.tsx"),
    route("models", "routes/app.models.tsx"),
    route("models/compare", "routes/app.models.compare.tsx"),
    route("connections", "routes/app.connections.tsx"),
    route("connections/:id", "routes/app.connections.$id.tsx"),
    route("usage", "routes/app.usage.tsx"),
    // Exports, app/usage/export, are answered by web-server.ts.
    route("usage/products", "routes/app.usage.products.ts"),
    route("usage/try-ons", "routes/app.usage.try-ons.tsx"),
    route("settings", "routes/app.settings.tsx"),
    route("settings/data", "routes/app.settings.data.tsx"),
  ]),
  route("auth/*", "routes/auth.$.ts"),

  route("proxy/try-ons", "routes/proxy.try-ons.ts"),
  // Polls, proxy/try-ons/:id, are answered by web-server.ts.
  route("proxy/try-ons/:id/opinion", "routes/proxy.try-ons.$id.opinion.ts"),
  route("proxy/try-ons/:id/delete", "routes/proxy.try-ons.$id.delete.ts"),
  route("proxy/try-ons/:id/receipt", "routes/proxy.try-ons.$id.receipt.ts"),
  route("proxy/matches", "routes/proxy.matches.ts"),
  route("proxy/events", "routes/proxy.events.ts"),
  route("proxy/consent", "routes/proxy.consent.ts"),
  route("proxy/policy", "routes/proxy.policy.ts"),

  route("callbacks/:tryOnId/:signature", "routes/callbacks.$tryOnId.$signature.ts"),
  route("media/:id/:signature", "routes/media.$id.$signature.ts"),

  route("webhooks", "routes/webhooks.ts"),
  route("healthz", "routes/healthz.ts"),
  route("readyz", "routes/readyz.ts"),
  route("*", "routes/$.tsx"),
] satisfies RouteConfig;
