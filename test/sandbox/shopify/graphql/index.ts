export { apiVersion, loadAdminSchema } from "./admin-schema.ts";
export type { AdminSchema } from "./admin-schema.ts";
export { appOperations } from "./app-operations.ts";
export { collectionsOf, collectionsOfProduct } from "./collections.ts";
export { graphqlRoutes } from "./routes.ts";
