import { expect, test } from "vitest";
import { EVERYONE } from "../../src/access/audience.ts";
import {
  type AcceptDeps,
  ANSWER_JOB,
  acceptQuestion,
} from "../../src/conversation/accept-question.ts";
import { openApp } from "../support/open-app.ts";

const question = (messageId: string, askedBy = "ana") => ({
  messageId,
  threadId: "thread",
  surface: "web",
  askedBy,
  text: "How many days?",
  audience: EVERYONE,
});

async function openAcceptance(limits: Partial<AcceptDeps["limits"]> = {}) {
  const app = await openApp(limits);
  return { app, deps: { ...app, limits: app.config } satisfies AcceptDeps };
}

test("a question is kept and queued once, however often it is delivered", async () => {
  const { app, deps } = await openAcceptance();
  const deliveries = ["m1", "m1", "m2", "m1"].map((id) => acceptQuestion(question(id), deps));
  const accepted = await Promise.all(deliveries);
  expect(accepted.filter(Boolean)).toHaveLength(2);
  expect(await acceptQuestion(question("m2"), deps)).toBe(false);
  expect(await app.queue.stats()).toMatchObject({ waiting: 2, running: 0, dead: 0 });
  expect(await app.storage.answers.get("m1")).toMatchObject({
    question: "How many days?",
    audience: EVERYONE,
    outcome: undefined,
  });
});

test("an asker over the limit gets busy at once, and others do not", async () => {
  const { app, deps } = await openAcceptance({ maxPendingPerAsker: 2 });
  for (const id of ["a1", "a2", "a3"]) expect(await acceptQuestion(question(id), deps)).toBe(true);
  await acceptQuestion(question("b1", "ben"), deps);
  expect(await app.storage.answers.get("a3")).toMatchObject({
    outcome: "busy",
    answer: {
      outcome: "busy",
      retryAfterMs: expect.any(Number),
      text: "You have 2 questions waiting; I answer them first.",
    },
  });
  for (const id of ["a1", "a2", "b1"]) {
    expect((await app.storage.answers.get(id))?.outcome).toBeUndefined();
  }
  expect((await app.queue.stats()).waiting).toBe(3);
  // With one of hers answered she may ask again; `busy` itself counts for nothing.
  await app.storage.answers.finish("a1", {
    outcome: "answered",
    answer: {},
    evidence: undefined,
    promptVersion: undefined,
    finishedAt: 1,
  });
  await acceptQuestion(question("a4"), deps);
  expect((await app.storage.answers.get("a4"))?.outcome).toBeUndefined();
});

test("the workspace has a limit too, whoever asks", async () => {
  const { app, deps } = await openAcceptance({ maxPending: 2 });
  for (const [at, askedBy] of ["ana", "ben", "cem"].entries()) {
    await acceptQuestion(question(`m${at}`, askedBy), deps);
  }
  expect(await app.storage.answers.get("m2")).toMatchObject({
    outcome: "busy",
    answer: { text: "Too many questions are waiting at the moment." },
  });
});

test("whoever asks much at once waits with the rest until others had their turn", async () => {
  const { app, deps } = await openAcceptance();
  const ask = (id: string, askedBy: string) =>
    acceptQuestion({ ...question(id, askedBy), threadId: id }, deps);
  for (let n = 1; n <= 8; n += 1) await ask(`a${n}`, "ana");
  await ask("b1", "ben");
  const order: unknown[] = [];
  for (let n = 0; n < 9; n += 1) {
    const job = await app.queue.claim([ANSWER_JOB], "w", 60_000);
    order.push((job?.payload as { answerId: string } | undefined)?.answerId);
  }
  expect(order).toEqual(["a1", "a2", "a3", "a4", "a5", "b1", "a6", "a7", "a8"]);
});

test("questions of one thread are handed out one after another", async () => {
  const { app, deps } = await openAcceptance();
  await acceptQuestion(question("m1"), deps);
  await acceptQuestion(question("m2"), deps);
  await acceptQuestion({ ...question("m3"), threadId: "another" }, deps);
  const claimed = await Promise.all(
    ["w1", "w2", "w3"].map((owner) => app.queue.claim([ANSWER_JOB], owner, 60_000)),
  );
  const ids = claimed.map((job) => (job?.payload as { answerId: string } | undefined)?.answerId);
  expect(ids.sort()).toEqual(["m1", "m3", undefined]);
});

test("who asked too much in an hour is told until when, by every process alike, and others are not", async () => {
  const { app, deps } = await openAcceptance({ questionsPerUserPerHour: 2 });
  const at = { now: 10 * 3_600_000 + 3_540_000 };
  const clocked = { ...deps, now: () => at.now };
  // What is delivered again counts once.
  for (const id of ["h1", "h1", "h2", "h3"]) await acceptQuestion(question(id), clocked);
  await acceptQuestion(question("h4", "ben"), clocked);
  expect((await app.storage.answers.get("h2"))?.outcome).toBeUndefined();
  expect(await app.storage.answers.get("h3")).toMatchObject({
    outcome: "busy",
    answer: { retryAfterMs: 60_000, text: expect.stringContaining("2 questions within this hour") },
  });
  expect((await app.storage.answers.get("h4"))?.outcome).toBeUndefined();
  at.now += 60_000;
  await acceptQuestion(question("h5"), clocked);
  expect((await app.storage.answers.get("h5"))?.outcome).toBeUndefined();
});

test("all of a workspace have a limit together", async () => {
  const { app, deps } = await openAcceptance({ questionsPerWorkspacePerHour: 2 });
  for (const who of ["ana", "ben", "cem"]) {
    await acceptQuestion({ ...question(`w-${who}`, who), workspaceId: "slack:T1" }, deps);
  }
  await acceptQuestion({ ...question("w-dan", "dan"), workspaceId: "slack:T2" }, deps);
  expect((await app.storage.answers.get("w-cem"))?.outcome).toBe("busy");
  expect((await app.storage.answers.get("w-dan"))?.outcome).toBeUndefined();
});
