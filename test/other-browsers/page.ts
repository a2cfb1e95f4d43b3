/** A page of such a browser, as somebody sees it: what is not shown is not found. Everything is waited for. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { vi } from "vitest";
import type { Driven } from "./commands.ts";

/** Far more than anything takes: a busy machine is no failure. */
export const patience = { timeout: 30_000, interval: 100 };
/** By this name the standard hands out elements. */
const elementKey = "element-6066-11e4-a52e-4f735466cecf";
const keys = { ArrowRight: "\uE014", Escape: "\uE00C", Tab: "\uE004" };

export type Page = ReturnType<typeof makePage>;

export function makePage({ name, send }: Driven) {
  function evaluate<Given extends unknown[], Value>(
    ask: (...given: Given) => Value,
    ...given: Given
  ): Promise<Value> {
    return send("ExecuteScript", { script: `return (${ask.toString()})(...arguments);`, args: given });
  }

  async function find(css: string, text: string): Promise<string> {
    const script = `return (${findShown.toString()})(...arguments);`;
    const found = await send<Record<string, string> | null>("ExecuteScript", { script, args: [css, text] });
    const id = found?.[elementKey];
    if (!id) throw new Error(`${name} shows no ${css} “${text}”`);
    return id;
  }

  const page = {
    evaluate,
    go: (address: string) => send<null>("Navigate", { url: address }),
    reload: () => send<null>("Refresh"),

    /** The window's inside, as near as the window can be made. */
    async size(width: number, height: number): Promise<void> {
      await send("SetWindowRect", { x: 0, y: 0, width, height });
      const inside = await evaluate(() => [innerWidth, innerHeight] as const);
      const [more, higher] = [width - inside[0], height - inside[1]];
      await send("SetWindowRect", { x: 0, y: 0, width: width + more, height: height + higher });
    },

    sees: (text: string, css = "*") => vi.waitFor(() => find(css, text), patience),

    press: (text: string, css = "button, label, summary") =>
      vi.waitFor(async () => send<null>("ElementClick", { id: await find(css, text) }), patience),

    /** As a file chooser gives it. */
    async give(path: string): Promise<void> {
      await page.sees("", "dialog.try-on[open]");
      const input = await send<Record<string, string>>("ExecuteScript", {
        script: `return document.querySelector("try-it-on-dialog").shadowRoot.querySelector('[data-input="choose"]')`,
        args: [],
      });
      await send("ElementSendKeys", { id: input[elementKey] ?? "", text: path });
    },

    /** Between the left (0) and the right (1) end of an input. */
    async pressAt(name: string, place: number): Promise<void> {
      const element = { [elementKey]: await page.sees(name, "input") };
      const box = "const {left, top, width, height} = arguments[0].getBoundingClientRect()";
      const [x, y] = await send<[number, number]>("ExecuteScript", {
        script: `${box}; return [left + width * arguments[1], top + height / 2].map(Math.round);`,
        args: [element, place],
      });
      const actions = [
        { type: "pointerMove", x, y, duration: 0 },
        { type: "pointerDown", button: 0 },
        { type: "pointerUp", button: 0 },
      ];
      const pointer = { type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions };
      await send("PerformActions", { actions: [pointer] });
    },

    async key(key: keyof typeof keys): Promise<void> {
      const actions = ["keyDown", "keyUp"].map((type) => ({ type, value: keys[key] }));
      await send("PerformActions", { actions: [{ type: "key", id: "keyboard", actions }] });
    },

    /** For people: `SCREENSHOTS=folder npm run browsers` keeps what each step looks like. */
    async picture(step: string): Promise<void> {
      const folder = process.env["SCREENSHOTS"];
      if (!folder) return;
      await mkdir(folder, { recursive: true });
      // What has changed is seen when it is drawn.
      await send("ExecuteAsyncScript", { script: `(${drawn.toString()})(...arguments);`, args: [] });
      const picture = await send<string>("TakeScreenshot", { full: false });
      await writeFile(join(folder, `${name.toLowerCase()}-${step}.png`), picture, "base64");
    },
  };
  return page;
}

/** Runs in the page. The smallest element comes last in the document's order. */
function findShown(css: string, text: string): Element | undefined {
  const places = [...document.querySelectorAll("try-it-on-dialog, try-it-on-notice")];
  return [document, ...places.map((each) => each.shadowRoot)]
    .flatMap((root) => [...(root?.querySelectorAll(css) ?? [])])
    .findLast((each) => {
      const words = each.getAttribute("aria-label") ?? each.getAttribute("alt") ?? each.textContent ?? "";
      return each.checkVisibility({ visibilityProperty: true }) && words.includes(text);
    });
}

/** Runs in the page: what slides in is not waited for where it goes on for ever. */
function drawn(tell: () => void): void {
  const moving = document
    .getAnimations()
    .filter((each) => each.effect?.getComputedTiming().endTime !== Infinity);
  void Promise.all(moving.map((each) => each.finished.catch(() => {}))).then(() =>
    requestAnimationFrame(() => requestAnimationFrame(tell)),
  );
}
