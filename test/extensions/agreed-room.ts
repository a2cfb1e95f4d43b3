/** What the tests of a picture that is being made, or is kept, share beside the fitting room itself. */
import type { Page } from "playwright-core";
import { beforeEach } from "vitest";
import { type Answer, terms } from "./app.ts";
import { useFittingRoom } from "./fitting-room.ts";

/** The shopper has agreed before, so that a photo is one press away from being sent. */
export function useAgreedRoom() {
  const room = useFittingRoom();
  beforeEach(async () => {
    await room.page
      .context()
      .addInitScript((version) => localStorage.setItem("try-on-consent", version), terms.version);
  });

  return {
    room,
    heading: (name: string | RegExp) => room.dialog.getByRole("heading", { name }),
    button: (page: Page = room.page) => page.locator("try-it-on[data-product-id]"),
    working: (page: Page = room.page) => page.locator("try-it-on[data-product-id][data-state=working]"),
    notice: (page: Page = room.page) => page.locator("try-it-on-notice .notice"),
    /** The list of try-ons that the browser keeps. */
    stored: (page: Page = room.page) =>
      page.evaluate(() => JSON.parse(localStorage.getItem("try-ons") ?? "[]")),

    /** What the app says of every try-on from now on. */
    answers(look: Answer): void {
      room.app.looks = [look];
    },

    /** With a photo in the dialog, one press before the start. */
    async prepare(path?: string): Promise<void> {
      await room.visit(path);
      await room.press();
      await room.givePhoto();
    },

    /** From the product page to a picture that is being made. */
    async start(path?: string): Promise<void> {
      await this.prepare(path);
      await room.does("Make my picture").click();
      await room.dialog.getByRole("heading", { name: "Making your picture" }).waitFor();
    },
  };
}
