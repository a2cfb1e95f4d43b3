/** <ui-nav-menu> and <s-app-nav>: their links are shown in the admin's navigation. */
import { tellAdmin } from "./channel.js";

const selector = "ui-nav-menu, s-app-nav";

function tellLinks() {
  const menu = document.querySelector(selector);
  const links = [...(menu?.querySelectorAll("a[href], s-link[href]") ?? [])];
  const items = links
    .filter((link) => link.getAttribute("rel") !== "home")
    .map((link) => ({ href: link.getAttribute("href"), label: link.textContent?.trim() }));
  tellAdmin("nav", { items });
}

export class NavMenu extends HTMLElement {
  #observer = new MutationObserver(tellLinks);

  connectedCallback() {
    this.#observer.observe(this, { childList: true, subtree: true, characterData: true, attributes: true });
    tellLinks();
  }

  disconnectedCallback() {
    this.#observer.disconnect();
    tellLinks();
  }
}
