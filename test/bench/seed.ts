/**
 * A shop that has been busy for over a year: a million try-ons and fifty thousand products, made by the database itself.
 * Few products make most of them, weekends are busier, the shop grew, changed its model, removed a connection, and had
 * failures of every kind.
 */
import { Client } from "pg";

export type Large = {
  address: string;
  shop: string;
  timeZone: string;
  tryOns?: number;
  products?: number;
  days?: number;
  onStep?: (step: string) => void;
};

/** Seeded products have ids that Shopify's own don't reach. */
const firstProduct = 7_700_000_000_000;
/** Of these the events are counted, too. */
const productsWithEvents = 400;

export async function seedLarge(order: Large): Promise<void> {
  const { address, shop, timeZone, tryOns = 1_000_000, products = 50_000, days = 400 } = order;
  const say = order.onStep ?? (() => {});
  const client = new Client({ connectionString: address });
  await client.connect();
  const run = (sql: string, values: unknown[]) => client.query(sql, values);
  try {
    await run("select setseed(0.42)", []);
    say(`${products} products`);
    await run(productsSql, [shop, firstProduct, products]);
    await run(connectionsSql, [shop]);
    say(`${tryOns} try-ons over ${days} days`);
    await run(tryOnsSql, [shop, timeZone, days, tryOns, products, firstProduct]);
    // Without products of its own the shop sells what it has.
    if (products === 0) await run(productsOfTheShopSql, [shop]);
    say("their events and their money");
    await run(eventsSql, [shop, products === 0 ? firstProduct * 10 : firstProduct + productsWithEvents]);
    await run(spendSql, [shop]);
    await run("update shop set counted_through = null where domain = $1", [shop]);
    say("statistics for the database");
    for (const table of ["try_on", "product", "event_count"]) await client.query(`vacuum (analyze) ${table}`);
  } finally {
    await client.end();
  }
}

const productsSql = `
  insert into product (shop_domain, id, title, handle, active, product_type, vendor, tags, kind, pictures, readiness)
  select $1, $2::bigint + n, name || ' ' || n, 'seeded-' || n, n % 20 <> 0,
    (array['Shirts', 'Trousers', 'Dresses', 'Jackets', 'Skirts', 'Bags'])[1 + n % 6],
    (array['Aland', 'Brisk', 'Corda', 'Dune', 'Ember'])[1 + n % 5],
    array['season-' || n % 8, (array['sale', 'new', 'classic'])[1 + n % 3]],
    (array['upper', 'lower', 'dress', 'upper', 'lower', null])[1 + n % 6],
    jsonb_build_object('variants', '[]'::jsonb, 'others', '[]'::jsonb, 'featured', case when n % 12 = 0 then null else
      jsonb_build_object('address', 'https://cdn.shopify.com/seeded/' || n || '.jpg', 'width', 1200, 'height', 1500) end),
    (case when n % 12 = 0 then 'no_picture' else 'ready' end)::readiness
  from generate_series(1, $3::int) as n,
    lateral (select (array['Linen shirt', 'Wool trousers', 'Wrap dress', 'Rain jacket', 'Pleated skirt', 'Canvas bag'])[1 + n % 6] as name) as named
  on conflict do nothing`;

/** Two more beside the first one, with its own key: neither makes try-ons. */
const connectionsSql = `
  with first as (select * from connection where shop_domain = $1 order by position limit 1),
  added as (
    insert into connection
    select (jsonb_populate_record(null::connection, to_jsonb(first) || jsonb_build_object(
      'id', gen_random_uuid(), 'key_hint', 'old' || n, 'position', position + n, 'paused', true))).*
    from first, generate_series(1, 2) as n
    where not exists (select 1 from connection where shop_domain = $1 and key_hint = 'old1')
    returning id
  )
  insert into connection_model
  select (jsonb_populate_record(kept, jsonb_build_object('connection_id', added.id))).*
  from connection_model as kept join first on first.id = kept.connection_id, added`;

const tryOnsSql = `
  with weights as (
    select ago, ((now() at time zone $2)::date - ago) as date,
      (1 + 0.6 * ($3::int - ago) / $3::int)
        * (array[1.5, 0.8, 0.8, 0.9, 1.0, 1.2, 1.7])[1 + extract(dow from (now() at time zone $2)::date - ago)::int] as weight
    from generate_series(0, $3::int - 1) as ago
  ), days as (
    select ago, date, ceil($4::int * weight / sum(weight) over ())::int as count from weights
  ), connections as (
    select array_agg(id order by position) as ids, (array_agg(provider order by position))[1] as provider
    from connection where shop_domain = $1
  ), drawn as (
    select date, ago, random() as part, random() as which, random() as ending, random() as kind, random() as said,
      exp(2.5 + 0.45 * sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random())) as seconds,
      1 + floor($5::int * random() ^ 5)::int as product
    from days, lateral generate_series(1, days.count)
  ), placed as (
    select *, ending < 0.91 as is_done,
      (array['no_person', 'no_person', 'no_person', 'photo_refused', 'photo_refused', 'cancelled', 'cancelled', 'timed_out',
        'busy', 'generation_failed', 'unreachable', 'balance_gone', 'result_lost', 'unknown_outcome'])[1 + floor(kind * 14)::int] as code,
      case when which < 0.8 then 1 when which < 0.92 then 2 when ago < 150 then 3 end as place,
      case when ago > 200 or part < 0.25 then 'kolors-virtual-try-on-v1' when said < 0.9 then 'kolors-virtual-try-on-v1-5'
        else 'kling-image-o1' end as model,
      least(
        (date + make_interval(secs => 86399 * (0.25 + 0.75 * sqrt(part)))) at time zone $2,
        now() - make_interval(secs => 300 + 3600 * part)
      ) as pressed
    from drawn
  )
  insert into try_on (id, shop_domain, connection_id, provider, model, asked_by, visitor_hash, product_id, product_title,
    garments, state, failure_code, price_micros, charge, day, created_at, take_by, over_by, submitted_at, running_at,
    ended_at, liked, stood_in)
  select gen_random_uuid(), $1, ids[place], provider, model,
    (case when said > 0.996 then 'merchant' else 'shopper' end)::asker, md5((product * part)::text), $6::bigint + product,
    'Product ' || product, '[]', (case when is_done then 'done' else 'failed' end)::try_on_state,
    case when is_done then null else code end,
    case model when 'kolors-virtual-try-on-v1' then 70000 when 'kling-image-o1' then 200000 else 90000 end,
    (case when is_done or code in ('timed_out', 'unknown_outcome', 'result_lost') then 'spent' else 'returned' end)::charge,
    to_char(moment at time zone $2, 'YYYY-MM-DD'), moment, moment, moment, moment, moment,
    moment + make_interval(secs => round(seconds::numeric, 3)::double precision),
    case when is_done and said < 0.12 then said < 0.1 end, coalesce(place = 2, false)
  from placed, connections, lateral (select date_trunc('milliseconds', pressed) as moment) as rounded
  order by moment`;

const productsOfTheShopSql = `
  update try_on set product_id = sold.id, product_title = sold.title
  from (
    select id, title, row_number() over (order by id) - 1 as place, count(*) over () as number
    from product where shop_domain = $1 and active and kind in ('upper', 'lower', 'dress')
  ) as sold
  where shop_domain = $1 and try_on.product_title like 'Product %' and try_on.product_id % sold.number = sold.place`;

const eventsSql = `
  insert into event_count (shop_domain, day, product_id, event, count)
  select shop_domain, day, product_id, event, greatest(1, floor(tried * factor))::int
  from (
    select shop_domain, day, product_id, count(*) as tried from try_on
    where shop_domain = $1 and product_id <= $2::bigint group by 1, 2, 3
  ) as tried,
    (values ('seen'::shop_event, 22.0), ('opened', 2.1), ('photo', 1.5), ('consent', 1.3), ('started', 1.0),
      ('done', 0.9), ('failed', 0.1), ('added', 0.22)) as step (event, factor)
  where floor(tried * factor) > 0
  on conflict (shop_domain, day, product_id, event) do update set count = excluded.count`;

const spendSql = `
  insert into spend (shop_domain, month, reserved_micros, spent_micros)
  select shop_domain, left(day, 7), coalesce(sum(price_micros) filter (where charge = 'reserved'), 0),
    coalesce(sum(price_micros) filter (where charge = 'spent'), 0)
  from try_on where shop_domain = $1 group by 1, 2
  on conflict (shop_domain, month) do update
    set reserved_micros = excluded.reserved_micros, spent_micros = excluded.spent_micros`;
