/** Where the embedded server is reached: on 127.0.0.1 alone, at a port that was free when it started. */
import { createServer } from "node:net";
import { Client } from "pg";

/** The password guards only what this machine's own files hold. */
export const login = { user: "fitting_room", password: "local-only" };

export function databaseAddress(port: number, database: string): string {
  return `postgresql://${login.user}:${login.password}@127.0.0.1:${port}/${database}`;
}

/** Whether a server answers at this port, and serves this very folder. */
export async function isServed(port: number, directory: string): Promise<boolean> {
  const client = new Client({
    connectionString: databaseAddress(port, "postgres"),
    connectionTimeoutMillis: 2000,
  });
  // A server that stops while we ask would otherwise end this process with an unhandled error.
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>("show data_directory");
    return rows[0]?.data_directory === directory;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

export function freePort(): Promise<number> {
  return new Promise((found, refused) => {
    const probe = createServer();
    probe.on("error", refused);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = address && typeof address === "object" ? address.port : 0;
      probe.close(() => found(port));
    });
  });
}
