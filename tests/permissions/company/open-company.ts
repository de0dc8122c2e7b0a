import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { pino, stdSerializers } from "pino";
import type { Audience } from "../../../src/access/audience.ts";
import { withGroups } from "../../../src/access/groups/with-groups.ts";
import type { AdminDeps } from "../../../src/administration/admin-command.ts";
import { createApp, stateFile } from "../../../src/app.ts";
import type { ChatEvent, RoomKind, RoomPlatform } from "../../../src/chat/chat-rooms.ts";
import { readConfig } from "../../../src/config.ts";
import type { PreparedQuestion } from "../../../src/conversation/answer-accepted.ts";
import { runAnswerWorkers } from "../../../src/conversation/answer-worker.ts";
import { createRoomPreparation } from "../../../src/conversation/rooms/prepare-question.ts";
import { createChatInbox, runRoomWorkers } from "../../../src/conversation/rooms/room-workers.ts";
import { createSignedInPreparation } from "../../../src/conversation/signed-in/prepare-signed-in.ts";
import { createReaders } from "../../../src/conversation/signed-in/readers.ts";
import { createPromptSuggester } from "../../../src/conversation/suggest-prompts.ts";
import { createWebConversation } from "../../../src/conversation/web-conversation.ts";
import { loadPrompts } from "../../../src/prompts/load-prompts.ts";
import { createStorageQueue } from "../../../src/queue/storage-queue/create-storage-queue.ts";
import { addSource } from "../../../src/sources/add-source.ts";
import { syncNamedSource } from "../../../src/sources/syncing/sync-named-source.ts";
import { openStorage } from "../../../src/storage/open-storage.ts";
import { createPretendPlatform } from "../../conversation/rooms/pretend-platform.ts";
import { createPretendServer } from "../../conversation/rooms/pretend-server.ts";
import { ageAnswers } from "./age-answers.ts";
import {
  type Company,
  type CompanyUser,
  createReadersByHand,
  principalsInChat,
} from "./generate-company.ts";
import { filesWithDirectory, keepGroups } from "./groups/keep-groups.ts";
import { suggestingModel } from "./suggesting-model.ts";
import { wordEmbedder } from "./word-embedder.ts";

export const WORKSPACE = "pretend:T1";
export const SOURCE = "company";
/** Who administers; reads no more than any member. */
export const ADMIN = "user0";

/** Whoever opens the page of the web chat. */
export const VISITOR: CompanyUser = {
  ...{ id: "visitor", isGuest: false, address: undefined, own: ["everyone"] },
  knownAs: { own: undefined, google: undefined, confluence: undefined },
};

const PROMPTS = fileURLToPath(new URL("../../../prompts", import.meta.url));

export type OpenCompany = Awaited<ReturnType<typeof openCompany>>;

export interface Said {
  roomId: string;
  threadId: string;
  messageId: string;
}

/** A company on a pretend chat platform, with the real rooms, queue, storage, index and answers behind it. */
export async function openCompany(company: Company) {
  const folder = await mkdtemp(join(tmpdir(), "footnote-company-"));
  const corpus = join(folder, "documents.jsonl");
  const app = await createApp({
    ...readConfig({ logLevel: "silent" }, {}),
    dataDir: join(folder, "data"),
    embedder: { kind: "none" },
    maxPending: 100_000,
    maxPendingPerAsker: 100_000,
    questionsPerUserPerHour: 1_000_000,
    questionsPerWorkspacePerHour: 1_000_000,
    actionsPerUserPerHour: 1_000_000,
  });
  const documents = new Map(company.documents.map((document) => [document._id, document]));
  const users = new Map([...company.users, VISITOR].map((user) => [user.id, user]));
  const server = createPretendServer(WORKSPACE);
  const pretend = createPretendPlatform(server);
  /** Called as an answer comes to be shown; what it throws delays that. */
  const beforeShown = new Map<string, (answerId: string) => Promise<void>>();
  const onChat: RoomPlatform = {
    ...pretend,
    reachOf: async () => "inside" as const,
    async showAnswer(place, answerId, ...rest) {
      const delay = beforeShown.get(place.threadId);
      beforeShown.delete(place.threadId);
      await delay?.(answerId);
      await pretend.showAnswer(place, answerId, ...rest);
    },
  };
  const platforms = [withGroups(onChat, app.expandAudience)];
  const servingEmbedder = async () => wordEmbedder;
  const answering = { ...app.answering, servingEmbedder };
  const { groups, links } = company;
  const directory = { people: users, groups, links, silent: new Set<string>() };
  const definition = filesWithDirectory(directory);
  const administering = {
    ...{ ...app.administering, embedder: wordEmbedder, servingEmbedder },
    findConnector: (kind: string) => (kind === "files" ? definition : undefined),
  };
  const kept = keepGroups(directory, app, administering);
  let byHand = createReadersByHand({ users: [...users.values()], groups, links });
  const logged: string[] = [];
  const serializers = { error: stdSerializers.err };
  const logger = pino({ base: null, serializers }, { write: (line) => logged.push(line) });
  const waited = new Set<string>();
  const storage = ageAnswers(app.storage, waited);
  const state = await openStorage({ file: stateFile(app.config.dataDir) });
  // What could not be shown is tried again soon.
  const queue = createStorageQueue(state.database, { maxAttempts: 20, backoffMs: 20 });
  const deps = {
    ...{ ...app, answering: { ...answering, logger }, administering, limits: app.config },
    ...{ storage, queue, logger },
  };
  const reading = { ...deps, accessLists: answering.accessLists, servingEmbedder };
  const readers = createReaders({ storage, platforms, now: app.now });
  const web = createWebConversation({ ...reading, samplePrompts: [] });
  const inbox = createChatInbox(deps);
  const stopping = new AbortController();
  const assistant = { model: suggestingModel, prompts: loadPrompts(PROMPTS), logger };
  const suggestPrompts = createPromptSuggester({ ...deps, assistant }, stopping.signal);
  const signedIn = { readers, suggestPrompts, samplePrompts: [] };
  const signedInWeb = createWebConversation({ ...reading, ...signedIn });
  const adminDeps: AdminDeps = { ...deps, platforms, stop: stopping.signal };
  const prepareInRoom = createRoomPreparation({ ...deps, platforms });
  const prepare = createSignedInPreparation({ ...deps, readers }, prepareInRoom);
  const onPrepared: ((question: PreparedQuestion) => void)[] = [];
  const beforeAnswer = new Map<string, () => void | Promise<void>>();
  const heardBy = new Map<string, string[]>();
  const commanded: { by: string; text: string }[] = [];
  let occurrences = 0;

  async function sync(): Promise<void> {
    const lines = [...documents.values()].map((document) => `${JSON.stringify(document)}\n`);
    await writeFile(corpus, lines.join(""));
    if ((await app.storage.sources.get(SOURCE)) === undefined) {
      const source = { kind: "files", name: SOURCE, settings: { path: corpus } };
      await addSource(source, "test", administering);
    }
    const { signal } = new AbortController();
    await syncNamedSource(SOURCE, { wait: true, signal }, administering);
  }

  /** The platform knows of a person what the company does, and the rooms that they are in. */
  function introduce(id: string): void {
    const user = users.get(id);
    if (user === undefined) throw new Error(`Nobody is called ${id}.`);
    const rooms = [...server.rooms.values()].filter(({ members }) =>
      members.includes(personOf(id)),
    );
    const held = rooms.map((room) => room.id.replace(":", "-channel:"));
    const admin = id === ADMIN ? ["group:admins"] : [];
    server.people.set(personOf(id), [...principalsInChat(user, byHand), ...held, ...admin]);
  }

  function addRoom(kind: RoomKind, members: readonly string[], id?: string): string {
    const roomId = id ?? `${WORKSPACE}:C${server.rooms.size + 1}`;
    server.rooms.set(roomId, { id: roomId, kind, members: members.map(personOf) });
    for (const one of members) introduce(one);
    return roomId;
  }

  await sync();
  for (const one of groups.values()) if (one.kind === "own") await kept.setOwn(one);
  for (const one of links) await kept.link(one);
  await kept.syncGroups();
  for (const { id } of company.users) addRoom("direct", [id], personOf(id));
  const channels = company.channels.map(({ kind, members }) => addRoom(kind, members));
  const running = Promise.all([
    runAnswerWorkers(
      {
        ...deps,
        workers: 2,
        async prepareQuestion(record) {
          await beforeAnswer.get(record.threadId)?.();
          beforeAnswer.delete(record.threadId);
          const question = await prepare(record);
          for (const see of onPrepared) see(question);
          return question;
        },
      },
      stopping.signal,
    ),
    runRoomWorkers(deps, platforms, stopping.signal),
  ]);

  async function happen(event: ChatEvent, group: string): Promise<void> {
    occurrences += 1;
    await inbox.keep(`occurrence-${occurrences}`, group, event);
  }

  return {
    ...{
      app,
      company,
      server,
      answering,
      adminDeps,
      channels,
      users,
      documents,
      addRoom,
      happen,
      sync,
      directory,
      readers,
      kept,
    },
    /** What people typed as commands. */
    commanded,
    /** What this company's Footnote wrote into its log. */
    logged,
    web,
    /** The same where people sign in: what each may read in their own chat. */
    signedInWeb,
    beforeShown,
    /** Answers that lie there for a minute before they are shown. */
    waited,
    /** Rooms that are limited to a source that nothing is in. */
    limited: new Set<string>(),
    /** Told of each question as it goes to be answered, with the thread's turns. */
    onPrepared,
    /** Done once a thread's next question is accepted, before it is answered. */
    beforeAnswer,
    /** Who was in the room when something was last said in a thread. */
    heardBy,
    async say(user: string, roomId: string, text: string, threadId = ""): Promise<Said> {
      const askedBy = personOf(user);
      const posted = server.post({ roomId, threadId, by: askedBy, text });
      const message = {
        ...{ messageId: posted.id, threadId: posted.threadId, roomId, askedBy, text },
        ...{ roomKind: server.rooms.get(roomId)?.kind ?? "closed", workspaceId: WORKSPACE },
        ...{ mentionsBot: true, isToOthers: false, sentAt: Date.now(), editedAt: undefined },
      };
      heardBy.set(posted.threadId, (server.rooms.get(roomId)?.members ?? []).map(userOf));
      await happen({ type: "message", message }, posted.threadId);
      return { roomId, threadId: posted.threadId, messageId: posted.id };
    },
    async command(text: string, roomId: string, user = ADMIN): Promise<void> {
      const by = personOf(user);
      commanded.push({ by, text });
      const where = { workspaceId: WORKSPACE, roomId, isDirect: roomId === by };
      const command = { text, by, ...where, answerTo: undefined };
      await happen({ type: "command", command }, roomId);
    },
    join(user: string, roomId: string): void {
      server.rooms.get(roomId)?.members.push(personOf(user));
      introduce(user);
    },
    leave(user: string, roomId: string): void {
      const room = server.rooms.get(roomId);
      if (room !== undefined) room.members = room.members.filter((one) => one !== personOf(user));
      introduce(user);
    },
    /** After each change of groups or links: what it comes to by hand, and what the chat says of somebody. */
    changed(...people: string[]): void {
      byHand = createReadersByHand({ users: [...users.values()], groups, links });
      for (const one of people) introduce(one);
    },
    /** As Footnote knows the people of a room. */
    audienceOf: (people: readonly string[]): Promise<Audience> =>
      app.expandAudience(people.map((one) => server.people.get(personOf(one)) ?? [])),
    /** Takes effect with the next `sync`. */
    setReaders(documentId: string, readableBy: string[]): void {
      const document = documents.get(documentId);
      if (document !== undefined) documents.set(documentId, { ...document, readableBy });
    },
    mayRead(id: string, documentId: string): boolean {
      const document = documents.get(documentId);
      return users.has(id) && document !== undefined && byHand.mayRead(id, document);
    },
    holds: (id: string, principal: string): boolean => byHand.holds(id, principal),
    /** All principals of documents that somebody holds, by hand. */
    heldByHand: (id: string): string[] => byHand.heldBy(id, [...documents.values()]),
    /** Nothing waits, and every reply is settled. */
    async settle(): Promise<void> {
      for (;;) {
        const { waiting, running: busy } = await app.queue.stats();
        const unsettled = await app.storage.rooms.replies.listUnsettled(Number.MAX_SAFE_INTEGER);
        if (waiting + busy + unsettled.length === 0) return;
        await sleep(20);
      }
    },
    async close(): Promise<void> {
      stopping.abort();
      await running;
      await state.close();
      await app.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export function personOf(user: string): string {
  return `${WORKSPACE}:U-${user}`;
}

export function userOf(person: string): string {
  return person.split(":U-")[1] ?? person;
}
