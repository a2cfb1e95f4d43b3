/**
 * Looks at a try-on's row and takes its next step. Run again after a crash, it goes on where the row says.
 */
import type { TryOn } from "@prisma/client";
import { z } from "zod";
import type { Log } from "../log.server.ts";
import { meaningOf } from "../providers/failures.ts";
import type { Operation, Provider, ProviderFailure } from "../providers/provider.ts";
import { type Maker, makerOf, withModels } from "../shop/in-use.ts";
import { readSettings } from "../shop/settings.ts";
import { insist } from "./insist.ts";
import type { Fail } from "./move.server.ts";
import type { Settle } from "./settle.server.ts";
import { deadlinesOf, hasEnded, lateCode, startSettledMs } from "./states.ts";
import { type End, type GiveUp, over, soon, type Step, type Subject } from "./step.ts";
import { createSubmit, type SubmitParts } from "./submit.server.ts";

export type Advance = (id: string) => Promise<Step>;

type Parts = Omit<SubmitParts, "end" | "giveUp" | "taken"> & {
  fail: Fail;
  settle: Settle;
  /** The connection as a provider to talk to, with the try-on's own model. */
  providerOf: (maker: Maker) => Provider;
  markWell: (maker: Maker) => Promise<void>;
  /** For how long to wait for a callback before the provider is asked. */
  pauseFor: (tryOn: TryOn) => Promise<number>;
  log: Log;
};

const operationShape = z.record(z.string(), z.string());

export function createAdvance(parts: Parts): Advance {
  const { db, move, fail, settle, providerOf, markUnwell, markWell, pauseFor, log, now } = parts;

  /** Whoever was first to move it has the word: then it is looked at again. */
  const end: End = async (tryOn, code, proof) => ((await fail(tryOn, code, proof)) ? over : soon);

  const giveUp: GiveUp = async ({ tryOn, maker }, { code, detail }, proof) => {
    log.warn({ tryOnId: tryOn.id, shop: tryOn.shopDomain, code, detail }, "failed");
    await markUnwell(maker, code);
    return end(tryOn, code, proof);
  };

  const taken = async ({ tryOn, maker }: Subject, operation: Operation): Promise<Step> => {
    const data = { operation, runningAt: now() };
    await insist(() => move(tryOn, { from: "submitting", to: "running", data }));
    await markWell(maker);
    return { ended: false, waitMs: await pauseFor(tryOn) };
  };

  const submit = createSubmit({ ...parts, end, giveUp, taken });

  /** Found in `submitting`: a start was begun and its outcome never recorded. */
  const lookUp = async (subject: Subject): Promise<Step> => {
    const { tryOn, maker, provider } = subject;
    const { testedAt } = maker.connection;
    const sentAt = tryOn.submittedAt ?? tryOn.createdAt;
    const found = await provider.find(tryOn.id);
    if (found.ok && found.value.found === "task") return taken(subject, found.value.operation);
    const waited = age(sentAt);
    // The request may still be on its way, so "no such task" counts for nothing yet.
    if (waited < startSettledMs) return { ended: false, waitMs: 2_000 };
    // A key that came since may be another account's, which knows nothing of what the first one was sent.
    const hasKeptKey = testedAt !== null && testedAt <= sentAt;
    if (found.ok && found.value.found === "none" && hasKeptKey) {
      await move(tryOn, { from: "submitting", to: "queued" });
      return soon;
    }
    if (!found.ok && found.failure.retry && now() < tryOn.takeBy) return { ended: false, waitMs: 5_000 };
    return end(tryOn, "unknown_outcome");
  };

  const follow = async (subject: Subject): Promise<Step> => {
    const { tryOn, provider, settings } = subject;
    const operation = operationShape.safeParse(tryOn.operation);
    if (!operation.success) return end(tryOn, "unknown_outcome");
    const status = await provider.status(operation.data);
    if (status.ok && status.value.state === "done") {
      const settled = await settle(tryOn, status.value.pictureAddress);
      if (settled.ok) return settled.moved ? over : soon;
      if (!settled.retry) return giveUp(subject, failureOf("result_lost", settled.detail));
    }
    if (status.ok && status.value.state === "failed") {
      const { failure } = status.value;
      // The provider itself says that nothing came of it: the one case in which a taken task is not billed. A finished
      // one whose picture can't be found in the answer was made, and is billed.
      return giveUp(subject, failure, failure.code === "unexpected_answer" ? undefined : "unbilled");
    }
    // The task is paid for and goes on whatever one answer looks like; only a key that is refused is no use any more.
    if (!status.ok && meaningOf(status.failure.code).unwell) return giveUp(subject, status.failure);
    if (age(tryOn.runningAt ?? tryOn.createdAt) > deadlinesOf(settings).doneWithinMs)
      return giveUp(subject, failureOf("timed_out", "the provider did not finish in time"));
    return { ended: false, waitMs: await pauseFor(tryOn) };
  };

  const age = (since: Date) => now().getTime() - since.getTime();

  return async (id) => {
    const found = await db.tryOn.findUnique({
      where: { id },
      include: { shop: { select: { settings: true } }, connection: { include: withModels } },
    });
    if (!found || hasEnded(found.state)) return over;
    const { shop, connection, ...tryOn } = found;
    // Before anything that may throw: whatever goes wrong again and again, this ends it, and the photo goes.
    if (now() > tryOn.overBy) return end(tryOn, lateCode(tryOn));
    // Removed, or edited into another provider's, which knows nothing of this try-on.
    if (connection?.provider !== tryOn.provider) return end(tryOn, "connection_gone");
    // Whatever the connection runs by now, this one goes on with the model that it was begun with.
    const maker = makerOf(connection, tryOn.model);
    const subject = { tryOn, maker, provider: providerOf(maker), settings: readSettings(shop.settings) };
    if (tryOn.state === "queued") return submit(subject);
    if (tryOn.state === "submitting") return lookUp(subject);
    return follow(subject);
  };
}

function failureOf(code: "result_lost" | "timed_out", detail: string): ProviderFailure {
  return { code, retry: false, mayHaveStarted: true, detail };
}
