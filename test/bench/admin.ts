/**
 * What the admin's heaviest pages take on the server, with a million try-ons and fifty thousand products: their loaders by
 * way of the built app over HTTP, with a merchant's id token. The baseline is what every page takes, however little it says:
 * the frame of the admin, asked for in turns with them.
 */
import { Pool } from "undici";
import { createCountDays } from "../../app/usage/count-days.server.ts";
import { browserName } from "../sandbox/cli/merchant.ts";
import { makeIdToken } from "../sandbox/shopify/admin/id-token.ts";
import { type Figure, middle, quantile } from "./measure.ts";
import { client, type Ground, startPlace } from "./place.ts";
import { seedLarge } from "./seed.ts";

/** Of each, after one that warms up. */
const times = 15;
const mostAsUsual = 150;
const mostFiltered = 300;

type Page = { path: string; route: string; name: string; most: number };

const usage = "routes/app.usage";
const usageProducts = "routes/app.usage.products";
const list = "routes/app.usage.try-ons";
const products = "routes/app.products";

const usagePages: Page[] = [
  { route: usage, path: "/app/usage", name: "usage, 30 days", most: mostAsUsual },
  { route: usage, path: "/app/usage?range=year", name: "usage, a year", most: mostAsUsual },
  ...["range=today", "range=week", "range=year&askedBy=shopper"].map((query) => ({
    route: usage,
    path: `/app/usage?${query}`,
    name: `usage, ${query}`,
    most: mostFiltered,
  })),
  ...["range=month", "range=year", "range=year&products=500"].map((query) => ({
    route: usageProducts,
    path: `/app/usage/products?${query}`,
    name: `usage, products, ${query}`,
    most: mostFiltered,
  })),
  { route: list, path: "/app/usage/try-ons", name: "try-ons, 30 days", most: mostAsUsual },
  ...[
    "range=year&order=oldest",
    "range=year&order=longest",
    "range=year&state=failed",
    "range=year&failure=balance_gone",
    "range=year&product=7700000040000",
    "range=year&model=kling-image-o1",
    "range=year&connection=removed",
    "range=month&connection=removed&order=longest",
    "range=year&askedBy=merchant&failure=balance_gone&order=longest",
    "range=year&askedBy=merchant",
  ].map((query) => ({
    route: list,
    path: `/app/usage/try-ons?${query}`,
    name: `try-ons, ${query}`,
    most: mostFiltered,
  })),
];

const productPages: Page[] = [
  { route: products, path: "/app/products", name: "products", most: mostAsUsual },
  ...[
    "q=linen",
    "kind=upper",
    "button=off",
    "sort=changed+desc",
    "vendor=Aland&type=Shirts",
    "tag=sale",
    "page=400",
  ].map((query) => ({
    route: products,
    path: `/app/products?${query}`,
    name: `products, ${query}`,
    most: mostFiltered,
  })),
];

export async function admin(ground: Ground): Promise<Figure[]> {
  const place = await startPlace(ground, "web");
  const pool = new Pool(place.origin, { connections: 1 });
  try {
    const { domain, timeZone } = await place.db.shop.findFirstOrThrow();
    await seedLarge({ address: place.address, shop: domain, timeZone });
    await createCountDays({ db: place.db, now: () => new Date() })();
    await place.db.$executeRaw`analyze usage_day`;
    const figures: Figure[] = [];
    for (const page of [...usagePages, ...productPages]) figures.push(...(await measure(pool, domain, page)));
    return figures;
  } finally {
    await pool.close();
    await place.stop();
  }
}

async function measure(pool: Pool, domain: string, page: Page): Promise<Figure[]> {
  const ask = async (path: string, route: string): Promise<{ ms: number; status: number }> => {
    const token = await makeIdToken({ app: client }, { domain });
    const query = `${path.includes("?") ? "&" : "?"}_data=${route}`;
    const began = performance.now();
    const { statusCode, body } = await pool.request({
      method: "GET",
      path: `${path}${query}`,
      headers: { authorization: `Bearer ${token}`, "user-agent": browserName },
    });
    await body.dump({ limit: 10_000_000 });
    return { ms: performance.now() - began, status: statusCode };
  };
  const { status } = await ask(page.path, page.route);
  // A page that this version does not have is not measured.
  if (page.route === products && status !== 200) return [];
  if (status !== 200) throw new Error(`${page.path} answered ${status}`);
  const [ours, bare]: [number[], number[]] = [[], []];
  for (let time = 0; time < times; time += 1) {
    ours.push((await ask(page.path, page.route)).ms);
    bare.push((await ask("/app", "routes/app")).ms);
  }
  return [
    {
      what: page.name,
      unit: "ms",
      ours: { ...middle(ours), value: quantile(ours, 0.5) },
      baseline: { what: "the admin's frame", ...middle(bare) },
      bound: { of: "ours", most: page.most },
    },
  ];
}
