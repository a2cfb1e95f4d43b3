/** Messages between this page and the app in its frame. */
import { data } from "./data.js";

/** @type {Map<string, (data: any) => unknown>} */
const answers = new Map();

const frame = document.querySelector("iframe.app-frame");
const app = frame instanceof HTMLIFrameElement ? frame.contentWindow : null;

/** @param {object} message */
function post(message) {
  app?.postMessage({ from: "shopify-admin", ...message }, data.appOrigin);
}

/** @param {string} kind @param {unknown} [content] */
export function tellApp(kind, content) {
  post({ kind, data: content });
}

/** @param {string} kind @param {(data: any) => unknown} answer */
export function onApp(kind, answer) {
  answers.set(kind, answer);
}

/** @param {MessageEvent} event */
async function receive({ source, origin, data: message }) {
  if (!app || source !== app || origin !== data.appOrigin || message?.from !== "app-bridge") return;
  const answer = answers.get(message.kind);
  try {
    if (!answer) throw new Error(`The sandbox's admin does not know ${message.kind}`);
    const value = await answer(message.data);
    if (message.id !== undefined) post({ replyTo: message.id, value });
  } catch (error) {
    if (message.id !== undefined) post({ replyTo: message.id, error: String(error) });
  }
}

/** The app may be quicker than this script, so the page keeps what it said before. */
export function startFrame() {
  const early = /** @type {MessageEvent[]} */ (Reflect.get(window, "earlyMessages"));
  window.addEventListener("message", receive);
  for (const event of early.splice(0)) void receive(event);
}
