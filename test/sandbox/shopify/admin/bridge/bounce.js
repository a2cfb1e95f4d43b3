/** Pages that are only a step on the way: outside of the admin, or in it without an id token. */
import { idToken } from "./authenticated-fetch.js";
import { adminOrigin, config, isFramed, isOn } from "./settings.js";

const parameter = "shopify-reload";

function reloadAddress() {
  const given = new URLSearchParams(location.search).get(parameter);
  if (!given) return undefined;
  const url = new URL(given, location.origin);
  return url.origin === location.origin ? url : undefined;
}

/** True when this page is left at once, so that nothing else of it needs to start. */
export function leaveAtOnce() {
  const reload = reloadAddress();
  if (!isFramed) {
    if (!isOn("auto-redirect")) return false;
    const { pathname, search } = reload ?? location;
    const url = new URL(`/admin/apps/${config.apiKey}${pathname}${search}`, adminOrigin);
    for (const name of ["embedded", "id_token", "hmac", "host", "timestamp"]) url.searchParams.delete(name);
    location.replace(url.href);
    return true;
  }
  if (!reload) return false;
  idToken().then(
    (token) => {
      reload.searchParams.set("id_token", token);
      location.replace(reload.href);
    },
    (error) => document.body.append(String(error)),
  );
  return true;
}
