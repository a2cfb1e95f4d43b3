/** What `advance` and `submit` say to each other and to the job that drives a try-on. */
import type { TryOn } from "@prisma/client";
import type { FailureCode } from "../providers/failures.ts";
import type { Provider, ProviderFailure } from "../providers/provider.ts";
import type { Maker } from "../shop/in-use.ts";
import type { ShopSettings } from "../shop/settings.ts";

/** What is left to do for a try-on's job: nothing, or to look again after a while (or sooner, when nudged). */
export type Step = { ended: true } | { ended: false; waitMs: number };

export const soon: Step = { ended: false, waitMs: 0 };
/** For this job; the try-on itself may go on by another. */
export const over: Step = { ended: true };

/** A try-on and all that its next step needs to know, read together. */
export type Subject = { tryOn: TryOn; maker: Maker; provider: Provider; settings: ShopSettings };
export type End = (tryOn: TryOn, code: FailureCode, proof?: "unbilled") => Promise<Step>;
export type GiveUp = (subject: Subject, failure: ProviderFailure, proof?: "unbilled") => Promise<Step>;
