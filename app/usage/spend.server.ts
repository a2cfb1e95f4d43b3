/**
 * Money: reserved when a try-on starts, spent or returned when it ends. Each step is one statement that the database
 * judges by what is true at that moment, so that a thousand starts at once can't pass the month's cap.
 */
import type { Charge, TryOn } from "@prisma/client";
import type { Database, Transaction } from "../db.server.ts";
import { monthOf } from "../calendar.ts";

export type Reservation = { shop: string; day: string; micros: bigint; capMicros: number | null };

/** What the month stands at with this reserved; undefined if it would pass the cap. */
export async function reserve(
  transaction: Transaction,
  { shop, day, micros, capMicros }: Reservation,
): Promise<bigint | undefined> {
  const [row] = await transaction.$queryRaw<{ total: bigint }[]>`
    insert into spend as month (shop_domain, month, reserved_micros)
    select ${shop}, ${monthOf(day)}, ${micros}::bigint
    where ${capMicros}::bigint is null or ${micros}::bigint <= ${capMicros}::bigint
    on conflict (shop_domain, month) do update
      set reserved_micros = month.reserved_micros + excluded.reserved_micros
      where ${capMicros}::bigint is null
         or month.reserved_micros + month.spent_micros + excluded.reserved_micros <= ${capMicros}::bigint
    returning reserved_micros + spent_micros as total`;
  return row?.total;
}

/** Another connection takes over, at its own price. Undefined if the difference would pass the cap. */
export async function reserveInstead(
  transaction: Transaction,
  tryOn: TryOn,
  micros: bigint,
  capMicros: number | null,
): Promise<bigint | undefined> {
  const difference = micros - tryOn.priceMicros;
  const [row] = await transaction.$queryRaw<{ total: bigint }[]>`
    update spend set reserved_micros = reserved_micros + ${difference}::bigint
    where shop_domain = ${tryOn.shopDomain} and month = ${monthOf(tryOn.day)}
      and (${difference}::bigint <= 0 or ${capMicros}::bigint is null
           or reserved_micros + spent_micros + ${difference}::bigint <= ${capMicros}::bigint)
    returning reserved_micros + spent_micros as total`;
  return row?.total;
}

export async function settleCharge(
  transaction: Transaction,
  { shopDomain, day, priceMicros }: TryOn,
  charge: Exclude<Charge, "reserved">,
): Promise<void> {
  const spent = charge === "spent" ? priceMicros : 0n;
  await transaction.$executeRaw`
    update spend set reserved_micros = reserved_micros - ${priceMicros}::bigint,
                     spent_micros = spent_micros + ${spent}::bigint
    where shop_domain = ${shopDomain} and month = ${monthOf(day)}`;
}

/** Whether one more at this price fits under the cap. */
export async function fitsUnderCap(
  db: Database,
  { shop, day, micros, capMicros }: Reservation,
): Promise<boolean> {
  if (capMicros === null) return true;
  const { spentMicros, reservedMicros } = await readSpend(db, shop, day);
  return spentMicros + reservedMicros + micros <= BigInt(capMicros);
}

/** What the month of that day stands at. */
export async function readSpend(
  db: Transaction,
  shop: string,
  day: string,
): Promise<{ spentMicros: bigint; reservedMicros: bigint }> {
  const month = await db.spend.findUnique({
    where: { shopDomain_month: { shopDomain: shop, month: monthOf(day) } },
  });
  return { spentMicros: month?.spentMicros ?? 0n, reservedMicros: month?.reservedMicros ?? 0n };
}
