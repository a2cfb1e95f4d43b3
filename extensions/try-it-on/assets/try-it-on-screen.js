/** The dialog's elements: which step and picture show, and what is said. */

/**
 * @typedef {"photo" | "waiting" | "result" | "trouble" | "mine"} Step
 * @typedef {Record<string, string> & { troubles: Record<string, string>, ways: Record<string, string[]> }} Words
 */

/** @param {HTMLDialogElement} dialog */
export function makeScreen(dialog) {
  /** @type {Words} */
  const words = JSON.parse(dialog.querySelector("[data-words]")?.textContent ?? "{}");

  /** @param {string} selector */
  const all = (selector) =>
    [...dialog.querySelectorAll(selector)].filter((each) => each instanceof HTMLElement);

  /** @param {string} selector @param {string | undefined} text */
  function write(selector, text) {
    for (const each of all(selector)) each.textContent = text ?? "";
  }

  /** @param {string} selector @param {boolean} isShown */
  function show(selector, isShown) {
    for (const each of all(selector)) each.hidden = !isShown;
  }

  /** @param {string} kind */
  function picture(kind) {
    return all(`[data-picture="${kind}"]`).find((each) => each instanceof HTMLImageElement);
  }

  /** Heard by screen readers and not seen. @param {string | undefined} text */
  function say(text) {
    write("[data-live]", text);
  }

  /** What the shopper has to know before going on with a photo. @param {string | undefined} text */
  function notice(text) {
    write("[data-notice]", text);
    show("[data-notice]", Boolean(text));
  }

  /** @param {boolean} isBusy */
  function busy(isBusy) {
    dialog.toggleAttribute("data-busy", isBusy);
    // What was said by the end of it stays to be heard.
    if (isBusy) say(words.checking);
  }

  /** @param {Step} step */
  function go(step) {
    dialog.dataset.step = step;
    for (const panel of all("[data-panel]")) panel.hidden = panel.dataset.panel !== step;
    show("[data-only]", step === "result");
    show("[data-delete-trouble]", false);
    for (const state of ["data-zoom", "data-busy"]) dialog.removeAttribute(state);
    for (const place of all("[data-stage], .panel")) place.scrollTo(0, 0);
    say("");
    focusTitle();
  }

  function focusTitle() {
    if (dialog.open) all(`[data-panel="${dialog.dataset.step}"] h2`)[0]?.focus({ preventScroll: true });
  }

  /** @param {"photo" | "result" | undefined} kind */
  function stage(kind) {
    show('[data-picture="photo"]', kind === "photo");
    show('[data-picture="result"]', kind === "result");
    show("[data-empty]", kind === undefined);
    const address = kind && picture(kind)?.src;
    dialog.style.setProperty("--try-on-picture", address ? `url("${address}")` : "none");
  }

  /** @param {string | undefined} src */
  function thumbnail(src) {
    const image = all("[data-thumbnail]").find((each) => each instanceof HTMLImageElement);
    if (image && src) image.src = small(src);
  }

  /** @param {string} code */
  const known = (code) => (words.troubles[code] ? code : "general");

  /** @param {string} code */
  function trouble(code) {
    const sentence = words.troubles[known(code)];
    write("[data-trouble]", sentence);
    for (const way of all("[data-way]"))
      way.hidden = !words.ways[way.dataset.way ?? ""]?.includes(known(code));
    go("trouble");
    say(sentence);
  }

  /** Where nothing is lost by it, a trouble is said beside what is there. @param {string} code */
  function aside(code) {
    const sentence = words.troubles[known(code)];
    notice(sentence);
    say(sentence);
  }

  return {
    words,
    all,
    write,
    show,
    picture,
    say,
    notice,
    busy,
    go,
    step: () => dialog.dataset.step,
    focusTitle,
    stage,
    thumbnail,
    trouble,
    aside,
  };
}

/** A picture of the shop, as small as a thumbnail needs it. @param {string} src */
export function small(src) {
  const address = new URL(src, location.href);
  address.searchParams.set("width", "160");
  return address.href;
}

/** @param {HTMLImageElement} image */
export function isShown(image) {
  return image.decode().then(
    () => true,
    () => false,
  );
}
