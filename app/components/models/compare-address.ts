/** Where comparisons are made and shown. What led there stays in the address, through a run and a reload. */
const origins = ["guide", "product"] as const;

export type CameFrom = (typeof origins)[number] | undefined;

export function cameFrom(query: URLSearchParams): CameFrom {
  return origins.find((origin) => origin === query.get("from"));
}

export function compareAddress(fields: { from?: CameFrom; id?: string; product?: string }): string {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  const query = new URLSearchParams(Object.fromEntries(given)).toString();
  return `/app/models/compare${query && `?${query}`}`;
}
