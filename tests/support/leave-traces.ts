import { newRecord } from "../../src/conversation/accept-question.ts";
import type { Storage, VerifiedAnswer } from "../../src/storage/storage.ts";
import { sourceRecord } from "../sync/sync-world.ts";

export interface TracedPerson {
  /** `slack:T1` */
  workspaceId: string;
  /** `slack:T1:U1` */
  id: string;
  email: string;
  name: string;
  /** Stands in each text of theirs, and nowhere else. */
  word: string;
}

export const ANNA: TracedPerson = {
  workspaceId: "slack:T1",
  id: "slack:T1:UANNA",
  email: "anna.secret@example.com",
  name: "Anna Geheim",
  word: "zebrafish",
};

export const BEN: TracedPerson = {
  workspaceId: "slack:T1",
  id: "slack:T1:UBEN",
  email: "ben@example.com",
  name: "Ben Offen",
  word: "armadillo",
};

/** The company's, so that their names name nobody. */
let sources = 0;

/** Leaves something of a person in every place that can hold any, at a time; `n` tells calls apart. */
export async function leaveTraces(
  storage: Storage,
  person: TracedPerson,
  beside: TracedPerson,
  at: number,
  n = 0,
): Promise<void> {
  const { workspaceId, id, email, name, word } = person;
  const mark = `${id.split(":")[2]}${n}`;
  const roomId = `${workspaceId}:C1`;
  const own = [[`user:${email}`, "everyone"]];
  const both = [...own, [`user:${beside.email}`, "everyone"]];
  const ask = async (suffix: string, how: { isDirect: boolean; context?: [string, string][] }) => {
    const answerId = `${roomId}:${mark}.${suffix}`;
    const { context = [] } = how;
    const text = `What about the ${word}?`;
    const asked = { messageId: answerId, threadId: answerId, surface: "slack", askedBy: id, text };
    const record = newRecord({ ...asked, audience: how.isDirect ? own : both }, at);
    await storage.rooms.replies.accept(record, {
      ...{ answerId, workspaceId, roomId, roomKind: how.isDirect ? "direct" : "closed" },
      ...{ threadId: answerId, messageId: answerId, askedBy: id, onlyTo: undefined },
      ...{ context: context.map(([, line]) => line), contextBy: context.map(([by]) => by) },
      ...{ saidAt: at, createdAt: at, again: undefined },
    });
    const answer = { id: answerId, outcome: "answered", text: `The ${word} is [1].` };
    await storage.answers.appendEvents(answerId, [{ type: "sentence", text: word }]);
    await storage.answers.finish(answerId, {
      ...{ outcome: "answered", answer, evidence: { searchedFor: word, settings: "retrieval-1" } },
      ...{ promptVersion: "1", finishedAt: at },
    });
    return answerId;
  };
  const direct = await ask("1", { isDirect: true });
  const line = (one: TracedPerson): [string, string] => [one.id, `I saw a ${one.word}.`];
  const shared = await ask("2", { isDirect: false, context: [line(beside), line(person)] });
  const vote = { answerId: shared, citation: 0, vote: "down" as const, reason: "wrong" };
  const said = { ...vote, voter: id, correction: `It is a ${word}.`, byMember: true, votedAt: at };
  await storage.feedback.vote(said, { question: word });
  await storage.feedback.vote({ ...said, answerId: direct }, { question: word });
  await storage.feedback.opened({ answerId: shared, citation: 1, by: id, at });
  const { experts, threads, rooms } = storage.rooms;
  await experts.ask({ answerId: shared, threadId: shared, askedBy: id, expert: beside.id }, at);
  const messageId = `${roomId}:${mark}.3`;
  const text = `As an expert: ${word}.`;
  await experts.saveAnswer({ messageId, answerId: shared, answeredBy: id, text, answeredAt: at });
  await threads.save({ threadId: shared, workspaceId, roomId, muted: false });
  const muting = { threadId: shared, messageId: shared, by: id, isMuted: true, at };
  await threads.react(muting);
  await rooms.change(`${workspaceId}:C-${mark}`, { expert: id });
  await storage.rooms.deletedMessages.add(`${roomId}:${mark}.4`, at);
  const verified: VerifiedAnswer = {
    ...{ id: `verified-${mark}`, question: "What is it?", text: "Company knowledge." },
    ...{ citations: [], audience: both, status: "active", origin: "expert" },
    ...{ createdBy: id, createdAt: at, approvedBy: id, approvedName: name, approvedAt: at },
    ...{
      changedAt: at,
      expiredBecause: undefined,
      answerId: shared,
      messageId,
      workspaceId,
      roomId,
    },
  };
  await storage.verified.add(verified);
  const decision = { decision: "rejected", decidedBy: id, decidedName: name } as const;
  await storage.reviews.decide({ ...decision, itemId: `verified-${mark}`, decidedAt: at }, 0);
  const proposal = { ...verified, id: `proposal-${mark}`, text: word, status: "waiting" as const };
  await storage.verified.add({ ...proposal, answerId: undefined });
  await storage.administration.admins.add({ person: id, addedBy: beside.id, addedAt: at });
  sources += 1;
  const source = `source-${sources}`;
  await storage.sources.add(sourceRecord(source));
  const named = { setBy: beside.id, setAt: at, timeZone: "UTC", doneUntil: at };
  await storage.administration.owners.set({ source, person: id, ...named });
  // One a purpose is all there is; both people of a test need theirs.
  const purpose = `training ${mark}` as "training";
  const basis = "works council";
  await storage.datasets.allow({
    ...{ platform: "slack", purpose, basis, allowedBy: id, allowedAt: at },
  });
  await storage.administration.commands.keep(`${id}:${mark}`, { text: word }, at);
  const session = { idHash: `session-${mark}`, person: id, workspaceId, createdAt: at };
  await storage.signIns.add({ ...session, idleUntil: at + 1, expiresAt: at + 1 });
  await storage.limits.spend(`questions ${id}`, 1, at);
  const link = { tokenHash: `hash-${mark}`, requestKey: mark, person: id, workspaceId };
  const wish = { type: "secret" as const, source: "wiki" };
  await storage.setupLinks.add({ ...link, wish, createdAt: at, expiresAt: at + 1 });
  const teams = { serviceUrl: "https://teams.example", botId: "28:b", teamId: undefined };
  await storage.teams.conversations.save({
    ...{
      ...teams,
      roomId: `${workspaceId}:chat-${mark}`,
      workspaceId,
      kind: "personal",
      person: id,
    },
    ...{ channelType: undefined, overheardAt: undefined, seenAt: at },
  });
  await storage.teams.people.save({
    ...{ personId: id, workspaceId, mri: `29:${word}`, roomId, timeZone: undefined, seenAt: at },
  });
  await storage.teams.said.claim(`home:${id}:${mark}`, roomId, 2, at);
  const chat = `${workspaceId}:chat-${mark}`;
  await storage.teams.chatThread(chat, `${chat}:1`, at, 1_000);
}

/** Somebody else was given an answer that the person stands for, by name. */
export async function leaveName(storage: Storage, { id, name }: TracedPerson, to: TracedPerson) {
  const answerId = `${to.workspaceId}:C9:${id.split(":")[2]}`;
  const asked = { messageId: answerId, threadId: answerId, surface: "slack", askedBy: to.id };
  await storage.answers.create(newRecord({ ...asked, text: "What is it?", audience: [["a"]] }, 1));
  const verified = { id: `verified-${id.split(":")[2]}0`, by: name, at: "2026-01-01" };
  await storage.answers.finish(answerId, {
    ...{ outcome: "answered", answer: { text: "Company knowledge.", verified } },
    ...{ evidence: undefined, promptVersion: "1", finishedAt: 1 },
  });
  return answerId;
}

/** What an admin, they themselves, said of their addresses; it is the company's, and no workspace's. */
export async function leaveMembership(
  storage: Storage,
  { id, email, word }: TracedPerson,
): Promise<void> {
  const reader = `user:${email}`;
  const principal = `group:${word}`;
  await storage.groups.set({ principal, members: [reader], setBy: id, at: 1 });
  const other = `user:${word}@elsewhere.example`;
  await storage.groups.links.add({ one: reader, other, linkedBy: id, linkedAt: 1 });
}
