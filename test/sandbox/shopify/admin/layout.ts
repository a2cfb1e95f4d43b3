/** The admin's frame: top bar, navigation, and the page in the middle. */
import type { Shop, World } from "../../world.ts";
import { embedded, html } from "./html.ts";
import type { Html } from "./html.ts";

export type Page = {
  title: string;
  place: "home" | "orders" | "products" | "themes" | "app" | "none";
  body: Html;
  /** Only for the app's own page: the address of its frame. */
  frame?: string;
};

const places = [
  { place: "home", label: "Home", path: "/admin/home" },
  { place: "orders", label: "Orders", path: "/admin/orders" },
  { place: "products", label: "Products", path: "/admin/products" },
  { place: "themes", label: "Online Store", path: "/admin/themes" },
];

export function renderPage(world: World, shop: Shop, page: Page): string {
  const query = `?shop=${encodeURIComponent(shop.domain)}`;
  const appPath = `/admin/apps/${world.app.handle}`;
  const data = {
    shop: shop.domain,
    appOrigin: new URL(world.app.origin).origin,
    appPath,
    installed: shop.installation !== undefined,
    blockPlaced: shop.blockPlaced,
  };
  const current = (place: string) => (page.place === place ? html` aria-current="page"` : undefined);
  const links = places.map(
    ({ place, label, path }) =>
      html`<li><a class="place ${place}" href="${path}${query}" ${current(place)}>${label}</a></li>`,
  );
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${page.title} · ${shop.name}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/admin/_assets/admin.css" />
        <script type="application/json" id="admin-data">
          ${embedded(data)}
        </script>
        <script>
          earlyMessages = [];
          addEventListener("message", (event) => earlyMessages.push(event));
        </script>
        <script type="module" src="/admin/_assets/main.js"></script>
      </head>
      <body>
        <header class="top">
          <button
            class="menu-button"
            type="button"
            aria-expanded="false"
            aria-controls="navigation"
            aria-label="Navigation"
          ></button>
          <a class="brand" href="/admin/home${query}">${shop.name}</a>
          <span class="note">Sandbox</span>
          <div class="save-bar" hidden>
            <span class="save-bar-text">Unsaved changes</span>
            <button type="button" data-action="discard">Discard</button>
            <button type="button" data-action="save" class="primary">Save</button>
          </div>
        </header>
        <nav id="navigation" aria-label="Admin">
          <ul>
            ${links}
          </ul>
          <p class="heading">Apps</p>
          <ul>
            <li>
              <a class="place app" href="${appPath}${query}" ${current("app")}>${appName(world)}</a>
              <ul class="app-nav" hidden></ul>
            </li>
          </ul>
          <a class="place storefront" href="/" target="_blank" rel="noopener">View your store</a>
        </nav>
        <main class="${page.place === "app" ? "with-app" : "plain"}">${page.body}</main>
        <div class="toasts" role="status" aria-live="polite"></div>
      </body>
    </html> `.html;
}

export function appName({ app }: World): string {
  return app.handle.replace(
    /(^|-)([a-z])/g,
    (_all, dash, letter) => (dash ? " " : "") + letter.toUpperCase(),
  );
}

export function appBody(world: World, shop: Shop, frame: string): Html {
  return html` <div class="app-bar">
      <span class="app-icon" aria-hidden="true"></span>
      <h1 class="app-title">${appName(world)}</h1>
      <div class="app-actions"></div>
      <details class="app-menu">
        <summary aria-label="More">•••</summary>
        <div class="sheet">
          <button type="button" data-do="block">
            ${shop.blockPlaced ? "Remove block from theme" : "Place block in theme"}
          </button>
          <button type="button" data-do="uninstall" class="critical">Uninstall app</button>
        </div>
      </details>
    </div>
    <div class="loading" hidden></div>
    <iframe
      class="app-frame"
      name="app-iframe"
      title="${appName(world)}"
      src="${frame}"
      allow="clipboard-write"
    ></iframe>`;
}
