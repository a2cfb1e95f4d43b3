/** What came of a division has no more to say than hundredths; less than a tenth keeps what it has. */
export function rounded(micros: string): number {
  const amount = Number(micros);
  return amount < 100_000 ? amount : Math.round(amount / 10_000) * 10_000;
}
