/** The app's answers, by way of the shop's own address. */

/**
 * @typedef {{ code?: string, message?: string }} Failure
 * @typedef {{
 *   id: string,
 *   token?: string,
 *   state: "queued" | "submitting" | "running" | "done" | "failed",
 *   poll_after_ms?: number,
 *   eta_ms?: number | null,
 *   position?: number | null,
 *   kept_ms?: number,
 *   image_url?: string,
 *   failure?: Failure,
 * }} TryOn
 * @typedef {{ id: string, token?: string }} Named
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

/** @param {unknown} error */
export function codeOf(error) {
  return error instanceof Trouble ? error.code : "general";
}

/**
 * Starts a try-on. Never repeated here: whether to pay for another start is the shopper's to say.
 * @param {string} root
 * @param {Record<string, string>} wish
 * @param {Blob} photo
 * @returns {Promise<TryOn>}
 */
export function start(root, wish, photo) {
  return ask(`${root}/try-ons?${new URLSearchParams(wish)}`, "state", {
    method: "POST",
    headers: { "content-type": photo.type || "application/octet-stream" },
    body: photo,
  });
}

/**
 * Asks until the try-on is done or failed. A lost connection is waited out.
 * @param {string} root
 * @param {Named} tryOn
 * @param {(tryOn: TryOn | "reconnecting") => void} onNews
 * @returns {Promise<TryOn>}
 */
export async function follow(root, tryOn, onNews) {
  for (let failures = 0; ;) {
    const askedAt = Date.now();
    try {
      const latest = await look(root, tryOn, waitSeconds);
      failures = 0;
      if (latest.state === "done" || latest.state === "failed") return latest;
      onNews(latest);
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
 * @param {Named} tryOn
 * @param {number} [wait]
 * @returns {Promise<TryOn>}
 */
export function look(root, tryOn, wait = 0) {
  return ask(addressOf(root, tryOn, "", { wait: String(wait) }), "state", timed());
}

/**
 * Has photo and picture destroyed.
 * @param {string} root
 * @param {Named} tryOn
 * @returns {Promise<unknown>}
 */
export function destroy(root, tryOn) {
  return ask(addressOf(root, tryOn, "/delete"), "receipt", { method: "POST" }).catch((error) => {
    // What the app does not know any more needs no deleting.
    if (codeOf(error) !== "gone") throw error;
  });
}

/**
 * What the shopper thinks of the picture.
 * @param {string} root
 * @param {Named} tryOn
 * @param {Record<string, string>} opinion
 * @returns {Promise<unknown>}
 */
export function judge(root, tryOn, opinion) {
  return ask(addressOf(root, tryOn, "/opinion", opinion), "liked", { method: "POST" });
}

/**
 * Which of the candidates can be worn together with the product.
 * @param {string} root
 * @param {string} productId
 * @param {(string | number)[]} candidates
 * @returns {Promise<{ matches: { product_id: string, kind: "upper" | "lower" }[] }>}
 */
export function askMatches(root, productId, candidates) {
  const query = new URLSearchParams({ product_id: productId, candidates: candidates.join(",") });
  return ask(`${root}/matches?${query}`, "matches", timed());
}

/**
 * @param {string} root
 * @returns {Promise<Terms>}
 */
export function askTerms(root) {
  return ask(`${root}/consent`, "version", timed());
}

/** @param {string} root @param {Named} tryOn @param {string} what @param {Record<string, string>} [more] */
function addressOf(root, { id, token = "" }, what, more) {
  return `${root}/try-ons/${encodeURIComponent(id)}${what}?${new URLSearchParams({ token, ...more })}`;
}

function timed() {
  return { signal: AbortSignal.timeout(answerWithinMs) };
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
  if (answer.ok && body?.[proof] !== undefined) return body;
  const mayPass = answer.ok || answer.status === 429 || answer.status >= 500;
  throw new Trouble(
    body?.error?.code ?? (answer.status === 404 && !options.method ? "gone" : "general"),
    mayPass,
  );
}

/** Shorter, where the network comes back meanwhile. @param {number} milliseconds */
function pause(milliseconds) {
  const over = new AbortController();
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
    addEventListener("online", resolve, { signal: over.signal });
  }).finally(() => over.abort());
}
