import { defineConfig } from "vitest/config";

const shared = {
  setupFiles: ["test/helpers/setup.ts"],
  hookTimeout: 120_000,
  pool: "forks" as const,
};

export default defineConfig({
  test: {
    globalSetup: ["test/helpers/global-setup.ts"],
    projects: [
      {
        test: { ...shared, name: "parts", include: ["test/**/*.test.ts"], testTimeout: 60_000 },
      },
      {
        test: {
          ...shared,
          name: "browser",
          include: ["test/e2e/**/*.e2e.ts"],
          testTimeout: 180_000,
          // A browser, the app and a database at a time are enough for two cores.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...shared,
          name: "other-browsers",
          include: ["test/other-browsers/**/*.e2e.ts"],
          testTimeout: 180_000,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
