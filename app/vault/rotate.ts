/** `npm run vault:rotate`: seals everything again under the newest key, while the app runs. */
import { startEmbeddedDatabase } from "../database/embedded.server.ts";
import { connectDatabase } from "../db.server.ts";
import { readEnvironment } from "../env.server.ts";
import { createLog } from "../log.server.ts";
import { rotateVault } from "./sealed-columns.server.ts";
import { createVault } from "./vault.server.ts";

const environment = readEnvironment();
const log = createLog(environment.LOG_LEVEL);
const embedded = environment.DATABASE_URL ? undefined : await startEmbeddedDatabase(".data/postgres");
const db = connectDatabase(environment.DATABASE_URL ?? embedded?.url ?? "");
try {
  const vault = createVault(environment.VAULT_KEYS);
  const count = await rotateVault(db, vault);
  log.info({ count, key: vault.newestKeyId }, "sealed again under the newest key");
} finally {
  await db.$disconnect();
  if (embedded && !embedded.wasRunning) await embedded.stop();
}
