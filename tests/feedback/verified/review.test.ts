import { expect, test } from "vitest";
import type { App } from "../../../src/app.ts";
import { newRecord } from "../../../src/conversation/accept-question.ts";
import { recordVote } from "../../../src/feedback/record-vote.ts";
import { listVerified, REVIEW, viewOf } from "../../../src/feedback/verified/list-verified.ts";
import {
  newestCorrection,
  proposeVerified,
} from "../../../src/feedback/verified/propose-verified.ts";
import {
  acceptVerified,
  rejectVerified,
  removeVerified,
} from "../../../src/feedback/verified/review-verified.ts";
import { BOSS, LEAVE, MEMBER, openVerifiedWorld, PAGES, QUESTION, TEXT } from "./verified-world.ts";

const PLACE = {
  workspaceId: "slack:T1",
  roomId: "slack:T1:C1",
  roomKind: "closed",
  threadId: "slack:T1:C1:1",
  messageId: "slack:T1:C1:1",
  askedBy: "slack:T1:U1",
  onlyTo: undefined,
  again: undefined,
  saidAt: 1,
  createdAt: 1,
} as const;

type World = Awaited<ReturnType<typeof openVerifiedWorld>>;

/** A question of a private channel that found nothing, and an expert who was asked. */
async function askExpert({ app }: World, roomKind: "closed" | "open" | "direct" = "closed") {
  const { rooms, answers } = app.storage;
  const asked = { messageId: "a1", threadId: "t", surface: "slack", askedBy: "slack:T1:U1" };
  const audience = [["everyone", "user:ann@x.test"], ["everyone"]];
  const record = newRecord({ ...asked, text: QUESTION, audience }, 1);
  await rooms.replies.accept(record, { ...PLACE, roomKind, answerId: "a1", context: [] });
  const answer = { text: "", citations: [], searchedFor: QUESTION, outcome: "not-found" };
  const result = {
    outcome: "not-found",
    answer,
    evidence: undefined,
    promptVersion: undefined,
  } as const;
  await answers.finish("a1", { ...result, finishedAt: 2 });
  const request = { answerId: "a1", threadId: "t", askedBy: "slack:T1:U1", expert: "slack:T1:U2" };
  await rooms.experts.ask(request, 3);
  const said = { messageId: "m2", answerId: "a1", answeredBy: "slack:T1:U2", answeredAt: 4 };
  return { say: (text: string) => rooms.experts.saveAnswer({ ...said, text }) };
}

const audited = async ({ app }: World) =>
  (await app.storage.audit.list(50))
    .filter(({ action }) => action.startsWith("verified."))
    .map(({ actor, action }) => `${actor} ${action}`)
    .reverse();

test("what an expert says waits, as it stands in the thread, until somebody accepts it", async () => {
  const world = await openVerifiedWorld();
  const { app, ask, seesNothing } = world;
  const expert = await askExpert(world);
  await expert.say("Five months.");
  const [waiting] = await listVerified(REVIEW, app);
  expect(waiting).toMatchObject({
    question: QUESTION,
    text: "Five months.",
    origin: "expert",
    createdBy: "slack:T1:U2",
    audience: [["slack-channel:T1:C1"]],
    workspaceId: "slack:T1",
  });
  await expert.say(TEXT);
  const [edited, ...others] = await listVerified(REVIEW, app);
  expect(others).toEqual([]);
  expect(edited).toMatchObject({ id: waiting?.id, text: TEXT });
  const member = [["everyone", "slack-channel:T1:C1"]];
  await seesNothing(member);
  await acceptVerified(edited?.id ?? "", {}, BOSS, app);
  expect((await ask(QUESTION, member)).text).toBe(TEXT);
  await seesNothing(MEMBER);
  // Edited later, it says what was approved.
  await expert.say("Nine months.");
  expect(await listVerified(REVIEW, app)).toEqual([]);
  expect((await ask(QUESTION, member)).text).toBe(TEXT);
  expect(await audited(world)).toEqual(["slack:T1:U9 verified.accepted"]);
  expect(JSON.stringify(await app.storage.audit.list(50))).not.toContain("works council");
});

test("what was deleted in the thread leaves the queue, what was rejected does not come back", async () => {
  const world = await openVerifiedWorld();
  const { app } = world;
  const { say } = await askExpert(world);
  await say(TEXT);
  expect(await listVerified(REVIEW, app)).toHaveLength(1);
  await app.storage.rooms.experts.removeAnswer("m2");
  expect(await listVerified(REVIEW, app)).toEqual([]);
  await say(TEXT);
  const [{ id } = { id: "" }] = await listVerified(REVIEW, app);
  await rejectVerified(id, BOSS, app);
  await rejectVerified(id, BOSS, app);
  await say("Once more.");
  expect(await listVerified(REVIEW, app)).toEqual([]);
  await removeVerified(id, BOSS, app);
  expect(await listVerified(["rejected", ...REVIEW], app)).toEqual([]);
  await expect(removeVerified(id, BOSS, app)).rejects.toThrow(/no verified answer/);
  expect(await audited(world)).toEqual([
    "slack:T1:U9 verified.rejected",
    "slack:T1:U9 verified.removed",
  ]);
});

test("a proposal goes with the question that was taken back, one of no question stays", async () => {
  const { app, ask } = await openVerifiedWorld();
  const base = { origin: "shortcut", createdBy: "x", audience: MEMBER, text: TEXT } as const;
  const given = await ask(QUESTION, MEMBER);
  await proposeVerified({ ...base, answerId: given.id }, app);
  const own = await proposeVerified({ ...base, question: QUESTION }, app);
  expect(await listVerified(REVIEW, app)).toHaveLength(2);
  await app.storage.rooms.replies.remove(given.id);
  expect((await listVerified(REVIEW, app)).map(({ id }) => id)).toEqual([own.id]);
});

test("what was written in a place is for those who may read the place", async () => {
  const audienceIn = async (kind: "open" | "direct") => {
    const world = await openVerifiedWorld();
    await (await askExpert(world, kind)).say(TEXT);
    return (await listVerified(REVIEW, world.app))[0]?.audience;
  };
  expect(await audienceIn("open")).toEqual([["everyone"], ["slack-channel:T1:C1"]]);
  expect(await audienceIn("direct")).toEqual([["user:ann@x.test"]]);
});

test("a workspace that goes takes with it what was written there", async () => {
  const world = await openVerifiedWorld();
  await (await askExpert(world)).say(TEXT);
  const [{ id } = { id: "" }] = await listVerified(REVIEW, world.app);
  await acceptVerified(id, {}, BOSS, world.app);
  await world.app.storage.rooms.removeWorkspace("slack:T1", Date.now() + 1);
  expect(await world.app.storage.verified.get(id)).toBeUndefined();
});

test("it expires with the sync that saw its document change, and comes back when somebody looked", async () => {
  const { app, ask, verify, sync, seesNothing } = await openVerifiedWorld();
  const { id } = await verify({ documents: [LEAVE] });
  await sync({ "leave.md": PAGES["leave.md"].replace("28", "30") });
  const [expired] = await listVerified(REVIEW, app);
  expect(expired).toMatchObject({
    ...{ id, status: "expired", expiredBecause: "“Annual leave” (handbook) has changed." },
    changedAt: expect.any(Number),
  });
  await expect(app.storage.audit.list(1)).resolves.toMatchObject([
    { actor: "footnote", action: "verified.expired" },
  ]);
  await seesNothing(MEMBER);
  const text = `${TEXT} And 30 days off [1].`;
  await acceptVerified(id, { text }, { id: "cli" }, app);
  const again = await ask(QUESTION, MEMBER);
  expect(again).toMatchObject({ text, verified: { by: "an admin" } });
  expect(again.citations[0]?.quote).toContain("30 days");
});

test("it expires when its document cannot be read, or is gone", async () => {
  const { app, verify, seesNothing } = await openVerifiedWorld();
  const { id } = await verify({ documents: [LEAVE] });
  const failure = {
    ...LEAVE,
    reason: "broken",
    failedAt: 1,
    fingerprint: "f",
    attempts: 1,
    retryAt: 2,
  };
  await app.storage.failures.save([failure]);
  await seesNothing(MEMBER);
  expect(await app.storage.verified.get(id)).toMatchObject({ status: "expired" });
  await app.storage.documents.remove("handbook", ["leave.md"]);
  await expect(acceptVerified(id, {}, BOSS, app)).rejects.toThrow(
    /"leave.md" of handbook is not there/,
  );
});

test("accepting twice is once, and what changed meanwhile is looked at again", async () => {
  const world = await openVerifiedWorld();
  const { app } = world;
  const proposal = { question: QUESTION, text: TEXT, audience: MEMBER, createdBy: "slack:T1:U3" };
  const { id } = await proposeVerified({ ...proposal, origin: "shortcut" }, app);
  const looking = lookingTogether(app, 2);
  const both = await Promise.allSettled([
    acceptVerified(id, {}, BOSS, looking),
    acceptVerified(id, { text: "Other." }, BOSS, looking),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  await acceptVerified(id, {}, BOSS, app);
  await acceptVerified(id, { audience: [["public"]] }, BOSS, app);
  expect(await audited(world)).toEqual([
    "slack:T1:U3 verified.proposed",
    "slack:T1:U9 verified.accepted",
    "slack:T1:U9 verified.accepted",
  ]);
  const [entry] = await app.storage.audit.list(1);
  expect(entry?.detail).toMatchObject({ audience: { before: MEMBER, after: [["public"]] } });
});

/** So many have looked at an answer before any of them goes on. */
function lookingTogether(app: App, count: number): App {
  const { verified } = app.storage;
  let looked = 0;
  let goOn = () => {};
  const all = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const get: typeof verified.get = async (id) => {
    const found = await verified.get(id);
    looked += 1;
    if (looked === count) goOn();
    await all;
    return found;
  };
  return { ...app, storage: { ...app.storage, verified: { ...verified, get } } };
}

test("an answer that was given is taken over with its sources, or as it was corrected", async () => {
  const { app, ask } = await openVerifiedWorld();
  const given = await ask("How many days of annual leave do I get?", MEMBER);
  const own = await proposeVerified(
    { origin: "shortcut", createdBy: "x", answerId: given.id },
    app,
  );
  expect(viewOf(own)).toMatchObject({
    question: "How many days of annual leave do I get?",
    text: given.text,
    documents: [{ ...LEAVE, title: "Annual leave" }],
    audience: MEMBER,
    from: "shortcut",
    status: "waiting",
  });
  await expect(newestCorrection(given.id, app)).rejects.toThrow(/Nobody has corrected/);
  const vote = { answerId: given.id, voter: "x", vote: "down", correction: "29 days." } as const;
  await recordVote({ ...vote, byMember: false }, app.storage, 1);
  await expect(newestCorrection(given.id, app)).rejects.toThrow(/full member/);
  await recordVote({ ...vote, voter: "y", byMember: true }, app.storage, 2);
  const later = { ...vote, voter: "z", correction: "99 days.", byMember: false };
  await recordVote(later, app.storage, 3);
  expect(await newestCorrection(given.id, app)).toBe("29 days.");
});

test("what cannot be kept is said in a sentence", async () => {
  const { app, ask } = await openVerifiedWorld();
  const base = { origin: "admin", createdBy: "x", question: QUESTION, text: TEXT } as const;
  const propose = (change: object) => proposeVerified({ ...base, ...change }, app);
  const nothing = await ask("What is the airspeed of a swallow?", MEMBER);
  await expect(propose({ text: " \u0000 " })).rejects.toThrow(/needs a text/);
  await expect(propose({ text: "x".repeat(5_000) })).rejects.toThrow(/4000 characters/);
  await expect(propose({ question: undefined })).rejects.toThrow(/question/);
  await expect(propose({ documents: [{ ...LEAVE, documentId: "no" }] })).rejects.toThrow(
    /not there/,
  );
  await expect(propose({ answerId: "unknown" })).rejects.toThrow(/no finished answer/);
  await expect(propose({ answerId: nothing.id, text: undefined })).rejects.toThrow(/give the text/);
  const { id } = await propose({});
  await expect(acceptVerified(id, {}, BOSS, app)).rejects.toThrow(/--for everyone/);
});
