/** The admin's own pages: just enough of each for a shop to look like one. */
import type { Product } from "../../drawings/catalog.ts";
import type { Shop, World } from "../../world.ts";
import { html } from "./html.ts";
import type { Html } from "./html.ts";
import { appName } from "./layout.ts";
import type { Page } from "./layout.ts";

export function homePage(world: World, shop: Shop): Page {
  const isInstalled = shop.installation !== undefined;
  const body = html` <h1>Good day, Robin</h1>
    <section class="card">
      <h2>${appName(world)}</h2>
      <p>
        ${isInstalled ? "The app is installed on this shop." : "The app is not installed. Opening it installs it."}
      </p>
      <a class="button primary" href="/admin/apps/${world.app.handle}?shop=${shop.domain}">Open the app</a>
    </section>
    <section class="card">
      <h2>Your shop</h2>
      <p>${shop.products.length} products. ${shop.domain}</p>
      <a class="button" href="/" target="_blank" rel="noopener">View your store</a>
    </section>`;
  return { title: "Home", place: "home", body };
}

export function ordersPage(): Page {
  const body = html`<h1>Orders</h1>
    <section class="card empty"><p>The sandbox takes no orders.</p></section>`;
  return { title: "Orders", place: "orders", body };
}

export function productsPage(world: World, shop: Shop): Page {
  const rows = shop.products.slice(0, 250).map(
    (product) =>
      html`<tr>
        <td>${thumbnail(world, product)}</td>
        <td><a href="/admin/products/${product.id}?shop=${shop.domain}">${product.title}</a></td>
        <td>
          <span class="badge ${product.status.toLowerCase()}"
            >${product.status === "ACTIVE" ? "Active" : "Draft"}</span
          >
        </td>
        <td class="wide">${product.type}</td>
        <td class="wide">${product.vendor}</td>
      </tr>`,
  );
  const body = html`<h1>Products</h1>
    <section class="card table">
      <table>
        <thead>
          <tr>
            <th></th>
            <th>Product</th>
            <th>Status</th>
            <th class="wide">Type</th>
            <th class="wide">Vendor</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </section>`;
  return { title: "Products", place: "products", body };
}

export function productPage(world: World, product: Product): Page {
  const pictures = product.pictures.map(
    ({ file, alt }) =>
      html`<img src="${world.origin}/cdn/shop/files/${file}?width=240" alt="${alt}" width="120" />`,
  );
  const body = html`<h1>${product.title}</h1>
    <section class="card"><div class="pictures">${pictures}</div></section>
    <section class="card">
      <dl>
        <dt>Status</dt>
        <dd>${product.status}</dd>
        <dt>Type</dt>
        <dd>${product.type}</dd>
        <dt>Category</dt>
        <dd>${product.category}</dd>
        <dt>Tags</dt>
        <dd>${product.tags.join(", ")}</dd>
      </dl>
      <a class="button" href="/products/${product.handle}" target="_blank" rel="noopener">View in store</a>
    </section>`;
  return { title: product.title, place: "products", body };
}

export function themesPage(world: World, shop: Shop): Page {
  const body = html`<h1>Online Store</h1>
    <section class="card">
      <h2>Current theme</h2>
      <p>The block of ${appName(world)} is ${shop.blockPlaced ? "on" : "not on"} the product template.</p>
      <a class="button" href="/admin/themes/current/editor?shop=${shop.domain}&template=product">Customize</a>
    </section>`;
  return { title: "Themes", place: "themes", body };
}

export function themeEditorPage(world: World, shop: Shop, asked: string | undefined): Page {
  const [clientId, block] = (asked ?? "").split("/");
  const isOurs = clientId === world.app.clientId && Boolean(block);
  const offer = asked && !isOurs ? "The link names another app, so nothing was added." : undefined;
  const body = html`<h1>Theme editor</h1>
    <section class="card">
      <h2>Product template</h2>
      <p>
        ${offer ?? (shop.blockPlaced ? "The app's block is on this template." : "The app's block is not on this template yet.")}
      </p>
      <ol class="template">
        <li>Product media</li>
        <li>Title</li>
        <li>Price</li>
        <li>Variant picker</li>
        <li>Buy buttons</li>
        ${(shop.blockPlaced || isOurs) && html`<li class="block">${appName(world)}: ${block ?? "block"}${!shop.blockPlaced && " (not saved yet)"}</li>`}
      </ol>
      <button type="button" class="button primary" data-do="block">
        ${shop.blockPlaced ? "Remove block" : "Save with the block"}
      </button>
    </section>
    <section class="card">
      <h2>App embeds</h2>
      <p>The app embed of ${appName(world)} is ${shop.embedOn ? "on" : "off"}.</p>
      <button type="button" class="button" data-do="embed">
        ${shop.embedOn ? "Switch the embed off" : "Switch the embed on"}
      </button>
    </section>`;
  return { title: "Theme editor", place: "themes", body };
}

export function missingPage(path: string): Page {
  const body = html`<h1>Not in the sandbox</h1>
    <section class="card"><p>Shopify may have a page at ${path}. The sandbox does not.</p></section>`;
  return { title: "Not found", place: "none", body };
}

function thumbnail({ origin }: World, { pictures: [picture] }: Product): Html {
  if (!picture) return html`<span class="thumbnail"></span>`;
  return html`<img
    class="thumbnail"
    src="${origin}/cdn/shop/files/${picture.file}?width=80"
    alt=""
    loading="lazy"
  />`;
}
