import type { Answer, Evidence } from "../../../src/answer/answer.ts";
import type { ChatStatus } from "../../../src/chat/chat-platform.ts";
import type { PreparedQuestion } from "../../../src/conversation/answer-accepted.ts";
import { createLeakFinder, type Leak } from "../../../src/evaluation/permissions/find-leak.ts";
import { askAs, gistOf } from "../../../src/evaluation/permissions/probe-surfaces.ts";
import { restrictByHand } from "../../../src/evaluation/permissions/restrict-by-hand.ts";
import { BOT } from "../../conversation/rooms/pretend-platform.ts";
import type { PretendMessage } from "../../conversation/rooms/pretend-server.ts";
import { WORD_GROUP } from "./groups/generate-groups.ts";
import { ADMIN, type OpenCompany, userOf, VISITOR } from "./open-company.ts";

/** Said in an answer that stands on nobody's page; only who is in a group in a group may hear it. */
export const WORD_OF_MOUTH = {
  _id: "word-of-mouth",
  title: "",
  text: "Only its holder hears that the zyxolite quorvane protocol ends in autumn.",
  readableBy: [WORD_GROUP],
};

const MOST_SHOWN = 200;

export interface CompanyCounts {
  /** Messages, homes, searches and histories that were looked through, by surface. */
  looked: Record<string, number>;
  leaks: ({ surface: string; viewers: string[] } & Leak)[];
  /** Documents that all who see the answer may read: how many were cited, and how many by hand. */
  recall: { asked: number; cited: number; citedByHand: number };
  /** Answers held against those from an index without rights that is restricted by hand. */
  byHand: { asked: number; same: number };
  /** Verified answers that were given: they are there to be found. */
  verified: number;
}

export type Watch = ReturnType<typeof watchCompany>;

/** Looks through all that the bot shows, with the eyes of everybody who sees it. */
export function watchCompany(world: OpenCompany) {
  const { company, server, app, answering } = world;
  const hidden = [...company.documents, WORD_OF_MOUTH];
  const findLeaks = createLeakFinder(hidden.map((one) => ({ ...one, id: one._id })));
  const counts: CompanyCounts = {
    looked: {},
    leaks: [],
    recall: { asked: 0, cited: 0, citedByHand: 0 },
    byHand: { asked: 0, same: 0 },
    verified: 0,
  };
  const seen = new Map<string, string>();
  const threads = new Map<string, { surface: string; documentId: string }>();

  function isReadable(viewers: readonly string[]) {
    const [held = ""] = WORD_OF_MOUTH.readableBy;
    // Where it cannot be told who sees it, nobody may read anything.
    if (viewers.length === 0) return () => false;
    return (id: string) =>
      id === WORD_OF_MOUTH._id
        ? viewers.every((user) => world.holds(user, held))
        : viewers.every((user) => world.mayRead(user, id));
  }

  function lookAt(surface: string, shown: unknown, viewers: string[], said: string[] = []): void {
    const found = findLeaks(shown, { isReadable: isReadable(viewers), said });
    counts.looked[surface] = (counts.looked[surface] ?? 0) + 1;
    counts.leaks.push(...found.map((leak) => ({ surface, viewers, ...leak })));
  }

  /** The thread's turns go to a language model: they may hold nothing that one of the audience may not read. */
  function lookAtHistory(prepared: PreparedQuestion): void {
    if (prepared === "gone" || "refusal" in prepared) return;
    const { audience, history } = prepared;
    // Whoever is signed in nowhere holds no address.
    const viewers = audience.map((person) => userOfAddress(person) ?? VISITOR.id);
    const said = history.filter(({ role }) => role === "user").map(({ text }) => text);
    const found = findLeaks(history, { isReadable: isReadable(viewers), said });
    counts.looked.memory = (counts.looked.memory ?? 0) + 1;
    counts.leaks.push(...found.map((leak) => ({ surface: "memory", viewers, ...leak })));
  }
  world.onPrepared.push(lookAtHistory);

  function userOfAddress(person: readonly string[]): string | undefined {
    const first = person.find((one) => one.startsWith("user:"));
    return [...world.users.values()].find(({ own }) => own[0] === first)?.id;
  }

  function membersOf(roomId: string): string[] {
    // What is limited to nothing is for nobody.
    if (world.limited.has(roomId)) return [];
    return (server.rooms.get(roomId)?.members ?? []).map(userOf);
  }

  function saidBy(test: (message: PretendMessage) => boolean): string[] {
    const messages = server.messages().filter((message) => message.by !== BOT && test(message));
    return messages.map(({ text }) => text);
  }

  async function lookAtMessage(message: PretendMessage): Promise<void> {
    const { roomId, threadId, onlyTo, text, answer } = message;
    const isCommand = threadId === roomId;
    if (isCommand) return lookAtReply(message);
    const heard = world.limited.has(roomId) ? [] : (world.heardBy.get(threadId) ?? []);
    const there = new Set([...membersOf(roomId), ...heard]);
    const viewers = onlyTo === undefined ? [...there] : [userOf(onlyTo)];
    const said = saidBy((one) => one.threadId === threadId || one.by === onlyTo);
    const { surface, documentId } = threads.get(threadId) ?? { surface: "told", documentId: "" };
    lookAt(surface, { text, answer }, viewers, said);
    const record = answer && (await app.storage.answers.get(answer.id));
    // What was kept for those of before is not what was shown in its place.
    if (record === undefined || surface === "waited") return;
    // What `why` tells.
    lookAt("evidence", { answer: record.answer, evidence: record.evidence }, viewers, said);
    if ((record.answer as Answer).verified !== undefined) counts.verified += 1;
    const isFirst = record.threadId === threadId && said.length === 1;
    if (isFirst && (record.answer as Answer).verified === undefined) {
      await holdAgainstHand(record.question, record.answer as Answer, record.evidence as Evidence);
    }

    async function holdAgainstHand(question: string, given: Answer, evidence: Evidence) {
      const audience = viewers.map((user) => world.heldByHand(user));
      const all = (await app.storage.accessLists.list()).map(({ id }) => id);
      const index = restrictByHand(answering.index, all, isReadable(viewers));
      const byHand = await askAs(audience, question, {
        ...answering,
        index,
        findVerified: undefined,
      });
      counts.byHand.asked += 1;
      const same = gistOf({ answer: given, evidence, progress: [] }) === gistOf(byHand);
      if (same) counts.byHand.same += 1;
      if (documentId === "" || !isReadable(viewers)(documentId)) return;
      const cites = ({ citations }: Answer) =>
        citations.some((one) => one.documentId === documentId);
      counts.recall.asked += 1;
      if (cites(given)) counts.recall.cited += 1;
      if (cites(byHand.answer)) counts.recall.citedByHand += 1;
    }
  }

  /** What a command is answered: of others' questions admins are told those asked in the open, or there. */
  function lookAtReply({ roomId, text, onlyTo }: PretendMessage): void {
    const user = userOf(onlyTo ?? "");
    const isOpen = (one: PretendMessage) => server.rooms.get(one.roomId)?.kind === "open";
    const isTheirs = (one: PretendMessage) =>
      user === ADMIN && (isOpen(one) || one.roomId === roomId);
    const typed = world.commanded.filter(({ by }) => by === onlyTo).map((one) => one.text);
    const said = [...saidBy(isTheirs), ...typed];
    const isPreview = text.includes("only what each person who can read this channel may read");
    const surface = user === ADMIN ? "report" : "refused";
    if (surface === "refused" && text.includes('"type":"list"')) {
      const shown = text.slice(0, MOST_SHOWN);
      counts.leaks.push({ surface, viewers: [user], documentId: "", what: "existence", shown });
    }
    lookAt(isPreview ? "preview" : surface, text, isPreview ? membersOf(roomId) : [user], said);
  }

  /** What a page tells of sources: how many documents, and what to ask. */
  function lookAtStatus({ sources, suggestedPrompts }: ChatStatus, viewers: string[]): void {
    lookAt("suggestions", suggestedPrompts, viewers);
    const readable = [...world.documents.keys()].filter(isReadable(viewers)).length;
    const told = sources.reduce((sum, { documents }) => sum + documents, 0);
    counts.looked.count = (counts.looked.count ?? 0) + 1;
    if (told === readable) return;
    const shown = `${told} documents instead of ${readable}`;
    counts.leaks.push({ surface: "count", viewers, documentId: "", what: "existence", shown });
  }

  return {
    counts,
    lookAt,
    lookAtStatus,
    /** What a thread is about, and where it is asked. */
    note(threadId: string, surface: string, documentId: string): void {
      threads.set(threadId, { surface, documentId });
    },
    saidBy,
    /** Looks through what the bot said or changed since the last time. */
    async look(): Promise<void> {
      for (const message of server.messages()) {
        if (message.by !== BOT) continue;
        const state = JSON.stringify([message.text, message.answer?.outcome]);
        if (seen.get(message.id) === state) continue;
        seen.set(message.id, state);
        await lookAtMessage(message);
      }
    },
  };
}
