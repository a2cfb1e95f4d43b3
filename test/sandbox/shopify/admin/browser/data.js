/** What the server wrote into the page, and calls to it. */

/** @type {{ shop: string, appOrigin: string, appPath: string, installed: boolean, blockPlaced: boolean }} */
export const data = JSON.parse(document.getElementById("admin-data")?.textContent ?? "{}");

/** @param {string} selector @param {ParentNode} [within] @returns {HTMLElement | null} */
export function find(selector, within = document) {
  return within.querySelector(selector);
}

/** @param {string} path @param {Record<string, string>} [query] @param {string} [method] @returns {Promise<any>} */
export async function call(path, query = {}, method = "GET") {
  const parameters = new URLSearchParams({ ...query, shop: data.shop });
  const response = await fetch(`/admin/_data/${path}?${parameters}`, { method });
  const body = await response.json();
  if (!response.ok) throw new Error(body.error);
  return body;
}

/** @param {string} name @param {string} className @param {string} [text] */
export function make(name, className, text = "") {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  return element;
}
