import { expect, test } from "vitest";
import {
  verifiedItem,
  verifiedLines,
  withheldItem,
} from "../../../src/administration/reports/verified-items.ts";
import { answerQuestion } from "../../../src/answer/answer-question.ts";
import { expireStale } from "../../../src/feedback/verified/expire-stale.ts";
import { listVerified, viewOf } from "../../../src/feedback/verified/list-verified.ts";
import {
  FINANCE,
  LEAVE,
  MEMBER,
  openVerifiedWorld,
  PAGES,
  QUESTION,
  TEXT,
} from "./verified-world.ts";

test("a question that means the same is answered with it, and with what it rests on now", async () => {
  const { ask, verify, app } = await openVerifiedWorld();
  const text = "You get 28 days [1], half of them in summer [7].";
  const verified = await verify({
    question: "How many days of annual leave do I get?",
    text,
    documents: [LEAVE],
  });
  const answer = await ask("how many annual leave days do I get", MEMBER);
  expect(answer).toMatchObject({
    outcome: "answered",
    text: "You get 28 days [1], half of them in summer.",
    verified: {
      id: verified.id,
      by: "Rosa Boss",
      at: new Date(verified.approvedAt ?? 0).toISOString(),
    },
    model: "verified",
    citations: [
      {
        n: 1,
        ...LEAVE,
        title: "Annual leave",
        quote: "Every employee gets 28 days of annual leave per year.",
        url: expect.stringContaining("/documents/handbook/leave.md"),
      },
    ],
    sentences: [{ text: "You get 28 days, half of them in summer.", citations: [1] }],
  });
  expect((await app.storage.answers.get(answer.id))?.evidence).toMatchObject({
    verified: { id: verified.id },
  });
  expect((await ask("How many days of sick leave do I get?", MEMBER)).verified).toBeUndefined();
});

test("one that waits or was rejected is given to nobody", async () => {
  const { verify, app, seesNothing } = await openVerifiedWorld();
  const { id, changedAt } = await verify({});
  for (const status of ["waiting", "rejected", "expired"] as const) {
    const then = (await app.storage.verified.get(id))?.changedAt ?? changedAt;
    await app.storage.verified.change(id, ["active", "waiting", "rejected"], then, {
      status,
      changedAt: then + 1,
    });
    await seesNothing(MEMBER);
  }
});

test("a document that is half replaced gives no answer", async () => {
  const { verify, seesNothing, app } = await openVerifiedWorld();
  await verify({ documents: [LEAVE] });
  // The index comes first, the record after it: a crash in between.
  const passages = [{ ordinal: 0, headings: [], text: "30 days from now on.", hash: "h" }];
  const record = await app.storage.documents.get("handbook", "leave.md");
  const { accessId = 0 } = record ?? {};
  const document = {
    ...LEAVE,
    accessId,
    title: "Leave",
    url: undefined,
    path: "leave.md",
    updatedAt: undefined,
  };
  await app.index.replaceDocuments([{ ...document, passages }]);
  await seesNothing(MEMBER);
});

test("a run that was cut off after showing it goes on to the same answer, and after another not", async () => {
  const { verify, app } = await openVerifiedWorld();
  await verify({});
  const question = { text: QUESTION, audience: MEMBER, history: [] };
  const run = async (text: string) => {
    const steps: string[] = [];
    const shown = { text, sentences: [], citations: [] };
    const { signal } = new AbortController();
    const given = await answerQuestion(
      "q",
      question,
      app.answering,
      (s) => steps.push(s.type),
      signal,
      shown,
    );
    return { ...given.answer, steps };
  };
  expect(await run(TEXT)).toMatchObject({ text: TEXT, steps: [], verified: { by: "Rosa Boss" } });
  const other = await run("Something else.");
  expect(other.verified).toBeUndefined();
  expect(other.text).toMatch(/^Something else\./);
});

test("one whose documents are to be read again is not given, and goes not back to review", async () => {
  const { verify, seesNothing, app } = await openVerifiedWorld();
  const { id } = await verify({ documents: [LEAVE] });
  await app.storage.documents.forgetRead();
  await app.index.removeSource("handbook");
  await seesNothing(MEMBER);
  expect(await expireStale(app)).toBe(0);
  expect((await app.storage.verified.get(id))?.status).toBe("active");
});

test("one whose document was restricted is listed as given to fewer, and is theirs alone", async () => {
  const { verify, ask, seesNothing, sync, app } = await openVerifiedWorld();
  const { id } = await verify({ documents: [LEAVE] });
  const heldBack = async () => (await listVerified(["active"], app))[0]?.heldBack;
  expect(await heldBack()).toBeUndefined();
  const { "_access.yaml": access } = PAGES;
  await sync({ "_access.yaml": `${access}leave.md: [group:finance]\n` });
  const why =
    "“Annual leave” (handbook) is for fewer people than when this was approved: only who may read it is given this.";
  expect(await heldBack()).toBe(why);
  await seesNothing(MEMBER);
  expect((await ask(QUESTION, FINANCE)).verified).toBeDefined();
  const [listed] = await listVerified(["active"], app);
  if (listed === undefined) throw new Error("It is active.");
  expect(viewOf(listed)).toMatchObject({ id, status: "active", heldBack: why });
  expect(verifiedItem(listed)).toMatchObject({ state: "warning" });
  const lines = verifiedLines(listed);
  expect(lines).toContain(`Held back: ${why}`);
  expect(lines.at(-1)).toContain(
    "active for fewer than it was approved for, approved by Rosa Boss",
  );
  // Whose title those may not read who may not read the document.
  expect(JSON.stringify(withheldItem(listed))).not.toContain("Annual");
  await sync({ "_access.yaml": access });
  expect(await heldBack()).toBeUndefined();
});
