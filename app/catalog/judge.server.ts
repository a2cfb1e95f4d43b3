/** Some of a shop's products, judged by an expression of takes-part.ts, with what is needed to send one to a provider. */
import type { Prisma } from "@prisma/client";
import type { Database } from "../db.server.ts";
import { refuse, type Taken } from "../refusals.ts";
import { type Answer, type ButtonKind, isButtonKind } from "./answers.ts";

export type JudgedProduct = {
  id: bigint;
  title: string;
  answer: Answer;
  /** Parsed by product.ts. */
  pictures: unknown;
  chosenPictures: unknown;
};

export function judgeProducts(
  db: Database,
  shop: string,
  ids: bigint[],
  answer: Prisma.Sql,
): Promise<JudgedProduct[]> {
  return db.$queryRaw<JudgedProduct[]>`
    select id, title, pictures, chosen_pictures as "chosenPictures", ${answer} as answer
    from product where shop_domain = ${shop} and id = any(${ids})`;
}

/** A shopper learns no more than that it can't be tried on, or that its picture can't. */
export function buttonOf(answer: Answer): Taken<ButtonKind> {
  if (isButtonKind(answer)) return { ok: true, value: answer };
  const isHidden = answer === "not_active" || answer === "off" || answer === "off_by_rule";
  return refuse(isHidden ? "product_not_found" : "garment_not_ready");
}
