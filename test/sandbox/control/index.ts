export { resetOf } from "./reset.ts";
export { controlRoutes } from "./routes.ts";
