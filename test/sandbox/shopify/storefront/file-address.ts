/** Protocol-relative, as Shopify prints them, with the version that changes when the file does. */
export function fileAddress(
  host: string,
  file: string,
  updatedAt: string,
  params: Record<string, string> = {},
) {
  const query = new URLSearchParams({ v: String(Math.floor(Date.parse(updatedAt) / 1000) || 1), ...params });
  return `//${host}/cdn/shop/files/${encodeURIComponent(file)}?${query}`;
}
