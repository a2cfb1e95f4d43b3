export { regions } from "./official-key.ts";
export { gatewayRoutes as klingRoutes, officialRoutes } from "./routes.ts";
export { signCallback } from "./sign-callback.ts";
export { clearDesk } from "./work/desk.ts";
export { resultRoutes } from "./work/results.ts";
export { finishTask } from "./work/tasks.ts";
