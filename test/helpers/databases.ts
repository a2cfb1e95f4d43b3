import { Client } from "pg";
import { databaseAddress } from "../../app/database/embedded.server.ts";

async function asOwner<Value>(port: number, work: (client: Client) => Promise<Value>): Promise<Value> {
  const client = new Client({ connectionString: databaseAddress(port, "postgres") });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export function copyDatabase(port: number, from: string, to: string): Promise<void> {
  return asOwner(port, async (client) => {
    await client.query(
      `create database ${client.escapeIdentifier(to)} template ${client.escapeIdentifier(from)}`,
    );
  });
}

export function dropDatabases(port: number, prefix: string): Promise<void> {
  return asOwner(port, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      "select datname from pg_database where starts_with(datname, $1)",
      [prefix],
    );
    for (const { datname } of rows)
      await client.query(`drop database if exists ${client.escapeIdentifier(datname)} with (force)`);
  });
}
