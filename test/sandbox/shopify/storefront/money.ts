/** A shop's money formats, as its settings would hold them. */
const formats: Record<string, string> = {
  EUR: "€{{amount_with_comma_separator}}",
  GBP: "£{{amount}}",
  JPY: "¥{{amount_no_decimals}}",
  USD: "${{amount}}",
};

export function moneyFormat(currency: string): string {
  return formats[currency] ?? `{{amount}} ${currency}`;
}

export function formatMoney(cents: number, format: string): string {
  return format.replace(/\{\{\s*(\w+)\s*\}\}/g, (_whole, style: string) => amount(cents, style));
}

function amount(cents: number, style: string): string {
  switch (style) {
    case "amount_no_decimals":
      return grouped(cents, 0, ",", ".");
    case "amount_with_comma_separator":
      return grouped(cents, 2, ".", ",");
    case "amount_no_decimals_with_comma_separator":
      return grouped(cents, 0, ".", ",");
    default:
      return grouped(cents, 2, ",", ".");
  }
}

function grouped(cents: number, decimals: number, thousands: string, point: string): string {
  const [whole = "0", fraction] = (cents / 100).toFixed(decimals).split(".");
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, thousands);
  return fraction === undefined ? digits : `${digits}${point}${fraction}`;
}
