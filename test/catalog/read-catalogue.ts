/** The reading of a shop's catalogue: begun, waited for, and what it brought. */
import { expect } from "vitest";
import { type House, until } from "../helpers/house.ts";
import type { Shop } from "../sandbox/world.ts";

export const ended = (house: House, { domain }: Pick<Shop, "domain"> = house.shop) =>
  until(async () => {
    const reading = await house.services.catalog.reading(domain);
    return reading.state === "running" || reading.state === "never" ? undefined : reading;
  });

export const readAgain = async (house: House, shop = house.shop) => {
  expect(await house.services.catalog.readAgain(shop.domain)).toBe(true);
  return ended(house, shop);
};

export const rowOf = (house: House, id: number, { domain }: Pick<Shop, "domain"> = house.shop) =>
  house.db.product.findUnique({ where: { shopDomain_id: { shopDomain: domain, id: BigInt(id) } } });
