/** Messages between this page and the admin page around it. */
import { adminOrigin, isFramed } from "./settings.js";

/** @typedef {{ resolve: (value: any) => void, reject: (error: Error) => void }} Waiting */

/** @type {Map<number, Waiting>} */
const waiting = new Map();
/** @type {Map<string, (data: any) => void>} */
const listeners = new Map();
let lastId = 0;

/** @param {string} kind @param {unknown} [data] @param {number} [id] */
function post(kind, data, id) {
  if (isFramed) window.parent.postMessage({ from: "app-bridge", kind, data, id }, adminOrigin);
}

/** @param {string} kind @param {unknown} [data] */
export function tellAdmin(kind, data) {
  post(kind, data);
}

/** @param {string} kind @param {unknown} [data] @returns {Promise<any>} */
export function askAdmin(kind, data) {
  lastId += 1;
  const id = lastId;
  return new Promise((resolve, reject) => {
    if (!isFramed) reject(new Error("This page is not inside the Shopify admin"));
    waiting.set(id, { resolve, reject });
    post(kind, data, id);
  });
}

/** @param {string} kind @param {(data: any) => void} listener */
export function onAdmin(kind, listener) {
  listeners.set(kind, listener);
}

window.addEventListener("message", ({ data, source, origin }) => {
  if (source !== window.parent || origin !== adminOrigin || data?.from !== "shopify-admin") return;
  if (data.replyTo === undefined) {
    listeners.get(data.kind)?.(data.data);
    return;
  }
  const asked = waiting.get(data.replyTo);
  waiting.delete(data.replyTo);
  if (data.error) asked?.reject(new Error(data.error));
  else asked?.resolve(data.value);
});
