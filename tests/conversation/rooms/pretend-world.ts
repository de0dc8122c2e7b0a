import { expect, onTestFinished } from "vitest";
import { type App, stateFile } from "../../../src/app.ts";
import { ChatError } from "../../../src/chat/chat-error.ts";
import type { ChatEvent, RoomKind, RoomMessage } from "../../../src/chat/chat-rooms.ts";
import { runAnswerWorkers } from "../../../src/conversation/answer-worker.ts";
import { createRoomPreparation } from "../../../src/conversation/rooms/prepare-question.ts";
import { createChatInbox, runRoomWorkers } from "../../../src/conversation/rooms/room-workers.ts";
import type { Queue } from "../../../src/queue/queue.ts";
import { createStorageQueue } from "../../../src/queue/storage-queue/create-storage-queue.ts";
import { openStorage } from "../../../src/storage/open-storage.ts";
import type { Storage } from "../../../src/storage/storage.ts";
import type {
  ChatWorld,
  Said,
  Seen,
  WorldSetting,
} from "../../contracts/chat-journeys/world/chat-world.ts";
import type { WorldWith } from "../../contracts/chat-journeys/world/journey.ts";
import { SETTING } from "../../contracts/chat-journeys/world/setting.ts";
import { openApp, syncFiles } from "../../support/open-app.ts";
import type { PretendAbility } from "./journeys/pretend-abilities.ts";
import { withNotices, wordsOf } from "./journeys/pretend-words.ts";
import { BOT, createPretendPlatform, type PretendOptions } from "./pretend-platform.ts";
import {
  createPretendServer,
  type PretendMessage,
  type PretendRoom,
  type PretendServer,
} from "./pretend-server.ts";

export const WORKSPACE = "pretend:T1";

export interface PretendWorldOptions extends PretendOptions, Partial<WorldSetting> {
  /** Nothing is handled until `start`. */
  isStopped?: boolean;
  now?: () => number;
  /** Of a job; then with hardly any pause between them. */
  maxAttempts?: number;
}

export interface PretendWorld extends WorldWith<PretendAbility> {
  app: App;
  server: PretendServer;
  /** A direct one too: one more conversation of somebody with the bot. */
  addRoom(kind: RoomKind, members: string[]): Promise<string>;
  /** Hands an event over, as if it came once more. */
  deliver(event: ChatEvent, key?: string, group?: string): Promise<void>;
  /** The event of a message as it is now. */
  messageOf(said: Said): RoomMessage;
  start(): void;
  stop(): Promise<void>;
}

/** The pretend platform with the real inbox, workers, queue, storage and answers behind it. */
export async function openPretendWorld(options: PretendWorldOptions = {}): Promise<PretendWorld> {
  const limits = { maxPending: 1_000, maxPendingPerAsker: 1_000, ...options.config };
  const opened = await openApp({ ...limits, workers: 2 });
  const app = { ...opened, queue: await openQueue(opened, options.maxAttempts) };
  const now = options.now ?? app.now;
  await syncFiles(app, options.files ?? {});
  const server = createPretendServer(WORKSPACE);
  const hidden = { are: false };
  const platform = createPretendPlatform(server, {
    ...options,
    async before(call, roomId) {
      await options.before?.(call, roomId);
      if (call === "audience" && hidden.are) {
        throw new ChatError("not-allowed", "Nobody is told who is there.");
      }
    },
  });
  const platforms = [platform];
  const inbox = createChatInbox(app);
  const said = new Map<string, RoomMessage>();
  const names = new Map<string, string>();
  const members: [string, readonly string[]][] = [
    ...Object.entries(options.people ?? {}),
    ...(options.admins ?? []).map((name) => [name, ["group:admins"]] as [string, string[]]),
  ];
  for (const [name, held] of members) {
    names.set(personId(name), name);
    server.people.set(personId(name), ["everyone", ...held]);
  }
  for (const name of options.guests ?? []) names.set(personId(name), name);
  /** Rooms that the bot was taken out of. */
  const left = new Map<string, PretendRoom>();
  const occurrences = { count: 0 };
  let stopping = new AbortController();
  let running: Promise<unknown> = Promise.resolve();

  const ownChats = new Map<string, string>();
  function addRoom(kind: RoomKind, people: string[]): string {
    const id = `${WORKSPACE}:C${server.rooms.size + left.size + 1}`;
    server.rooms.set(id, { id, kind, members: people.map(personId) });
    if (kind === "direct") ownChats.set(people[0] ?? "", id);
    return id;
  }

  function seen({ id, by, text, answer, onlyTo }: PretendMessage): Seen {
    const nameOf = (person: string) => names.get(person) ?? person;
    return {
      messageId: id,
      by: by === BOT ? "bot" : nameOf(by),
      text: answer === undefined ? text : withNotices(text, answer),
      answer,
      onlyTo: onlyTo === undefined ? undefined : nameOf(onlyTo),
    };
  }

  async function deliver(event: ChatEvent, key?: string, group = groupOf(event)): Promise<void> {
    occurrences.count += 1;
    await inbox.keep(key ?? `occurrence-${occurrences.count}`, group, event);
  }

  function start(): void {
    stopping = new AbortController();
    const answering = { ...app.answering, ...options.answering };
    const deps = { ...app, answering, limits: app.config, now };
    const prepareQuestion = createRoomPreparation({ ...deps, platforms });
    running = Promise.all([
      runAnswerWorkers({ ...deps, prepareQuestion, workers: 2 }, stopping.signal),
      runRoomWorkers(deps, platforms, stopping.signal),
    ]);
  }

  async function stop(): Promise<void> {
    stopping.abort();
    await running;
  }

  if (options.isStopped !== true) start();
  onTestFinished(stop);

  const world: PretendWorld = {
    app,
    server,
    storage: app.storage,
    deliver,
    start,
    stop,
    messageOf(one) {
      const message = said.get(one.messageId);
      if (message === undefined) throw new Error("nobody said that");
      return message;
    },
    settle: () => settle(app.queue, app.storage),
    addRoom: async (kind, people) => addRoom(kind, people),
    ownChat: async (person) => ownChats.get(person) ?? addRoom("direct", [person]),
    async takeBotOut(room) {
      const gone = server.rooms.get(room);
      if (gone !== undefined) left.set(room, gone);
      server.rooms.delete(room);
      await deliver({ type: "room-closed", roomId: room, at: now() });
    },
    async bringBotBack(room) {
      const back = left.get(room);
      if (back !== undefined) server.rooms.set(room, back);
      left.delete(room);
      await deliver({ type: "room-opened", roomId: room, at: now() });
    },
    async hideMembers() {
      hidden.are = true;
    },
    async seesAlone(person) {
      const id = personId(person);
      return server
        .messages()
        .filter(({ onlyTo }) => onlyTo === id)
        .map(seen);
    },
    async stopAnswer(by, one) {
      const { threadId } = one;
      await deliver({ type: "stopped", threadId, by: personId(by), stoppedAt: now() });
    },
    async command(by, words, room) {
      const [person, before] = [personId(by), server.posts().length];
      const roomId = room ?? `${person}:direct`;
      const command = { text: words, by: person, workspaceId: WORKSPACE, roomId };
      const isDirect = room === undefined;
      await deliver({ type: "command", command: { ...command, isDirect, answerTo: undefined } });
      await world.settle();
      const answers = server.posts().slice(before);
      const [answer] = answers.filter(({ onlyTo }) => onlyTo === person);
      return wordsOf(JSON.parse(answer?.text ?? "[]"));
    },
    async join(room, person) {
      server.rooms.get(room)?.members.push(personId(person));
    },
    async say(by, room, text, how = {}) {
      const askedBy = personId(by);
      const { id, threadId } = server.post({
        roomId: room,
        threadId: how.in?.threadId ?? "",
        by: askedBy,
        text,
      });
      const message: RoomMessage = {
        messageId: id,
        threadId,
        roomId: room,
        roomKind: server.rooms.get(room)?.kind ?? "open",
        workspaceId: WORKSPACE,
        askedBy,
        text,
        mentionsBot: how.mention ?? false,
        isToOthers: how.to !== undefined,
        sentAt: now(),
        editedAt: undefined,
      };
      said.set(id, message);
      if (!left.has(room)) await deliver({ type: "message", message }, id);
      return { by, room, messageId: id, threadId };
    },
    async edit(one, text) {
      const before = world.messageOf(one);
      const editedAt = Math.max(now(), (before.editedAt ?? before.sentAt) + 1);
      const message = { ...before, text, editedAt };
      said.set(one.messageId, message);
      server.update(one.messageId, { text });
      await deliver({ type: "message-edited", message });
    },
    async remove(one) {
      server.remove(one.messageId);
      const { messageId, threadId } = one;
      await deliver({ type: "message-deleted", messageId }, undefined, threadId);
    },
    async reactMute(by, one, isMuted) {
      const { threadId, messageId } = one;
      const reaction = { threadId, messageId, by: personId(by), isMuted, at: Date.now() };
      await deliver({ type: "muted", ...reaction });
    },
    async vote(by, answerId, vote, { reason, correction, citation = 0 } = {}) {
      const event = { answerId, by: personId(by), citation, vote, reason, correction };
      await deliver({ type: "voted", ...event });
    },
    async askPrivately(by, answerId, one) {
      await deliver({ type: "asked-privately", answerId, by: personId(by), roomId: one.room });
    },
    async share(by, answerId, one) {
      const roomKind = server.rooms.get(one.room)?.kind ?? "open";
      const place = { roomId: one.room, roomKind, threadId: one.threadId };
      await deliver({ type: "shared", answerId, by: personId(by), ...place });
    },
    async choose(by, answerId, choice, one) {
      const message = { ...world.messageOf(one), askedBy: personId(by) };
      await deliver({ type: "chosen", answerId, choice, message });
    },
    async askExpert(by, answerId) {
      await deliver({ type: "expert-asked", answerId, by: personId(by) });
    },
    async sees(person, one) {
      const id = personId(person);
      const room = server.rooms.get(one.room) ?? left.get(one.room);
      if (room?.kind === "direct" && !room.members.includes(id)) return [];
      return server
        .messages()
        .filter((m) => m.threadId === one.threadId && m.id !== one.messageId)
        .filter((m) => m.onlyTo === undefined || m.onlyTo === id)
        .map(seen);
    },
  };
  return world;
}

async function openQueue({ queue, config }: App, maxAttempts: number | undefined): Promise<Queue> {
  if (maxAttempts === undefined) return queue;
  const storage = await openStorage({ file: stateFile(config.dataDir) });
  onTestFinished(() => storage.close());
  return createStorageQueue(storage.database, { maxAttempts, backoffMs: 1 });
}

/** Nothing waits in the queue, and every reply that was accepted is settled. */
async function settle(queue: Queue, storage: Storage): Promise<void> {
  const open = async () => {
    const { waiting, running } = await queue.stats();
    const unsettled = await storage.rooms.replies.listUnsettled(Number.MAX_SAFE_INTEGER);
    return waiting + running + unsettled.length;
  };
  await expect.poll(open, { timeout: 15_000, interval: 40 }).toBe(0);
}

export function personId(name: string): string {
  return `${WORKSPACE}:U-${name}`;
}

function groupOf(event: ChatEvent): string {
  if ("message" in event) return event.message.threadId;
  if ("threadId" in event) return event.threadId;
  if ("answerId" in event) return event.answerId;
  return WORKSPACE;
}

export const LEAVE = "How many days of annual leave do I get?";
export const LIBRARY = "How many people does the library seat?";
export const BONUS = "How large is the bonus pool for executives?";

/** The people and documents of the journeys. */
export function openWorld(options: PretendWorldOptions = {}): Promise<PretendWorld> {
  return openPretendWorld({ ...SETTING, ...options });
}

/** What the bot said in a thread, as everybody there sees it. */
export async function botSaid(world: ChatWorld, person: string, said: Said) {
  return (await world.sees(person, said)).filter(({ by }) => by === "bot");
}

export { gate } from "../../contracts/chat-journeys/world/setting.ts";
