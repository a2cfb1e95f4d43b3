export { clearDesk } from "./desk.ts";
export { resultRoutes } from "./results.ts";
export { klingRoutes } from "./routes.ts";
export { finishTask } from "./tasks.ts";
