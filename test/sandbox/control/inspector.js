/** Keeps the page up to date: fetches it again and swaps only the parts that are different. */
const everyMs = 2_000;
const toast = document.querySelector(".toast");

/** @type {ReturnType<typeof setTimeout> | undefined} */
let hiding;

/** @param {string} text */
function say(text) {
  if (toast) toast.textContent = text;
  clearTimeout(hiding);
  if (text) hiding = setTimeout(say, 6_000, "");
}

/**
 * Leaves untouched nodes in place, so that scrolling, focus, opened details and pictures stay as they are.
 * @param {Element} now
 * @param {Element} next
 */
function reconcile(now, next) {
  const known = new Map([...now.children].map((child) => [child.id, child]));
  let place = now.firstElementChild;
  for (const fresh of next.querySelectorAll(":scope > *")) {
    const old = known.get(fresh.id);
    known.delete(fresh.id);
    for (const [index, details] of [...fresh.querySelectorAll("details")].entries()) {
      details.open = old?.querySelectorAll("details")[index]?.open ?? false;
    }
    if (old && old === place) place = place.nextElementSibling;
    if (old?.isEqualNode(fresh)) {
      if (old.nextElementSibling !== place) now.insertBefore(old, place);
    } else {
      if (old) old.remove();
      now.insertBefore(document.adoptNode(fresh), place);
    }
  }
  for (const gone of known.values()) gone.remove();
}

async function refresh() {
  const response = await fetch("/inspector", { cache: "no-store" });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const now of document.querySelectorAll("[data-live]")) {
    const next = page.querySelector(`[data-live="${now.getAttribute("data-live")}"]`);
    if (next) reconcile(now, next);
  }
}

/**
 * @param {string} method
 * @param {string} address
 * @param {string | undefined} body
 */
async function send(method, address, body) {
  try {
    /** @type {RequestInit} */
    const request = { method, headers: { "content-type": "application/json" }, body };
    const response = await fetch(address, request);
    const problem = response.ok
      ? ""
      : ((await response.json())?.error?.message ?? "The sandbox refused this.");
    await refresh();
    say(problem);
  } catch {
    say("The sandbox does not answer.");
  }
}

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("button") : undefined;
  if (!button) return;
  const { post, delete: remove, body, confirm: question } = button.dataset;
  if (question && !confirm(question)) return;
  if (post) void send("POST", post, body);
  if (remove) void send("DELETE", remove, undefined);
});

document.addEventListener("change", (event) => {
  const field = event.target;
  if (!(field instanceof HTMLSelectElement || field instanceof HTMLInputElement)) return;
  const value = field.value === "never" ? field.value : Number(field.value);
  void send("POST", "/_control/settings", JSON.stringify({ [field.name]: value }));
});

setInterval(() => {
  if (document.hidden) return;
  refresh().then(
    () => document.body.classList.remove("stale"),
    () => document.body.classList.add("stale"),
  );
}, everyMs);
