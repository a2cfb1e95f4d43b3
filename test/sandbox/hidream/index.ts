export { hidreamRoutes } from "./routes.ts";
