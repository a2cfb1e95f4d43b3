/** The dialog's elements: which step and picture show, and how far the try-on has come. */

/**
 * @typedef {import("./try-it-on-calls.js").TryOn} TryOn
 * @typedef {"photo" | "waiting" | "result" | "trouble"} Step
 * @typedef {Record<string, string> & { troubles: Record<string, string>, ways: Record<string, string[]> }} Words
 * @typedef {ReturnType<typeof makeScreen>} Screen
 */

/** @param {HTMLDialogElement} dialog */
export function makeScreen(dialog) {
  /** @type {Words} */
  const words = JSON.parse(dialog.querySelector("[data-words]")?.textContent ?? "{}");
  let heartbeat = 0;
  let startedAt = 0;
  let endsAt = 0;

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
    write(".try-on__live", text);
  }

  /** What the shopper has to know before going on with a photo. @param {string | undefined} text */
  function notice(text) {
    write("[data-notice]", text);
    show("[data-notice]", Boolean(text));
  }

  /** @param {Step} step */
  function go(step) {
    dialog.dataset.step = step;
    for (const panel of all("[data-panel]")) panel.hidden = panel.dataset.panel !== step;
    show("[data-only]", step === "result");
    show("[data-delete-trouble]", false);
    say("");
    focusTitle();
    clearInterval(heartbeat);
  }

  function focusTitle() {
    if (dialog.open) all(`[data-panel="${dialog.dataset.step}"] h2`)[0]?.focus({ preventScroll: true });
  }

  /** @param {"photo" | "result" | undefined} kind */
  function stage(kind) {
    show('[data-picture="photo"]', kind === "photo");
    show('[data-picture="result"]', kind === "result");
    show(".try-on__empty", kind === undefined);
    for (const button of all("[data-show]")) button.ariaPressed = String(button.dataset.show === kind);
    const address = kind && picture(kind)?.src;
    dialog.style.setProperty("--try-on-picture", address ? `url("${address}")` : "none");
  }

  /** @param {string | undefined} src */
  function thumbnail(src) {
    const image = all("[data-thumbnail]").find((each) => each instanceof HTMLImageElement);
    if (!image || !src) return;
    const address = new URL(src, location.href);
    address.searchParams.set("width", "160");
    if (image.src !== address.href) image.src = address.href;
  }

  function waiting() {
    startedAt = Date.now();
    endsAt = 0;
    dialog.dataset.state = "sending";
    write("[data-state-text]", words.sending);
    write("[data-eta]", "");
    go("waiting");
    heartbeat = window.setInterval(beat, 1000);
    beat();
  }

  /** @param {TryOn | "reconnecting"} latest */
  function news(latest) {
    if (latest === "reconnecting") {
      endsAt = 0;
      write("[data-eta]", words.reconnecting);
      return say(words.reconnecting);
    }
    const place = latest.position ?? 0;
    const inLine = place > 1 ? words.in_line?.replace("{position}", String(place)) : words.next_in_line;
    const text = { queued: inLine, submitting: words.preparing, running: words.making }[String(latest.state)];
    if (dialog.dataset.state !== latest.state) say(text);
    dialog.dataset.state = latest.state;
    write("[data-state-text]", text);
    write("[data-eta]", "");
    endsAt = latest.eta_ms ? Date.now() + latest.eta_ms : 0;
    beat();
  }

  /** The estimate is the app's; between two answers only the clock moves on. */
  function beat() {
    const now = Date.now();
    const seconds = Math.ceil((endsAt - now) / 5000) * 5;
    const about = words.about_seconds?.replace("{seconds}", String(seconds));
    if (endsAt > 0) write("[data-eta]", seconds > 0 ? about : words.nearly);
    const whole = Math.max(endsAt - startedAt, now - startedAt + 1500, 12_000);
    const percent = Math.min(96, Math.max(4, ((now - startedAt) / whole) * 100));
    for (const bar of all("[data-bar]")) bar.style.width = `${percent}%`;
  }

  /** @param {string} code */
  function trouble(code) {
    const known = words.troubles[code] ? code : "general";
    write("[data-trouble]", words.troubles[known]);
    for (const way of all("[data-way]")) way.hidden = !words.ways[way.dataset.way ?? ""]?.includes(known);
    go("trouble");
    say(words.troubles[known]);
  }

  return {
    words,
    all,
    write,
    show,
    picture,
    say,
    notice,
    go,
    focusTitle,
    stage,
    thumbnail,
    waiting,
    news,
    trouble,
  };
}

/** @param {HTMLImageElement} image */
export function isShown(image) {
  return image.decode().then(
    () => true,
    () => false,
  );
}
