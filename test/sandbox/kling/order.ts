/** From what a Kling call wants to a task, with the account's packs and its rules for callbacks. */
import { randomInt } from "node:crypto";
import type { KlingAccount, Task, World } from "../world.ts";
import { type Refusal, refusal } from "./errors.ts";
import { signedHeaders } from "./sign-callback.ts";
import type { CallbackRules } from "../tasks/callbacks.ts";
import type { Order } from "../tasks/desk.ts";
import { type Caller, findTask } from "../tasks/account.ts";
import { startTask } from "../tasks/tasks.ts";

export type KlingCaller = Caller & { account: KlingAccount; isGateway: boolean };

/** What a call's body says, read and checked. */
export type Wanted = Omit<Order, "id" | "provider" | "key" | "bought" | "callback">;

export type Words = Pick<CallbackRules, "body" | "forged">;

export function placeOrder(world: World, caller: KlingCaller, wanted: Wanted, words: Words): Task | Refusal {
  const { provider, key, account } = caller;
  const { externalId } = wanted;
  // What Kling does with a repeated id is not documented; refusing is what its "must be unique" promises.
  if (externalId !== undefined && findTask(world, caller, externalId) !== undefined) {
    return refusal("invalidValue", "external_task_id already exists");
  }
  const task = startTask(world, {
    ...wanted,
    // Like Kling's own: digits beyond what a JavaScript number holds.
    id: `8${Date.now()}${String(randomInt(10_000)).padStart(4, "0")}`,
    provider,
    key,
    // Packs are bought per kind: an account with others and none of this kind has nothing to spend.
    bought: account.packs === undefined ? undefined : (account.packs[wanted.pack] ?? 0),
    // Whether Kling tries a second time is not documented, so nobody may rely on it.
    callback: {
      ...words,
      headers: signedHeaders(account.webhookSecrets ?? []),
      tries: 1,
      isHeard: () => true,
    },
  });
  if (!("notTaken" in task)) return task;
  return refusal(task.notTaken === "balance" ? "balanceNotEnough" : "overParallelLimit");
}
