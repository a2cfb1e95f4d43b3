/** Words that somebody chose who wants a script of their own to run in the shop's page. */
import { beforeEach, describe, expect, test } from "vitest";
import { useAgreedRoom } from "./agreed-room.ts";
import { done, publishTerms, terms } from "./app.ts";

const agreed = useAgreedRoom();
const { room, answers, heading, notice } = agreed;

const sign = `"'><img src=x onerror="window.taken=true"></template></script><script>window.taken=true</script>{{ 7 }}`;
const isTaken = () => room.page.evaluate(() => Reflect.get(window, "taken") === true);

describe("words with markup in them stay words", () => {
  beforeEach(() => {
    const { shop } = room.storefront;
    for (const product of shop.products) {
      product.title = `${product.title} ${sign}`;
      for (const variant of product.variants) {
        variant.title = sign;
        variant.options = variant.options.map((option) => `${option} ${sign}`);
      }
    }
    shop.blockSettings = { label: sign };
    const processors = [{ name: sign, country: null }];
    publishTerms(shop, { ...terms, processors, addition: sign });
  });

  test("in the shop's titles, sizes and label, in the consent, in the list and in the notice", async () => {
    const top = room.product("fjell-t-shirt");
    room.app.matches = room.storefront.shop.products
      .filter(({ id }) => id !== top.id)
      .map(({ id }) => ({ product_id: String(id), kind: "lower" }));
    await agreed.prepare("/products/fjell-t-shirt");
    await room.dialog.getByText(sign).first().waitFor();
    expect(await room.dialog.locator("[data-addition]").innerText()).toBe(sign);
    await room.does("Make my picture").click();
    await heading("Making your picture").waitFor();
    await room.does("Close and look around").click();
    answers(done);
    await notice().getByText(sign).waitFor();
    await notice().getByRole("button", { name: "Have a look" }).click();
    await heading("Here you are").waitFor();
    await room.dialog.locator("[data-pieces] button").first().waitFor();
    await room.does("Your pictures").click();
    await room.dialog.locator("[data-list]").getByText(sign).first().waitFor();
    expect(await isTaken()).toBe(false);
  });
});

describe("a list of try-ons that another script has written", () => {
  const entry = (url: string, id: string) => {
    const about = { productId: "1", variantId: "1", title: `Piece ${id}`, url };
    const until = Date.now() + 3_600_000;
    return { id, token: "secret", state: "done", ...about, at: Date.now(), until };
  };
  const ways = [
    "javascript:void(window.taken=true)//",
    "//elsewhere.example/products/x",
    "https://elsewhere.example",
    "http://[",
    String.raw`\\elsewhere.example`,
    "data:text/html,x",
  ];

  test("leads to no script and to no other site", async () => {
    const own = entry("/products/kiruna-shift-dress", "own");
    const list = [...ways.map((url, at) => entry(url, `way${at}`)), own];
    await room.page.addInitScript((list) => localStorage.setItem("try-ons", JSON.stringify(list)), list);
    answers(done);
    await room.visit();
    await room.press();
    await room.does("Your pictures (1)").click();
    await room.dialog.locator("[data-list] li").getByRole("button").first().click();
    await room.page.waitForURL("**/products/kiruna-shift-dress*");
    expect(await isTaken()).toBe(false);
  });
});
