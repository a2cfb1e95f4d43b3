/** The App Bridge stand-in: sets up `window.shopify` and the custom elements. */
import { idToken, startAuthenticatedFetch } from "./authenticated-fetch.js";
import { leaveAtOnce } from "./bounce.js";
import { askAdmin, tellAdmin } from "./channel.js";
import { Modal, modalFeature } from "./modal.js";
import { NavMenu } from "./nav-menu.js";
import { startNavigation } from "./navigation.js";
import { resourcePicker } from "./picker.js";
import { SaveBar, saveBarFeature, startSaveBar } from "./save-bar.js";
import { adminOrigin, config, isFramed } from "./settings.js";
import { startTitleBar, TitleBar } from "./title-bar.js";
import { startToast, toastFeature } from "./toast.js";
import { webVitalsFeature } from "./web-vitals.js";

const nothing = () => {};
/** @param {string} name */
const absent = (name) => async () => {
  throw new Error(`shopify.${name} is not in the sandbox`);
};

/** Hides the elements without a mark in the page, which React would take for a mistake when it hydrates. */
function hideElements() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("ui-nav-menu, s-app-nav, ui-title-bar, ui-save-bar, ui-modal { display: none; }");
  document.adoptedStyleSheets.push(sheet);
}

/** @type {(value?: unknown) => void} */
let settleReady = nothing;

const shopify = {
  config,
  origin: adminOrigin,
  ready: new Promise((resolve) => (settleReady = resolve)),
  environment: { embedded: isFramed, mobile: false, pos: false, intent: false },
  idToken,
  toast: toastFeature,
  saveBar: saveBarFeature,
  modal: modalFeature,
  resourcePicker,
  loading: (/** @type {boolean | undefined} */ isLoading) =>
    tellAdmin("loading", { isLoading: isLoading !== false }),
  user: () => askAdmin("user"),
  app: { extensions: () => askAdmin("extensions") },
  scopes: {
    query: () => askAdmin("scopes"),
    request: absent("scopes.request"),
    revoke: absent("scopes.revoke"),
  },
  reviews: {
    request: async () => ({
      success: false,
      code: "merchant-ineligible",
      message: "Review modal not shown: this shop cannot review apps",
    }),
  },
  webVitals: webVitalsFeature,
  support: { registerHandler: async () => {} },
  tools: { register: () => nothing, unregister: nothing, clear: nothing },
  shopifyQL: { available: async () => false },
  picker: absent("picker"),
  scanner: { capture: absent("scanner.capture") },
  intents: { register: () => nothing, invoke: absent("intents.invoke") },
  setSignals: nothing,
};

function start() {
  Object.defineProperty(window, "shopify", { value: shopify, configurable: true });
  if (leaveAtOnce()) return;
  hideElements();
  // Before the elements speak: the admin takes it as the start of a new page.
  askAdmin("hello").then(({ shop, host }) => {
    config.shop ??= shop;
    config.host ??= host;
    settleReady();
  }, nothing);
  startAuthenticatedFetch();
  startNavigation();
  startTitleBar();
  startSaveBar();
  startToast();
  for (const [name, element] of Object.entries({
    "ui-nav-menu": NavMenu,
    "s-app-nav": class extends NavMenu {},
    "ui-title-bar": TitleBar,
    "ui-save-bar": SaveBar,
    "ui-modal": Modal,
  })) {
    customElements.define(name, element);
  }
}

// A page that carries the tag twice, or is hydrated around it, must not start twice.
if (!("shopify" in window)) start();
