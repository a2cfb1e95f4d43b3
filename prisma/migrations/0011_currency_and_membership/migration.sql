-- No shop has a currency until Shopify has named it. A guess was shown, and prices were typed in it.
alter table "shop" alter column "currency" drop default, alter column "currency" drop not null;

-- In which collections a product is comes from other answers than the rest of it, and has a time of its own.
alter table "product" add column "collections_read_at" timestamptz not null default now();
update "product" set "collections_read_at" = "read_at";
