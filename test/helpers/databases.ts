import { Client } from "pg";
import { PgBoss } from "pg-boss";
import { databaseAddress } from "../../app/database/port.server.ts";
import { createQueues } from "../../app/jobs/queues.server.ts";
import { createTryOnQueue } from "../../app/try-on/queue.server.ts";
import { applyMigrations } from "../../prisma/setup.ts";

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

/** A database with all tables and queues: copying it takes a fraction of what making one does. */
export async function makeTemplate(port: number, name: string): Promise<void> {
  await copyDatabase(port, "template1", name);
  const address = databaseAddress(port, name);
  await applyMigrations(address);
  const boss = new PgBoss({ connectionString: address, supervise: false, schedule: false });
  await boss.start();
  await createTryOnQueue(boss);
  await createQueues(boss);
  await boss.stop();
}
