/** Prisma's commands run on its WASM engine through pg: nothing has to be downloaded. */
import { PrismaPg } from "@prisma/adapter-pg";
import { defineConfig } from "prisma/config";

export default defineConfig({
  schema: "../prisma/schema.prisma",
  migrations: { path: "../prisma/migrations" },
  engine: "js",
  experimental: { adapter: true },
  adapter: async () =>
    new PrismaPg({
      connectionString: process.env["DATABASE_URL"],
      // Otherwise the command waits until its idle connection is closed, ten seconds later.
      allowExitOnIdle: true,
    }),
});
