import type { Services } from "./services.server.ts";

declare module "@remix-run/server-runtime" {
  interface AppLoadContext {
    services: Services;
  }
}
