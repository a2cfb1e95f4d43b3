export { regions } from "./official-key.ts";
export { gatewayRoutes as klingRoutes, officialRoutes } from "./routes.ts";
export { signCallback } from "./sign-callback.ts";
export { clearDesk } from "../tasks/desk.ts";
export { resultRoutes } from "../tasks/results.ts";
export { finishTask } from "../tasks/tasks.ts";
