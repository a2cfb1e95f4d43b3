/** The page for people. It is made anew for each request; its script fetches it again and swaps what changed. */
import { join } from "node:path";
import express from "express";
import type { World } from "../world.ts";
import { html, type Html } from "./html.ts";
import { deliveriesPart, tasksPart, waitingPart } from "./inspector-parts.ts";
import { choices } from "./script-choices.ts";

export function inspectorRoutes(world: World): express.Router {
  const router = express.Router();
  router.get("/", (_request, response) => {
    response.set("cache-control", "no-store").type("html").send(page(world).html);
  });
  for (const file of ["inspector.js", "inspector.css", "inspector-cards.css"]) {
    router.get(`/${file}`, (_request, response) => {
      response.set("cache-control", "no-cache").sendFile(join(import.meta.dirname, file));
    });
  }
  return router;
}

function page(world: World): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Inspector · sandbox</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/inspector/inspector.css" />
        <link rel="stylesheet" href="/inspector/inspector-cards.css" />
        <script type="module" src="/inspector/inspector.js"></script>
      </head>
      <body>
        ${header(world)}
        <main>
          <section class="tasks" aria-labelledby="tasks">
            <h2 id="tasks">Try-on tasks</h2>
            <div class="cards" data-live="tasks">${tasksPart(world)}</div>
          </section>
          <div class="side">
            <section class="panel" aria-labelledby="next">
              <h2 id="next">What happens next</h2>
              <p class="quiet">A click changes one coming call. Several clicks are used up in their order.</p>
              <div data-live="waiting">${waitingPart(world)}</div>
              ${choices.map(group)}
            </section>
            ${settingsPanel(world)}
            <section class="panel" aria-labelledby="webhooks">
              <h2 id="webhooks">Webhooks sent</h2>
              <div data-live="deliveries">${deliveriesPart(world)}</div>
            </section>
          </div>
        </main>
        <p class="toast" role="status" aria-live="polite"></p>
      </body>
    </html>`;
}

function header(world: World): Html {
  return html`<header>
    <div>
      <h1>Inspector</h1>
      <p class="quiet">Sandbox at ${world.origin}, app at ${world.app.origin}</p>
    </div>
    <nav aria-label="Sandbox">
      <a href="#next" class="narrow">Scripts</a>
      <a href="/">Storefront</a>
      <a href="/admin">Admin</a>
      <a href="/people">People</a>
      <button
        type="button"
        class="plain"
        data-post="/_control/reset"
        data-confirm="Forget all tasks and scripts?"
      >
        Reset
      </button>
    </nav>
  </header>`;
}

function group({ title, choices: all }: (typeof choices)[number]): Html {
  const buttons = all.map(
    ({ label, hint, script }) =>
      html`<button
        type="button"
        title="${hint}"
        data-post="/_control/script"
        data-body="${JSON.stringify(script)}"
      >
        ${label}
      </button>`,
  );
  return html`<fieldset>
    <legend>${title}</legend>
    <div class="choices">${buttons}</div>
  </fieldset>`;
}

const durations = [
  { label: "0.3 s", taskMs: 300 },
  { label: "2 s", taskMs: 2_000 },
  { label: "6 s", taskMs: 6_000 },
  { label: "20 s", taskMs: 20_000 },
  { label: "until I finish it", taskMs: "never" },
];

function settingsPanel({ taskMs, parallelLimit }: World): Html {
  const now = Number.isFinite(taskMs) ? taskMs : "never";
  const isListed = durations.some((choice) => choice.taskMs === now);
  const all = isListed ? durations : [{ label: `${taskMs} ms`, taskMs: now }, ...durations];
  const options = all.map(({ label, taskMs: value }) =>
    value === now
      ? html`<option value="${value}" selected>${label}</option>`
      : html`<option value="${value}">${label}</option>`,
  );
  return html`<section class="panel" aria-labelledby="settings">
    <h2 id="settings">Provider</h2>
    <div class="settings">
      <label
        >A task takes
        <select name="taskMs">
          ${options}
        </select></label
      >
      <label>
        Tasks at once
        <input name="parallelLimit" type="number" min="0" max="10000" value="${parallelLimit}" />
      </label>
    </div>
  </section>`;
}
