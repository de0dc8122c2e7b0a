import { expect, test } from "vitest";
import type { Audience } from "../../../src/access/audience.ts";
import { newRecord } from "../../../src/conversation/accept-question.ts";
import { recordVote } from "../../../src/feedback/record-vote.ts";
import { decideReview } from "../../../src/feedback/review/decide.ts";
import { documentKey } from "../../../src/feedback/review/offer-documents.ts";
import { readQueue } from "../../../src/feedback/review/read-queue.ts";
import type { QueueReader } from "../../../src/feedback/review/reviewer.ts";
import { proposeVerified } from "../../../src/feedback/verified/propose-verified.ts";
import type { NewReply } from "../../../src/storage/ports/room-storage.ts";
import {
  BONUS,
  FINANCE,
  LEAVE,
  MEMBER,
  openVerifiedWorld,
  PAGES,
  QUESTION,
  TEXT,
} from "../verified/verified-world.ts";

const reader = (id: string, audience: Audience = MEMBER, rooms: string[] = []): QueueReader => ({
  ...{ id, name: id === "slack:T1:UA" ? "Ada" : "Bo", audience },
  isIn: async (roomId) => rooms.includes(roomId),
});
const ADA = reader("slack:T1:UA");
const BO = reader("slack:T1:UB");
const LEAVE_QUESTION = "How many days of annual leave do I get?";

type World = Awaited<ReturnType<typeof openVerifiedWorld>>;
type Place = Pick<NewReply, "roomId" | "roomKind"> & Partial<NewReply>;

/** A question that was asked and answered in a room, by what an earlier answer says. */
async function answerIn({ app, ask }: World, place: Place, question = LEAVE_QUESTION) {
  const given = await ask(question, place.roomKind === "open" ? MEMBER : FINANCE);
  const messageId = `${place.roomId}:${crypto.randomUUID()}`;
  const asked = { messageId, threadId: messageId, surface: "slack", askedBy: "slack:T1:U1" };
  const record = newRecord({ ...asked, text: question, audience: [["everyone"]] }, Date.now());
  await app.storage.rooms.replies.accept(record, {
    ...{ workspaceId: "slack:T1", threadId: messageId, messageId, askedBy: "slack:T1:U1" },
    ...{ onlyTo: undefined, again: undefined, saidAt: 1, createdAt: 1, context: [] },
    ...place,
    answerId: messageId,
  });
  const { outcome } = given;
  const rest = { evidence: undefined, promptVersion: undefined, finishedAt: Date.now() };
  await app.storage.answers.finish(messageId, { outcome, answer: given, ...rest });
  return messageId;
}

const OPEN = { roomId: "slack:T1:C1", roomKind: "open" } as const;
const CLOSED = { roomId: "slack:T1:G1", roomKind: "closed" } as const;
const DIRECT = { roomId: "slack:T1:D1", roomKind: "direct" } as const;

function dislike({ app }: World, answerId: string, correction?: string, byMember = true) {
  const vote = { answerId, voter: "slack:T1:U7", vote: "down", reason: "outdated" } as const;
  return recordVote({ ...vote, correction, byMember }, app.storage, Date.now());
}

test("corrections, expired answers, proposals and dislikes wait in one queue", async () => {
  const world = await openVerifiedWorld();
  const { app, verify, sync } = world;
  await verify({ documents: [LEAVE] });
  await sync({ "leave.md": PAGES["leave.md"].replace("28", "30") });
  const own = { origin: "shortcut", createdBy: "slack:T1:U5", audience: MEMBER } as const;
  await proposeVerified({ ...own, question: "Where do I park?", text: "Behind it." }, app);
  await dislike(world, await answerIn(world, OPEN));
  await dislike(world, await answerIn(world, OPEN), "It is 30 days now.");
  const { items, withheld } = await readQueue(ADA, app);
  expect(items.map(({ kind }) => kind)).toEqual(["corrected", "expired", "proposed", "disliked"]);
  expect(withheld).toBe(0);
  const [corrected, expired, , disliked] = items;
  expect(corrected).toMatchObject({
    ...{ question: LEAVE_QUESTION, text: "It is 30 days now.", mayAccept: true },
    answered: expect.stringContaining("30 days"),
    notes: ["Disliked once: outdated."],
    documents: [{ ...LEAVE, isChosen: true }],
  });
  expect(expired?.notes).toEqual(["“Annual leave” (handbook) has changed."]);
  expect(disliked?.text).toContain("30 days");
  // Votes are of nobody.
  expect(JSON.stringify(items)).not.toContain("U7");
});

test("a reviewer sees nothing that was said in private, in a room of others, or rests on what they may not open", async () => {
  const world = await openVerifiedWorld();
  const { app } = world;
  const bonus = "How large is the bonus pool for executives?";
  const more = "The Kingfisher committee decides on the bonus pool in March.";
  await world.sync({ "bonus.md": `${PAGES["bonus.md"].trim()} ${more}\n` });
  await dislike(world, await answerIn(world, DIRECT));
  await dislike(world, await answerIn(world, { ...OPEN, onlyTo: "slack:T1:U1" }));
  await dislike(world, await answerIn(world, CLOSED), "Secret correction.");
  await dislike(world, await answerIn(world, CLOSED, bonus));
  const own = { origin: "admin", createdBy: "slack:T1:U5", question: "Bonus?" } as const;
  await proposeVerified({ ...own, text: "730000.", documents: [BONUS], audience: MEMBER }, app);
  const outside = await readQueue(ADA, app);
  expect(outside).toEqual({ items: [], withheld: 5 });
  const inRoom = reader("slack:T1:UA", MEMBER, [CLOSED.roomId]);
  expect((await readQueue(inRoom, app)).items).toMatchObject([{ text: "Secret correction." }]);
  const [finance] = FINANCE;
  const insider = reader("slack:T1:UA", [finance ?? []], [CLOSED.roomId]);
  const seen = await readQueue(insider, app);
  expect(seen.items.map(({ kind }) => kind)).toEqual(["corrected", "proposed", "disliked"]);
  // To know an id opens nothing.
  const [hidden] = seen.items;
  const verdict = { type: "accept" } as const;
  await expect(decideReview(hidden?.id ?? "", 0, verdict, ADA, app)).rejects.toThrow(/not yours/);
});

test("a correction that is accepted answers the question, and leaves the queue", async () => {
  const world = await openVerifiedWorld();
  const { app, ask } = world;
  const id = await answerIn(world, OPEN);
  await dislike(world, id, "It is 33 days.");
  const done = await decideReview(id, 0, { type: "accept" }, ADA, app);
  expect(done).toEqual({ question: LEAVE_QUESTION, decision: "accepted" });
  const again = await ask(LEAVE_QUESTION, MEMBER);
  expect(again).toMatchObject({ text: "It is 33 days.", verified: { by: "Ada" } });
  expect((await readQueue(ADA, app)).items).toEqual([]);
  // Disliked again, it comes back.
  await new Promise((resolve) => setTimeout(resolve, 5));
  await dislike(world, id, "It is 34 days.");
  expect((await readQueue(ADA, app)).items).toMatchObject([{ text: "It is 34 days." }]);
});

test("a stranger's correction, or an answer that was never found, is not accepted by a click", async () => {
  const world = await openVerifiedWorld();
  const { app } = world;
  const strange = await answerIn(world, OPEN);
  await dislike(world, strange, "Call 0900.", false);
  const nothing = await answerIn(world, OPEN, "What is the airspeed of a swallow?");
  await dislike(world, nothing);
  for (const id of [strange, nothing]) {
    const accepting = decideReview(id, 0, { type: "accept" }, ADA, app);
    await expect(accepting).rejects.toThrow(/correct it first/);
  }
  const written = { type: "correct", question: "Airspeed?", text: "11 m/s" } as const;
  await decideReview(nothing, 0, { ...written, documents: [documentKey(LEAVE)] }, ADA, app);
  const active = await app.storage.verified.list(["active"]);
  expect(active).toMatchObject([{ question: "Airspeed?", text: "11 m/s", origin: "correction" }]);
});

test("sources that are marked replace those before, and numbers go on to name the same document", async () => {
  const { app } = await openVerifiedWorld();
  const [finance] = FINANCE;
  const insider = reader("slack:T1:UA", [finance ?? []]);
  const base = { origin: "admin", createdBy: "x", audience: MEMBER, question: QUESTION } as const;
  const text = "730000 EUR [1]. Then 28 days [2].";
  const { id } = await proposeVerified({ ...base, text, documents: [BONUS, LEAVE] }, app);
  const [item] = (await readQueue(insider, app)).items;
  const verdict = { type: "correct", question: QUESTION, text } as const;
  const documents = [documentKey(LEAVE)];
  await decideReview(id, item?.version ?? 0, { ...verdict, documents }, insider, app);
  expect(await app.storage.verified.get(id)).toMatchObject({
    ...{ text: "730000 EUR. Then 28 days [1].", status: "active" },
    citations: [{ ...LEAVE, quotes: [expect.stringContaining("28 days")] }],
  });
});

test("whoever comes second is told who was first, whatever both wanted", async () => {
  const world = await openVerifiedWorld();
  const { app } = world;
  const proposal = { origin: "shortcut", createdBy: "x", audience: MEMBER } as const;
  const { id } = await proposeVerified({ ...proposal, question: QUESTION, text: TEXT }, app);
  const disliked = await answerIn(world, OPEN);
  await dislike(world, disliked, "It is 33 days.");
  const { items } = await readQueue(ADA, app);
  for (const item of items) {
    const both = await Promise.allSettled([
      decideReview(item.id, item.version, { type: "accept" }, ADA, app),
      decideReview(item.id, item.version, { type: "reject" }, BO, app),
    ]);
    const [lost, ...others] = both.filter((one) => one.status === "rejected");
    expect(others).toEqual([]);
    const reason = String(lost?.reason?.message);
    const adaLost = both[0]?.status === "rejected";
    expect(reason).toMatch(
      adaLost ? /^Bo was first and has rejected/ : /^Ada was first and has acc/,
    );
    // Also much later, from a page that is still open.
    const late = decideReview(item.id, item.version, { type: "reject" }, BO, app);
    await expect(late).rejects.toThrow(/was first/);
  }
  expect(items.map((item) => item.id).sort()).toEqual([disliked, id].sort());
});

test("what is rejected stays away until somebody dislikes it again", async () => {
  const world = await openVerifiedWorld();
  const { app } = world;
  const id = await answerIn(world, OPEN);
  await dislike(world, id);
  await decideReview(id, 0, { type: "reject" }, ADA, app);
  expect((await readQueue(ADA, app)).items).toEqual([]);
  const [entry] = await app.storage.audit.list(1);
  expect(entry).toMatchObject({ actor: "slack:T1:UA", action: "review.rejected" });
  await new Promise((resolve) => setTimeout(resolve, 5));
  await dislike(world, id);
  const [item] = (await readQueue(ADA, app)).items;
  expect(item?.version).toBeGreaterThan(0);
  await decideReview(id, item?.version ?? 0, { type: "accept" }, BO, app);
  expect(await app.storage.verified.list(["active"])).toMatchObject([{ approvedName: "Bo" }]);
});
