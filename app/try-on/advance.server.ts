/**
 * Looks at a try-on's row and takes its next step. Run again after a crash, it goes on where the row says. Starting is
 * billable: nothing is sent a second time unless it is proved that the first never became a task.
 */
import type { TryOn } from "@prisma/client";
import { z } from "zod";
import type { Database } from "../db.server.ts";
import type { Log } from "../log.server.ts";
import type { Download } from "../providers/download.server.ts";
import { type FailureCode, meaningOf } from "../providers/failures.ts";
import type { Operation, Provider, ProviderFailure } from "../providers/provider.ts";
import type { Pictures } from "../storage/pictures.server.ts";
import { garmentsShape } from "./garments.ts";
import type { Fail, Move } from "./move.server.ts";
import { prepareGarments } from "./send-garments.server.ts";
import type { Settle } from "./settle.server.ts";
import { hasEnded, limits, pauseAfterRefusal } from "./states.ts";

/** What is left to do: nothing, or to look again after a while (or sooner, when nudged). */
export type Step = { ended: true } | { ended: false; waitMs: number };
export type Advance = (id: string) => Promise<Step>;

export type Parts = {
  db: Database;
  pictures: Pictures;
  move: Move;
  fail: Fail;
  settle: Settle;
  /** The try-on's connection as a provider to talk to; undefined when it was removed. */
  providerFor: (tryOn: TryOn) => Promise<Provider | undefined>;
  callbackAddress: (id: string) => string;
  /** A short-lived address of the photo, for models that take no bytes. */
  photoAddress: (pictureId: string) => string;
  download: Download;
  markUnwell: (tryOn: TryOn, code: FailureCode) => Promise<void>;
  markWell: (tryOn: TryOn) => Promise<void>;
  pollEveryMs: number;
  log: Log;
  now: () => Date;
};

const operationShape = z.record(z.string(), z.string());
const soon: Step = { ended: false, waitMs: 0 };

export function createAdvance(parts: Parts): Advance {
  const {
    db,
    pictures,
    move,
    fail,
    settle,
    providerFor,
    callbackAddress,
    photoAddress,
    download,
    markUnwell,
    markWell,
    pollEveryMs,
    log,
    now,
  } = parts;

  const giveUp = async (tryOn: TryOn, failure: ProviderFailure): Promise<Step> => {
    log.warn(
      { tryOnId: tryOn.id, shop: tryOn.shopDomain, code: failure.code, detail: failure.detail },
      "failed",
    );
    await markUnwell(tryOn, failure.code);
    await fail(tryOn, failure.code);
    return soon;
  };

  const submit = async (tryOn: TryOn, provider: Provider): Promise<Step> => {
    if (age(tryOn.createdAt) > limits.takenWithinMs) {
      await fail(tryOn, "timed_out");
      return soon;
    }
    const picture = await db.picture.findFirst({ where: { tryOnId: tryOn.id, role: "photo" } });
    const photo = picture && (await pictures.open(picture));
    if (!photo) {
      await fail(tryOn, "photo_lost");
      return soon;
    }
    const garments = await prepareGarments(tryOn, garmentsShape.parse(tryOn.garments), download);
    if (!garments.ok) return afterGarmentTrouble(tryOn, garments.failure);
    const submittedAt = now();
    if (!(await move(tryOn, { from: "queued", to: "submitting", data: { submittedAt } }))) return soon;
    const submitting: TryOn = { ...tryOn, state: "submitting", submittedAt };
    const started = await provider.start({
      externalId: tryOn.id,
      photo: { bytes: photo, address: photoAddress(picture.id) },
      garments: garments.value,
      callbackAddress: callbackAddress(tryOn.id),
    });
    if (started.ok) return taken(submitting, started.value);
    return afterRefusal(submitting, started.failure);
  };

  /** Nothing was sent yet; the minute for being taken limits how often it is tried. */
  const afterGarmentTrouble = async (tryOn: TryOn, failure: ProviderFailure): Promise<Step> =>
    failure.retry ? { ended: false, waitMs: 2_000 } : giveUp(tryOn, failure);

  const taken = async (tryOn: TryOn, operation: Operation): Promise<Step> => {
    await move(tryOn, { from: "submitting", to: "running", data: { operation, runningAt: now() } });
    await markWell(tryOn);
    return { ended: false, waitMs: pollEveryMs };
  };

  const afterRefusal = async (tryOn: TryOn, failure: ProviderFailure): Promise<Step> => {
    if (failure.mayHaveStarted) return soon;
    if (!failure.retry) return giveUp(tryOn, failure);
    const waitMs = pauseAfterRefusal(tryOn.refusedStarts, failure.retryAfterMs);
    if (age(tryOn.createdAt) + waitMs > limits.takenWithinMs) return giveUp(tryOn, failure);
    await move(tryOn, { from: "submitting", to: "queued", data: { refusedStarts: { increment: 1 } } });
    return { ended: false, waitMs };
  };

  /** Found in `submitting`: a start was begun and its outcome never recorded. */
  const lookUp = async (tryOn: TryOn, provider: Provider): Promise<Step> => {
    const found = await provider.find(tryOn.id);
    if (found.ok && found.value.found === "task") return taken(tryOn, found.value.operation);
    const waited = age(tryOn.submittedAt ?? tryOn.createdAt);
    // The request may still be on its way, so "no such task" counts for nothing yet.
    if (waited < limits.startSettledMs) return { ended: false, waitMs: 2_000 };
    if (found.ok && found.value.found === "none") {
      await move(tryOn, { from: "submitting", to: "queued" });
      return soon;
    }
    if (!found.ok && found.failure.retry && waited < limits.takenWithinMs)
      return { ended: false, waitMs: 5_000 };
    await fail(tryOn, "unknown_outcome");
    return soon;
  };

  const follow = async (tryOn: TryOn, provider: Provider): Promise<Step> => {
    const operation = operationShape.safeParse(tryOn.operation);
    if (!operation.success) {
      await fail(tryOn, "unknown_outcome");
      return soon;
    }
    const status = await provider.status(operation.data);
    if (status.ok && status.value.state === "done") {
      const settled = await settle(tryOn, status.value.pictureAddress);
      if (settled.ok) return soon;
      if (!settled.retry) return giveUp(tryOn, failureOf("result_lost", settled.detail));
    }
    if (status.ok && status.value.state === "failed") return giveUp(tryOn, status.value.failure);
    // The task is paid for and goes on whatever one answer looks like; only a key that is refused is no use any more.
    if (!status.ok && meaningOf(status.failure.code).unwell) return giveUp(tryOn, status.failure);
    if (age(tryOn.runningAt ?? tryOn.createdAt) > limits.doneWithinMs)
      return giveUp(tryOn, failureOf("timed_out", "the provider did not finish in time"));
    return { ended: false, waitMs: pollEveryMs };
  };

  const age = (since: Date) => now().getTime() - since.getTime();

  return async (id) => {
    const tryOn = await db.tryOn.findUnique({ where: { id } });
    if (!tryOn || hasEnded(tryOn.state)) return { ended: true };
    // Before anything that may throw: whatever goes wrong again and again, this ends it, and the photo goes.
    if (age(tryOn.createdAt) > limits.overWithinMs) {
      await fail(tryOn, "timed_out");
      return soon;
    }
    const provider = await providerFor(tryOn);
    if (!provider) {
      await fail(tryOn, "connection_gone");
      return soon;
    }
    if (tryOn.state === "queued") return submit(tryOn, provider);
    if (tryOn.state === "submitting") return lookUp(tryOn, provider);
    return follow(tryOn, provider);
  };
}

function failureOf(code: "result_lost" | "timed_out", detail: string): ProviderFailure {
  return { code, retry: false, mayHaveStarted: true, detail };
}
