/** What every part stands on: the database and its work, the way out, and the pictures' place. */
import { connectDatabase } from "../db.server.ts";
import type { Environment } from "../env.server.ts";
import { startBoss } from "../jobs/boss.server.ts";
import { createEnqueue } from "../jobs/enqueue.server.ts";
import type { Log } from "../log.server.ts";
import { createOutgoing } from "../providers/addresses.server.ts";
import { createDownload } from "../providers/download.server.ts";
import { createSendCall } from "../providers/http.server.ts";
import { chooseStorage } from "../storage/choose-storage.server.ts";
import { createForget } from "../storage/forget.server.ts";
import { createPictures } from "../storage/pictures.server.ts";
import { createTryOnQueue } from "../try-on/queue.server.ts";
import { createWake } from "../try-on/waiting/wake.server.ts";
import { checkVault } from "../vault/sealed-columns.server.ts";
import { createSigner } from "../vault/signer.server.ts";
import { createVault } from "../vault/vault.server.ts";

export type Ground = Awaited<ReturnType<typeof layGround>>;

type Parts = { environment: Environment; databaseAddress: string; log: Log; now: () => Date };

export async function layGround({ environment, databaseAddress, log, now }: Parts) {
  const vault = createVault(environment.VAULT_KEYS);
  const db = connectDatabase(databaseAddress);
  await checkVault(db, vault);

  const works = environment.ROLE !== "web";
  const boss = await startBoss({ address: databaseAddress, works, log });
  await createTryOnQueue(boss);
  const wake = await createWake({ address: databaseAddress, log });

  const outgoing = createOutgoing(environment.TRUSTED_ORIGINS);
  const storage = chooseStorage(environment);
  return {
    environment,
    log,
    now,
    works,
    vault,
    signer: createSigner(environment.VAULT_KEYS),
    db,
    boss,
    enqueue: createEnqueue(boss),
    wake,
    outgoing,
    send: createSendCall(outgoing),
    download: createDownload(outgoing),
    pictures: createPictures({ db, storage, vault, now }),
    forget: createForget({ db, storage, now }),
  };
}
