import { describe, expect, it } from "vitest";
import { PageTrouble } from "../../app/components/page-trouble.tsx";

const pages = Object.entries(import.meta.glob("../../app/routes/app.*.tsx"));

describe("each page of the admin", () => {
  it.each(pages)("has a title, and leaves the others standing when it fails: %s", async (_path, load) => {
    expect(await load()).toMatchObject({ meta: expect.any(Function), ErrorBoundary: PageTrouble });
  });
});
