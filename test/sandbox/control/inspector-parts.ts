/** The parts of the page that change. Each child has an id, so that the page swaps only what is different. */
import type { Task, WebhookDelivery, World } from "../world.ts";
import { html, type Html } from "./html.ts";
import { describeScript } from "./script-choices.ts";

const shownTasks = 60;
const shownDeliveries = 40;

export function tasksPart(world: World): Html[] {
  const { tasks } = world;
  if (tasks.length === 0) {
    return [
      html`<p id="no-task" class="empty">
        No try-on has reached the provider yet. Open the <a href="/">storefront</a> and try something on.
      </p>`,
    ];
  }
  const cards = tasks.slice(-shownTasks).toReversed().map(taskCard);
  const hidden = tasks.length - cards.length;
  if (hidden === 0) return cards;
  const more = html`<p id="more" class="quiet">
    ${hidden} older in <a href="/_control/tasks">/_control/tasks</a>
  </p>`;
  return [...cards, more];
}

function taskCard(task: Task): Html {
  const isRunning = task.status === "submitted" || task.status === "processing";
  const finish = html`<button type="button" data-post="/_control/tasks/${task.id}/finish">
    Finish now
  </button>`;
  const externalId =
    task.externalId === undefined ? html`<em>none</em>` : html`<code>${task.externalId}</code>`;
  return html`<article id="task-${task.id}" class="card ${task.status}">
    ${picture(task)}
    <div class="facts">
      <h3>
        <span class="state">${task.status}</span> ${task.model} <small class="quiet">${task.provider}</small>
      </h3>
      ${task.statusMessage === "" ? undefined : html`<p class="reason">${task.statusMessage}</p>`}
      <dl>
        <dt>Task</dt>
        <dd><code>${task.id}</code></dd>
        <dt>External id</dt>
        <dd>${externalId}</dd>
        <dt>Asked for</dt>
        <dd>${times(task.queries)}</dd>
      </dl>
      <ol class="line" aria-label="Time line">
        ${task.history.map((step, index) => moment(step, task.history[index - 1]?.at))}
      </ol>
      ${otherPictures(task)} ${callbacks(task)}
      <details>
        <summary>Request</summary>
        <pre>${JSON.stringify(task.request, undefined, 2)}</pre>
      </details>
      ${isRunning ? finish : undefined}
    </div>
  </article>`;
}

function picture({ resultPath, status }: Task): Html {
  if (resultPath === undefined)
    return html`<div class="picture" aria-hidden="true">${status === "failed" ? "×" : ""}</div>`;
  return html`<a class="picture" href="${resultPath}">
    <img src="${resultPath}" alt="The result" loading="lazy" />
  </a>`;
}

function otherPictures({ results }: Task): Html | undefined {
  const others = results.slice(1).map(({ path }, index) => html` <a href="${path}">${index + 2}</a>`);
  return others.length === 0 ? undefined : html`<p class="quiet">More pictures:${others}</p>`;
}

function moment({ status, at }: Task["history"][number], before: number | undefined): Html {
  const passed = before === undefined ? clock(at) : `+${seconds(at - before)}`;
  return html`<li class="${status}"><span>${status}</span> <time>${passed}</time></li>`;
}

function callbacks(task: Task): Html {
  if (task.callbackUrl === undefined) return html`<p class="quiet">No callback asked for</p>`;
  if (task.callbacks.length === 0) return html`<p class="quiet">No callback sent yet</p>`;
  const chips = task.callbacks.map(({ status, answer, forged }) => {
    const isGood = typeof answer === "number" && answer < 300;
    const name = forged === true ? `forged ${status}` : status;
    return html`<li class="${isGood ? "good" : "bad"}">${name} → ${answer}</li>`;
  });
  return html`<div class="callbacks">
    <span class="quiet">Callbacks</span>
    <ul class="chips">
      ${chips}
    </ul>
  </div>`;
}

export function waitingPart({ scripts, tasks }: World): Html {
  const running = tasks.filter(({ status }) => status === "submitted" || status === "processing").length;
  const chips = scripts.map((script) => html`<li>${describeScript(script)}</li>`);
  const waiting =
    scripts.length === 0
      ? html`<p class="quiet">Nothing waits: all answers are as usual.</p>`
      : html`<ol class="chips waiting">
            ${chips}
          </ol>
          <button type="button" class="plain" data-delete="/_control/script">Clear</button>`;
  return html`<div id="waiting-scripts" class="queue">${waiting}</div>
    <p id="running" class="quiet">${running === 1 ? "1 task is" : `${running} tasks are`} running.</p>`;
}

export function deliveriesPart({ deliveries }: World): Html {
  if (deliveries.length === 0) return html`<p id="no-delivery" class="quiet">None so far.</p>`;
  return html`<ul id="delivery-list" class="deliveries">
    ${deliveries.slice(-shownDeliveries).toReversed().map(delivery)}
  </ul>`;
}

function delivery({ topic, status, sentAt, ms }: WebhookDelivery): Html {
  const isGood = typeof status === "number" && status < 300;
  return html`<li>
    <span>${topic}</span>
    <span class="${isGood ? "good" : "bad"}">${status}</span>
    <span class="quiet">${clock(Date.parse(sentAt))}, ${seconds(ms)}</span>
  </li>`;
}

function times(count: number): string {
  if (count === 0) return "never";
  return count === 1 ? "once" : `${count} times`;
}

function clock(at: number): string {
  return Number.isNaN(at) ? "" : new Date(at).toLocaleTimeString("en-GB");
}

function seconds(ms: number): string {
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}
