/** The navigation at the side, the app's links in it, and the address bar. */
import { data, find, make } from "./data.js";
import { onApp, tellApp } from "./frame.js";
import { isBlocked } from "./save-bar.js";

let path = "/";

function markCurrent() {
  const links = [...document.querySelectorAll(".app-nav a")];
  const [pathname = "/"] = path.split("?");
  const fits = (/** @type {Element} */ link) => {
    const [own = "/"] = (link.getAttribute("data-href") ?? "").split("?");
    return pathname === own || pathname.startsWith(`${own.replace(/\/$/, "")}/`) ? own.length : -1;
  };
  const best = Math.max(...links.map(fits), -1);
  for (const link of links) {
    if (best >= 0 && fits(link) === best) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

/** @param {{ href: string, label: string }} item */
function appLink({ href, label }) {
  const link = make("a", "", label);
  const query = href.includes("?") ? "&" : "?";
  link.setAttribute("href", `${data.appPath}${href}${query}shop=${encodeURIComponent(data.shop)}`);
  link.setAttribute("data-href", href);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    if (isBlocked()) return;
    closeMenu();
    tellApp("navigate", { href });
  });
  const item = make("li", "");
  item.append(link);
  return item;
}

function closeMenu() {
  document.body.classList.remove("menu-open");
  find(".menu-button")?.setAttribute("aria-expanded", "false");
}

function toggleMenu() {
  const isOpen = document.body.classList.toggle("menu-open");
  find(".menu-button")?.setAttribute("aria-expanded", String(isOpen));
}

export function startNavigation() {
  onApp("nav", ({ items }) => {
    const list = find(".app-nav");
    list?.replaceChildren(...items.map(appLink));
    list?.toggleAttribute("hidden", items.length === 0);
    markCurrent();
  });
  onApp("path", (told) => {
    path = told.path;
    const separator = path.includes("?") ? "&" : "?";
    history.replaceState(null, "", `${data.appPath}${path}${separator}shop=${encodeURIComponent(data.shop)}`);
    if (told.title) document.title = told.title;
    markCurrent();
  });
  onApp("open", ({ url }) => location.assign(url));
  find(".menu-button")?.addEventListener("click", toggleMenu);
  document.addEventListener("keydown", ({ key }) => key === "Escape" && closeMenu());
  for (const link of document.querySelectorAll("nav a.place")) {
    link.addEventListener("click", (event) => isBlocked() && event.preventDefault());
  }
}
