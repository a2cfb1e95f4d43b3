/** The first step: where a photo comes from, and whether it is offered again. */
import { dropPhoto, lastPhoto, tryOns } from "./try-it-on-kept.js";
import { reach } from "./try-it-on-reach.js";
import { isShown } from "./try-it-on-screen.js";

/**
 * @typedef {import("../../room.d.ts").Room} Room
 * @typedef {import("../../room.d.ts").Photo} Photo
 */

/** @param {Room} room */
export function photoStep({ screen, photo, consent }) {
  screen.go("photo");
  screen.show("[data-with-photo]", photo !== undefined);
  screen.show("[data-without-photo]", photo === undefined);
  screen.show("[data-consent]", photo !== undefined && !consent.hasAgreed());
  screen.show("[data-consent-missing]", false);
  screen.show("[data-last]", false);
  const count = tryOns().length;
  screen.show("[data-mine]", count > 0);
  screen.write("[data-count]", String(count));
  screen.notice(photo?.hint && screen.words[photo.hint]);
  screen.write(
    "[data-file-name]",
    photo?.isShown === false ? [photo.name, screen.words.hidden].filter(Boolean).join(" · ") : "",
  );
  screen.stage(photo?.isShown ? "photo" : undefined);
}

/** @param {Room} room @param {File} file */
export async function take(room, file) {
  const { screen } = room;
  if (screen.step() === "waiting") return;
  const run = ++room.run;
  screen.busy(true);
  const prepared = await reach(["photo"], () => import("./try-it-on-photo.js"))
    .then(({ prepare }) => prepare(file))
    .catch((lost) => {
      // Whoever has gone on meanwhile does not miss it.
      if (run === room.run) throw lost;
    })
    .finally(() => run === room.run && screen.busy(false));
  if (!prepared || run !== room.run) return;
  if ("code" in prepared) {
    // The photo that was there before is as good as it was.
    const stays = room.photo !== undefined && screen.step() === "photo";
    return stays ? screen.aside(prepared.code) : screen.trouble(prepared.code);
  }
  await use(room, { ...prepared, name: file.name });
}

/** @param {Room} room @param {Photo} photo */
async function use(room, photo) {
  const image = room.screen.picture("photo");
  if (!image) return;
  const run = ++room.run;
  room.hold(undefined);
  room.photo = photo;
  URL.revokeObjectURL(image.src);
  image.src = URL.createObjectURL(photo.blob);
  // A HEIC that this browser could not draw may be one that it can show.
  photo.isShown = await isShown(image);
  if (run !== room.run) return;
  photoStep(room);
  room.tell("photo");
  void room.way().catch(() => {});
}

/** @param {Room} room */
export async function useLast(room) {
  const last = await lastPhoto();
  if (!last) return photoStep(room);
  await use(room, { ...last, isShown: true });
}

/** @param {Room} room */
export async function forgetLast({ screen }) {
  await dropPhoto();
  screen.show("[data-last]", false);
  screen.focusTitle();
}

/** @param {Room} room */
export async function otherPhoto(room) {
  room.run += 1;
  room.photo = undefined;
  room.hold(undefined);
  photoStep(room);
  await offerLast(room);
}

/** From the list of pictures to where a photo is chosen. @param {Room} room */
export async function back(room) {
  room.run += 1;
  photoStep(room);
  await offerLast(room);
}

/** @param {Room} room */
export async function offerLast(room) {
  const last = await lastPhoto();
  room.screen.show("[data-last]", last !== undefined && room.photo === undefined);
}

/** A photo that is dropped or pasted. @param {Room} room @param {Event} event */
export function receive(room, event) {
  const given = event instanceof ClipboardEvent ? event.clipboardData : dragged(event);
  const file = [...(given?.files ?? [])][0];
  // What is dropped and not taken, the browser would open in the page's place.
  if (file || event.type !== "paste") event.preventDefault();
  if (file && event.type !== "dragover") void take(room, file).catch(() => room.screen.trouble("offline"));
}

/** @param {Event} event */
const dragged = (event) => (event instanceof DragEvent ? event.dataTransfer : null);
