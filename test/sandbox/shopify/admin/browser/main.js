/** Starts the admin page: what it answers to the app in its frame, and its own menu. */
import { call, data, find } from "./data.js";
import { onApp, startFrame } from "./frame.js";
import { startNavigation } from "./navigation.js";
import { startPicker } from "./picker.js";
import { resetSaveBar, startSaveBar } from "./save-bar.js";
import { resetTitleBar, startTitleBar } from "./title-bar.js";
import { startToasts } from "./toasts.js";

onApp("hello", () => {
  resetTitleBar();
  resetSaveBar();
  return call("hello");
});
for (const question of ["id-token", "extensions", "user", "scopes"]) {
  onApp(question, () => call(question));
}

async function toggleBlock() {
  await call("block", {}, "POST");
  location.reload();
}

async function toggleEmbed() {
  await call("embed", {}, "POST");
  location.reload();
}

async function uninstall() {
  if (!window.confirm("Uninstall the app? Its data on this shop is removed.")) return;
  await call("uninstall", {}, "POST");
  location.assign(`/admin/home?shop=${encodeURIComponent(data.shop)}`);
}

find('[data-do="block"]')?.addEventListener("click", toggleBlock);
find('[data-do="embed"]')?.addEventListener("click", toggleEmbed);
find('[data-do="uninstall"]')?.addEventListener("click", uninstall);
document.addEventListener("click", ({ target }) => {
  const kept = target instanceof Element ? target.closest("summary")?.parentElement : undefined;
  for (const details of document.querySelectorAll("details[open]")) {
    if (details !== kept) details.removeAttribute("open");
  }
});
window.addEventListener("blur", () =>
  document.querySelectorAll("details[open]").forEach((open) => open.removeAttribute("open")),
);

startNavigation();
startTitleBar();
startSaveBar();
startToasts();
startPicker();
startFrame();
