/** What the dialog's parts share. Types cost nothing here, and bytes of every shopper's there. */
import type { makeConsent } from "./try-it-on/assets/try-it-on-consent.js";
import type { Kept, Piece } from "./try-it-on/assets/try-it-on-kept.js";
import type { makeScreen } from "./try-it-on/assets/try-it-on-screen.js";
import type { Product } from "./try-it-on/assets/try-it-on-shop.js";

export type Photo = { blob: Blob; isShown: boolean; hint?: string; at?: number; name?: string };

export type Room = {
  /** The button's element that was pressed last. */
  host: HTMLElement;
  root: string;
  dialog: HTMLDialogElement;
  screen: ReturnType<typeof makeScreen>;
  consent: ReturnType<typeof makeConsent>;
  product: Promise<Product>;
  photo?: Photo;
  tryOn?: Kept;
  /** Worn together with the product. */
  other?: Piece;
  /** What is tried on. */
  variantId: string;
  /** What was chosen on the page when the dialog was opened. */
  pageVariantId: string;
  /** What is bought: the colour that is shown, in the size that is chosen. */
  cartVariantId: string;
  /** Counts what was begun, so that an answer to something that was left behind changes nothing. */
  run: number;
  tell: (name: string, more?: object, cancelable?: boolean) => boolean;
  hold: (tryOn: Kept | undefined) => void;
  /** What comes after the photo: fetched once a photo is there. */
  way: () => Promise<typeof import("./try-it-on/assets/try-it-on-way.js")>;
  photoStep: () => void;
  showChoice: () => Promise<void>;
};
