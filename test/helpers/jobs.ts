/** Runs one of the app's jobs now, as its time would: sent from outside, done by the house's own worker. */
import { PgBoss } from "pg-boss";
import type { JobData, JobName } from "../../app/jobs/kinds.ts";
import { type House, until } from "./house.ts";

/** Without an `end` of the test's own, until the job is done. */
export async function runJob<Name extends JobName>(
  house: House,
  name: Name,
  data: JobData[Name],
  end?: () => Promise<boolean>,
): Promise<void> {
  const boss = new PgBoss({
    connectionString: house.databaseAddress,
    max: 1,
    supervise: false,
    schedule: false,
  });
  await boss.start();
  try {
    const id = (await boss.send(name, data)) ?? "";
    const isDone = async () => (await boss.findJobs(name, { id }))[0]?.state === "completed";
    await until(end ?? isDone);
  } finally {
    await boss.stop();
  }
}
