/** How far the try-on has come: what the second step says, and its bar. */
import { timeText } from "./try-it-on-consent.js";

/**
 * @typedef {import("./try-it-on-calls.js").TryOn} TryOn
 * @typedef {import("../../room.d.ts").Room} Room
 * @typedef {{ startedAt: number, endsAt: number, heartbeat: number }} Pace
 */

/** @type {WeakMap<Room, Pace>} */
const paces = new WeakMap();

/** @param {Room} room @param {number} since @param {string | undefined} text */
export function showWaiting(room, since, text) {
  const { screen, dialog } = room;
  clearInterval(paces.get(room)?.heartbeat);
  dialog.dataset.state = text === screen.words.sending ? "sending" : "queued";
  screen.write("[data-state-text]", text);
  screen.write("[data-eta]", "");
  screen.go("waiting");
  paces.set(room, { startedAt: since, endsAt: 0, heartbeat: window.setInterval(() => beat(room), 1000) });
  beat(room);
}

/** @param {Room} room @param {TryOn | "reconnecting"} latest */
export function showNews(room, latest) {
  const { screen, dialog } = room;
  const { words } = screen;
  const pace = paces.get(room);
  if (!pace) return;
  if (latest === "reconnecting") {
    pace.endsAt = 0;
    screen.write("[data-eta]", words.reconnecting);
    return screen.say(words.reconnecting);
  }
  const place = latest.position ?? 0;
  const inLine = place > 1 ? words.in_line?.replace("{position}", String(place)) : words.next_in_line;
  const text = { queued: inLine, submitting: words.preparing, running: words.making }[String(latest.state)];
  if (dialog.dataset.state !== latest.state) screen.say(text);
  dialog.dataset.state = latest.state;
  screen.write("[data-state-text]", text);
  screen.write("[data-eta]", "");
  pace.endsAt = latest.eta_ms ? Date.now() + latest.eta_ms : 0;
  beat(room);
}

/** The estimate is the app's; between two answers only the clock moves on. @param {Room} room */
function beat(room) {
  const { screen, host } = room;
  const pace = paces.get(room);
  if (!pace) return;
  if (screen.step() !== "waiting") return clearInterval(pace.heartbeat);
  const { startedAt, endsAt } = pace;
  const now = Date.now();
  const left = endsAt - now;
  const seconds = left < 1500 ? 0 : Math.ceil(left / 5000) * 5;
  const about = screen.words.about?.replace("{time}", timeText(seconds, host.dataset.locale));
  if (endsAt > 0) screen.write("[data-eta]", seconds > 0 ? about : screen.words.nearly);
  const whole = Math.max(endsAt - startedAt, now - startedAt + 1500, 12_000);
  const percent = Math.min(96, Math.max(4, ((now - startedAt) / whole) * 100));
  for (const bar of screen.all("[data-bar]")) bar.style.width = `${percent}%`;
}
