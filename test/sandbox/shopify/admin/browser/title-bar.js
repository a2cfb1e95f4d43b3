/** The app's title and its page actions. */
import { find, make } from "./data.js";
import { onApp, tellApp } from "./frame.js";

/** @typedef {{ key: number, label: string, variant: string, tone: string, group: string, disabled: boolean, loading: boolean }} Action */

/** @param {Action} action */
function button({ key, label, variant, tone, disabled, loading }) {
  const made = make("button", `${variant} ${tone}`.trim(), label);
  made.setAttribute("type", "button");
  made.toggleAttribute("disabled", disabled || loading);
  made.addEventListener("click", () => tellApp("title-action", { key }));
  return made;
}

/** @param {string} label @param {Action[]} actions */
function group(label, actions) {
  const details = make("details", "group");
  const sheet = make("div", "sheet");
  sheet.append(...actions.map(button));
  details.append(make("summary", "", label), sheet);
  return details;
}

const appName = find(".app-title")?.textContent ?? "";

/** @param {string} title @param {Action[]} actions */
function showBar(title, actions) {
  const heading = find(".app-title");
  if (heading) heading.textContent = title || appName;
  const loose = actions.filter((action) => !action.group);
  const labels = [...new Set(actions.map((action) => action.group).filter(Boolean))];
  const groups = labels.map((label) =>
    group(
      label,
      actions.filter((action) => action.group === label),
    ),
  );
  find(".app-actions")?.replaceChildren(...groups, ...loose.map(button));
}

/** A page without a title bar of its own must not keep the one of the page before. */
export function resetTitleBar() {
  showBar("", []);
}

export function startTitleBar() {
  onApp("title-bar", ({ title, actions }) => showBar(title, actions));
  onApp("loading", ({ isLoading }) => find(".loading")?.toggleAttribute("hidden", !isLoading));
}
