/** What Shopify's theme editor does to the page that it shows, for tests and people to call. */

/** Renders the main section again, as after a change of a setting. Scripts inside it do not run again. */
async function reload() {
  const section = document.querySelector("main .shopify-section");
  if (!section) throw new Error("This page has no section to render again");
  const sectionId = section.id.replace("shopify-section-", "");
  const address = new URL(location.href);
  address.searchParams.set("section_id", sectionId);
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`The section could not be rendered: ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById(section.id);
  if (!fresh) throw new Error("The answer has another section");
  tell(section, "shopify:section:unload", sectionId);
  section.replaceWith(fresh);
  tell(fresh, "shopify:section:load", sectionId);
}

/**
 * @param {Element} section
 * @param {string} name
 * @param {string} sectionId
 */
function tell(section, name, sectionId) {
  section.dispatchEvent(new CustomEvent(name, { bubbles: true, detail: { sectionId } }));
}

Object.assign(window, { themeEditor: { reload } });

export { reload };
