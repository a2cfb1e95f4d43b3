/** What the pipeline relies on, whoever the provider is. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createOutgoing, type Outgoing } from "../../app/providers/addresses.server.ts";
import { createSendCall } from "../../app/providers/http.server.ts";
import type { Outcome, Provider } from "../../app/providers/provider.ts";
import { json, neverAnswer, nobody, type Peer, type Reply, startPeer } from "./peer.ts";
import { faultRows, type Meant, otherEnvelopes, type Row, theirWords } from "./refusal-rows.ts";
import { input, longId, operation, photoText, picture, secrets, type Subject } from "./subjects.ts";

export function providerContract(subject: Subject): void {
  let peer: Peer;
  let outgoing: Outgoing;
  let provider: Provider;
  beforeAll(async () => {
    peer = await startPeer();
    outgoing = createOutgoing([peer.origin]);
    provider = subject.create(peer.origin, createSendCall(outgoing));
  });
  afterAll(async () => {
    await outgoing.close();
    await peer.close();
  });

  function answered<Value>(reply: Reply, act: (provider: Provider) => Promise<Value>): Promise<Value> {
    peer.answerWith(reply);
    return act(provider);
  }
  const start = (reply: Reply) => answered(reply, (made) => made.start(input));
  const status = (reply: Reply) => answered(reply, (made) => made.status(operation));
  const find = (reply: Reply) => answered(reply, (made) => made.find(input.externalId));
  const check = (reply: Reply) => answered(reply, (made) => made.check());

  describe("a start", () => {
    it("is one POST, and comes back as what to ask by", async () => {
      expect(await start(subject.started("Cjik/Y2gH?"))).toStrictEqual({
        ok: true,
        value: { taskId: "Cjik/Y2gH?" },
      });
      expect(peer.received).toMatchObject([{ method: "POST", path: subject.paths.start }]);
    });

    it("keeps an id to the last digit, be it text or a number too long for one", async () => {
      const value = { taskId: longId };
      expect(await start(subject.started(longId))).toStrictEqual({ ok: true, value });
      expect(await start(subject.started(JSON.rawJSON(longId)))).toStrictEqual({ ok: true, value });
    });

    it.each([undefined, null, "", {}, []])("that brings no id may have made a task: %j", async (taskId) => {
      expectFailure(await start(subject.started(taskId)), {
        code: "unexpected_answer",
        retry: false,
        mayHaveStarted: true,
      });
    });
  });

  describe("a status", () => {
    it.each(subject.words.running)("of %j is running", async (word) => {
      expect(await status(subject.status(word))).toStrictEqual({ ok: true, value: { state: "running" } });
      expect(peer.received).toMatchObject([{ method: "GET", path: subject.paths.status, body: "" }]);
    });

    it.each(subject.words.done)("of %j is done, with the picture's address", async (word) => {
      expect(await status(subject.status(word, subject.finished))).toStrictEqual({
        ok: true,
        value: { state: "done", pictureAddress: picture },
      });
    });

    it.each(subject.words.done)("of %j without a picture is a failure that was paid for", async (word) => {
      expectFailed(await status(subject.status(word)), "unexpected_answer");
    });

    it.each([
      ["there is no human in the video", "no_person"],
      ["No person in the picture", "no_person"],
    ])("failed, inside HTTP 200, with %j is %s", async (words, code) => {
      expectFailed(await status(subject.status(subject.words.failed, subject.reason(words))), code);
    });

    it("failed, inside HTTP 200, because of what the picture shows is photo_refused", async () => {
      for (const reply of subject.contentRefused) expectFailed(await status(reply), "photo_refused");
    });

    it("failed, inside HTTP 200, for a reason nobody knows is a failure", async () => {
      expectFailed(await status(subject.status(subject.words.failed)), "generation_failed");
      const reply = subject.status(subject.words.failed, subject.reason(theirWords));
      expectFailed(await status(reply), "generation_failed");
    });
  });

  describe("a look for a task by our id", () => {
    it("finds it, or says that it cannot tell", async () => {
      const value =
        subject.finds === "never" ? { found: "unsupported" } : { found: "task", operation: { ...operation } };
      expect(await find(subject.status("processing"))).toStrictEqual({ ok: true, value });
      expect(peer.received).toHaveLength(subject.finds === "never" ? 0 : 1);
    });

    it(`takes "no such task" for ${subject.absent.found}`, async () => {
      const value = { found: subject.absent.found };
      expect(await find(subject.absent.reply)).toStrictEqual({ ok: true, value });
    });
  });

  it("a check passes on the cheapest call that takes a good key, and never makes a task", async () => {
    expect(await check(subject.proof.reply)).toStrictEqual({ ok: true, value: subject.proof.value });
    expect(peer.received).toMatchObject([{ method: "GET", body: "" }]);
  });

  describe.each([...subject.rows, ...faultRows])("$name", ({ replies, meant, clock, name }: Row) => {
    const calls = clock && subject.signsAgain ? 2 : 1;

    it(`is ${meant.code} to a start${meant.mayHaveStarted ? ", which may have made a task" : ""}`, async () => {
      for (const reply of replies) {
        expectFailure(await start(reply), meant);
        expect(peer.received).toHaveLength(calls);
      }
    });

    it(`is ${meant.code} to a status`, async () => {
      for (const reply of replies) expectFailure(await status(reply), meant);
    });

    it("finds no task to a look for it", async () => {
      for (const reply of replies) {
        const found = await find(reply);
        if (saysUnsupported(meant))
          expect(found).toMatchObject({
            ok: true,
            value: { found: expect.stringMatching(/^(none|unsupported)$/) },
          });
        else expectFailure(found, isAboutTheId(meant) ? { ...meant, retry: true } : meant);
      }
    });

    it("does not pass for a good key, unless it is about the task alone", async () => {
      const isAboutTask = meant.code === "request_refused" && !faultRows.some((row) => row.name === name);
      for (const reply of replies) {
        const checked = await check(reply);
        if (subject.proof.alsoByRefusal && isAboutTask)
          expect(checked).toStrictEqual({ ok: true, value: {} });
        else expectFailure(checked, meant);
      }
    });
  });

  it.each(otherEnvelopes)("another envelope is not guessed at: %s", async (_name, body) => {
    const meant: Meant = { code: "unexpected_answer", retry: false, mayHaveStarted: true };
    for (const act of [start, status, check]) expectFailure(await act(json(200, body)), meant);
  });

  it("brings along the time after which to come again", async () => {
    const started = await start(json(429, { code: 1303, message: "" }, { "retry-after": "7" }));
    expect(started).toMatchObject({ ok: false, failure: { code: "busy", retryAfterMs: 7_000 } });
  });

  it("silence may have made a task", async () => {
    const send = createSendCall(outgoing);
    const impatient = subject.create(peer.origin, (call) => send({ ...call, timeoutMs: 100 }));
    peer.answerWith(neverAnswer);
    const meant: Meant = { code: "provider_trouble", retry: true, mayHaveStarted: true };
    expectFailure(await impatient.start(input), meant);
    expectFailure(await impatient.status(operation), meant);
  });

  it("what never left made no task: nobody listens, or the address is none that we call", async () => {
    const origin = await nobody();
    const alone = createOutgoing([origin]);
    const meant: Meant = { code: "unreachable", retry: true, mayHaveStarted: false };
    for (const [address, retry] of [
      [origin, true],
      ["https://10.0.0.1", false],
    ] as const) {
      const unheard = subject.create(address, createSendCall(alone));
      for (const act of [() => unheard.start(input), () => unheard.status(operation), unheard.check])
        expectFailure(await act(), { ...meant, retry });
    }
    await alone.close();
  });

  /** What may be about the id alone leaves the question open where a list was asked, too. */
  function isAboutTheId({ code }: Meant): boolean {
    return (
      subject.finds === "by id, then in the list" &&
      (code === "request_refused" || code === "unexpected_answer")
    );
  }

  /** Who can prove that there is none is asked again instead. */
  function saysUnsupported(meant: Meant): boolean {
    if (subject.finds === "never") return true;
    return isAboutTheId(meant) && subject.absent.found === "unsupported";
  }
}

function expectFailure(outcome: Outcome<unknown>, meant: Meant): void {
  expect(outcome).toStrictEqual({ ok: false, failure: { ...meant, detail: expect.any(String) } });
  expectDiscretion(outcome);
}

function expectFailed(outcome: Outcome<unknown>, code: string): void {
  const failure = { code, retry: false, mayHaveStarted: true, detail: expect.any(String) };
  expect(outcome).toStrictEqual({ ok: true, value: { state: "failed", failure } });
  expectDiscretion(outcome);
}

/** A failure is shown to the merchant and logged: no keys, no picture, no words of strangers, no addresses in it. */
function expectDiscretion(outcome: unknown): void {
  const said = JSON.stringify(outcome);
  for (const hidden of [...Object.values(secrets), photoText, theirWords, "Bearer", "127.0.0.1"])
    expect(said).not.toContain(hidden);
}
