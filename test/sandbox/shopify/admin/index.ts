export { makeIdToken } from "./id-token.ts";
export { ensureInstalled, placeBlock, uninstall } from "./install.ts";
export { adminRoutes } from "./routes.ts";
