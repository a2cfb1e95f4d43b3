-- A balance was kept in English words, such as 40 units. Each language says it in its own.
alter table "connection" alter column "balance" type double precision
  using substring("balance" from '^-?[0-9]+(?:\.[0-9]+)?')::double precision;
