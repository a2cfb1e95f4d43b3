import type { FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectDatabase } from "../../app/db.server.ts";
import { until } from "../helpers/house.ts";
import { toldKind } from "../sandbox/button-kinds.ts";
import { appFrame, axeFinds, reloadAdmin } from "./admin-page.ts";
import { type EndToEnd, startEndToEnd } from "./shop.ts";

describe("a merchant's products", () => {
  let world: EndToEnd;
  let page: Page;
  let app: FrameLocator;
  beforeAll(async () => {
    world = await startEndToEnd();
    page = await world.openPage();
    app = page.frameLocator("iframe").first();
    await until(() => hasButton("sunne-wrap-dress"));
  });
  afterAll(() => world.stop());

  const open = async (path: string) => {
    await page.goto(`${world.sandbox.origin}/admin/apps/fitting-room${path}`);
    await app.getByRole("heading", { level: 1 }).waitFor();
  };
  const row = (title: string) => app.getByRole("row", { name: title });
  const rows = async () => (await app.getByRole("row").count()) - 1;
  const hasButton = async (handle: string) =>
    (await (await fetch(`${world.sandbox.origin}/products/${handle}`)).text()).includes("<try-it-on");
  const product = (handle: string) => {
    const found = world.shop.products.find((each) => each.handle === handle);
    if (!found) throw new Error(`the sandbox has no ${handle}`);
    return found;
  };
  /** A press on the words beside the box or the circle, which Polaris draws itself. */
  const choose = (label: string) =>
    app
      .locator("label")
      .filter({ has: page.getByText(label, { exact: true }) })
      .click();
  const save = async (toast: string) => {
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText(toast).waitFor();
  };

  it("are searched and filtered, and the address brings the same list again", async () => {
    await open("/app/products");
    await row("Sunne Wrap Dress").getByText("By the rule").waitFor();
    await app.getByRole("button", { name: "Search and filter results" }).click();
    await app.getByPlaceholder("Search title, type or vendor").fill("dress");
    await until(async () => (await rows()) === 2);
    await app.getByPlaceholder("Search title, type or vendor").fill("");
    await until(async () => (await rows()) > 2);
    await app.getByRole("button", { name: "Kind", exact: true }).click();
    await choose("Dress");
    await until(async () => (await rows()) === 2);
    await until(() => page.url().includes("kind=dress"));
    await reloadAdmin(page);
    await app.getByText("Kind: Dress").waitFor();
    expect(await rows()).toBe(2);
    await app.getByRole("button", { name: "Clear all" }).click();
    await until(async () => (await rows()) > 2);
  });

  it("that none matches are said to be none, with a way back to all", async () => {
    await open("/app/products?q=nothing+like+it");
    await app.getByRole("button", { name: "Show all products" }).click();
    await row("Sunne Wrap Dress").waitFor();
  });

  it("are kept as a view under a name", async () => {
    await open("/app/products?q=linen");
    await app.getByRole("button", { name: "Save as" }).click();
    const dialog = app.getByRole("dialog");
    expect(await axeFinds(page)).toEqual([]);
    await dialog.getByRole("textbox").fill("Linen things");
    await dialog.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("View saved").waitFor();
    await open("/app/products");
    await app.getByRole("tab", { name: "Linen things" }).click();
    await until(async () => (await rows()) === 1);
    expect(page.url()).toContain("q=linen");
  });

  it("lose the button in bulk, and have it back by the rule", async () => {
    await open("/app/products?type=Dresses");
    expect(await hasButton("sunne-wrap-dress")).toBe(true);
    await row("Sunne Wrap Dress").getByRole("checkbox").check({ force: true });
    expect(await axeFinds(page)).toEqual([]);
    await app.getByRole("button", { name: "Turn button off" }).click();
    await page.getByText("1 product changed").waitFor();
    await row("Sunne Wrap Dress").getByText("By exception").waitFor();
    await until(async () => !(await hasButton("sunne-wrap-dress")));
    expect(await hasButton("kiruna-shift-dress")).toBe(true);
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("1 product is as it was").waitFor();
    await row("Sunne Wrap Dress").getByText("By the rule").waitFor();
    await until(() => hasButton("sunne-wrap-dress"));
    await row("Sunne Wrap Dress").getByRole("checkbox").check({ force: true });
    await app.getByRole("button", { name: "Turn button off" }).click();
    await row("Sunne Wrap Dress").getByText("By exception").waitFor();
    await row("Sunne Wrap Dress").getByRole("checkbox").check({ force: true });
    await app.getByRole("button", { name: "Follow the rule" }).click();
    await row("Sunne Wrap Dress").getByText("By the rule").waitFor();
    await until(() => hasButton("sunne-wrap-dress"));
  });

  it("are taken by a rule with an exception, as the storefront then shows", async () => {
    await open("/app/products/rule");
    await choose("Products with chosen tags");
    await app.getByText("0 products would have the button").waitFor();
    await choose("linen (2)");
    await app.getByText("2 products would have the button").waitFor();
    await save("Rule saved");
    await until(async () => !(await hasButton("sunne-wrap-dress")));
    expect(await hasButton("aland-linen-shirt")).toBe(true);

    // Of two obstacles, both are named.
    await open(`/app/products/${product("archive-ribbed-vest").id}`);
    await app.getByText("The rule leaves it out. Change the rule").waitFor();
    await app.getByText("Its picture is too small.").waitFor();
    expect(await app.getByRole("link", { name: "Try it" }).count()).toBe(0);

    await open("/app/products?q=sunne");
    await app.getByRole("link", { name: "Sunne Wrap Dress" }).click();
    await app.getByText("The rule leaves it out.", { exact: true }).waitFor();
    await app.getByRole("link", { name: "Try it" }).waitFor();
    await choose("On, whatever the rule says");
    await save("Product saved");
    await until(() => hasButton("sunne-wrap-dress"));
    await page.getByRole("link", { name: "Products" }).last().click();
    await open("/app/products/rule");
    await app.getByText("Exceptions stay as they are: 1 switched on, 0 switched off.").waitFor();
  });

  it("are taken by collections, chosen in the admin's own picker", async () => {
    await open("/app/products/rule");
    await choose("Products in chosen collections");
    await app.getByRole("button", { name: "Choose collections" }).click();
    const picker = page.getByRole("dialog", { name: "Select collections" });
    await page.getByLabel(/^Knitwear/).check();
    await page.getByRole("button", { name: "Select", exact: true }).click();
    await picker.waitFor({ state: "detached" });
    await app.getByText("2 products would have the button").waitFor();
    await save("Rule saved");
    await until(() => hasButton("bergen-knit-jumper"));
    await until(async () => !(await hasButton("aland-linen-shirt")));
    await reloadAdmin(page);
    await app.getByText("Knitwear", { exact: true }).waitFor();
    await choose("All products");
    await save("Rule saved");
    await until(() => hasButton("aland-linen-shirt"));
  });

  it("go to the model with the picture that was chosen, and as the kind that was corrected", async () => {
    await open(`/app/products/${product("sunne-wrap-dress").id}`);
    await choose("Picture 2");
    await app.getByLabel("Kind of garment").selectOption({ label: "Top" });
    await save("Product saved");
    await reloadAdmin(page);
    await app.getByText("Goes to the model").waitFor();
    expect(await (await appFrame(page)).title()).toBe("Sunne Wrap Dress · Products · Fitting Room");
    expect(await app.getByLabel("Picture 2", { exact: true }).isChecked()).toBe(true);
    await until(() => toldKind(world.shop, product("sunne-wrap-dress").id) === "upper");
    await choose("Choose automatically");
    page.once("dialog", (asked) => void asked.accept());
    await page.getByRole("button", { name: "Discard" }).click();
    await until(() => app.getByLabel("Picture 2", { exact: true }).isChecked());
  });

  it("that match on all pages are changed together, after a question instead of an undo", async () => {
    const db = connectDatabase(world.databaseAddress, { poolSize: 1 });
    await db.$executeRaw`
      insert into product (shop_domain, id, title, handle, active, product_type, vendor, tags, kind, pictures, readiness)
      select shop_domain, id + 1000 * n, title || ' ' || n, handle || n, active, product_type, vendor, tags, kind, pictures, readiness
      from product, generate_series(1, 120) as n where handle = 'aland-linen-shirt'`;
    const counts = { where: { title: { startsWith: "Åland Linen Shirt" }, switched: false } };
    await open("/app/products?q=linen+shirt");
    await app.locator("thead input[type=checkbox]").first().check({ force: true });
    await app.getByRole("button", { name: "Select all 121 products that match" }).click();
    await app.getByText("All 121 products selected").first().waitFor();
    await app.getByRole("button", { name: "Turn button off" }).click();
    const dialog = app.getByRole("dialog");
    await dialog.getByText("121 products match your search and filters").waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await dialog.waitFor({ state: "detached" });
    expect(await db.product.count(counts)).toBe(0);
    await app.getByRole("button", { name: "Turn button off" }).click();
    await dialog.getByRole("button", { name: "Change all 121 products" }).click();
    await page.getByText("121 products changed").waitFor();
    expect(await page.getByRole("button", { name: "Undo" }).count()).toBe(0);
    expect(await db.product.count(counts)).toBe(121);
    await until(async () => !(await hasButton("aland-linen-shirt")));
    await db.$disconnect();
  });

  it("lead back to the list as it was left", async () => {
    await open("/app/products?q=dress&sort=title+desc");
    await app.getByRole("link", { name: "Kiruna Shift Dress" }).click();
    await app.getByRole("heading", { name: "Kiruna Shift Dress" }).waitFor();
    await app.getByRole("button", { name: "Products" }).click();
    await row("Sunne Wrap Dress").waitFor();
    expect(page.url()).toContain("q=dress&sort=title+desc");
  });

  it("that are gone say so", async () => {
    await open("/app/products/4242");
    await app.getByText("This product is no longer there").waitFor();
  });

  it.each([
    "/app/products",
    "/app/products?q=dress&kind=dress",
    "/app/products?q=zzz",
    "/app/products/rule",
    "one",
  ])("can be worked on by everyone: axe finds nothing on %s", async (path) => {
    await open(path === "one" ? `/app/products/${product("sunne-wrap-dress").id}` : path);
    await page.waitForLoadState("networkidle");
    expect(await axeFinds(page)).toEqual([]);
  });
});
