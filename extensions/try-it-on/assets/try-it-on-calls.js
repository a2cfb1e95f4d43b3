/** The app's answers, by way of the shop's own address. */
import { contentType } from "./try-it-on-photo.js";

/**
 * @typedef {{ code?: string, message?: string }} Failure
 * @typedef {{
 *   id: string,
 *   token?: string,
 *   state: "queued" | "submitting" | "running" | "done" | "failed",
 *   poll_after_ms?: number,
 *   eta_ms?: number | null,
 *   position?: number | null,
 *   image_url?: string,
 *   failure?: Failure,
 * }} TryOn
 * @typedef {{ root: string, productId: string, variantId: string, consent: string, language: string }} Wish
 * @typedef {{
 *   version: string,
 *   processors: { name: string, country: string | null }[],
 *   kept_hours: number,
 *   addition: string,
 * }} Terms
 */

const waitSeconds = 8;
const answerWithinMs = 25_000;
const pausesMs = [1000, 2000, 4000, 8000, 15_000];
const visitorKey = "try-on-visitor";

/** A refusal by the app, or a call that got no answer. */
export class Trouble extends Error {
  /**
   * @param {string} code
   * @param {boolean} [mayPass] whether the same question may be answered a moment later
   */
  constructor(code, mayPass = false) {
    super(code);
    this.code = code;
    this.mayPass = mayPass;
  }
}

/**
 * Starts a try-on. Never repeated here: whether to pay for another start is the shopper's to say.
 * @param {Wish} wish
 * @param {Blob} photo
 * @returns {Promise<TryOn>}
 */
export function start({ root, productId, variantId, consent, language }, photo) {
  const query = new URLSearchParams({
    product_id: productId,
    variant_id: variantId,
    visitor: visitor(),
    consent,
    language,
  });
  return ask(`${root}/try-ons?${query}`, "state", {
    method: "POST",
    headers: { "content-type": contentType(photo) },
    body: photo,
  });
}

/**
 * Asks until the try-on is done or failed. A lost connection is waited out.
 * @param {string} root
 * @param {TryOn} started
 * @param {(tryOn: TryOn | "reconnecting") => void} onNews
 * @returns {Promise<TryOn>}
 */
export async function follow(root, started, onNews) {
  let failures = 0;
  await pause(Math.min(started.poll_after_ms ?? 0, 5000));
  for (;;) {
    const askedAt = Date.now();
    try {
      const tryOn = await look(root, started, waitSeconds);
      failures = 0;
      if (tryOn.state === "done" || tryOn.state === "failed") return tryOn;
      onNews(tryOn);
      // An answer that came at once without an end must not become a flood of questions.
      await pause(Math.max(0, 500 - (Date.now() - askedAt)));
    } catch (error) {
      if (!(error instanceof Trouble) || !error.mayPass) throw error;
      if (failures > 0) onNews("reconnecting");
      await pause(pausesMs[Math.min(failures, pausesMs.length - 1)] ?? 0);
      failures += 1;
    }
  }
}

/**
 * @param {string} root
 * @param {TryOn} started
 * @param {number} wait
 * @returns {Promise<TryOn>}
 */
export function look(root, started, wait) {
  const query = new URLSearchParams({ token: started.token ?? "", wait: String(wait) });
  return ask(`${root}/try-ons/${encodeURIComponent(started.id)}?${query}`, "state", {
    signal: AbortSignal.timeout(answerWithinMs),
  });
}

/**
 * Has photo and picture destroyed.
 * @param {string} root
 * @param {TryOn} started
 * @returns {Promise<unknown>}
 */
export function destroy(root, started) {
  const query = new URLSearchParams({ token: started.token ?? "" });
  return ask(`${root}/try-ons/${encodeURIComponent(started.id)}/delete?${query}`, "receipt", {
    method: "POST",
  });
}

/**
 * @param {string} root
 * @returns {Promise<Terms>}
 */
export function askTerms(root) {
  return ask(`${root}/consent`, "version", { signal: AbortSignal.timeout(answerWithinMs) });
}

/**
 * @template Answer
 * @param {string} address
 * @param {string} proof what a whole answer has in it
 * @param {RequestInit} options
 * @returns {Promise<Answer>}
 */
async function ask(address, proof, options) {
  const answer = await fetch(address, {
    ...options,
    headers: { accept: "application/json", ...options.headers },
  }).catch(() => undefined);
  if (!answer) throw new Trouble("offline", true);
  const body = await answer.json().catch(() => undefined);
  if (answer.ok && body?.[proof]) return body;
  const mayPass = answer.ok || answer.status === 429 || answer.status >= 500;
  throw new Trouble(
    body?.error?.code ?? (answer.status === 404 && !options.method ? "gone" : "general"),
    mayPass,
  );
}

/** Knows a shopper again by a random id and nothing else. */
function visitor() {
  const fresh = randomId();
  try {
    const known = localStorage.getItem(visitorKey) ?? fresh;
    localStorage.setItem(visitorKey, known);
    return known;
  } catch {
    return fresh;
  }
}

/** `crypto.randomUUID` is missing on pages without https, such as a theme preview in a local network. */
function randomId() {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}

/** @param {number} milliseconds */
function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
