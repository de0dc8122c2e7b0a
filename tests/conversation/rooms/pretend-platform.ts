import { once } from "node:events";
import { ChatError } from "../../../src/chat/chat-error.ts";
import type { ReplyMemory, ReplyPlace, RoomPlatform } from "../../../src/chat/chat-rooms.ts";
import type { PretendServer } from "./pretend-server.ts";

export const BOT = "footnote";

export interface PretendOptions {
  name?: string;
  canWhisper?: boolean;
  /** Something stands in an answer's place while it is worked on. */
  holdsPlace?: boolean;
  /** Waited for before each call: a slow room, a platform that is away. */
  before?: (
    call: "audience" | "show" | "say" | "withdraw" | "earlier",
    roomId: string,
  ) => Promise<void>;
}

/** A small, complete RoomPlatform over a pretend vendor: one message a reply, found again by its metadata. */
export function createPretendPlatform(
  server: PretendServer,
  {
    name = "pretend",
    canWhisper = true,
    holdsPlace = false,
    before = async () => undefined,
  }: PretendOptions = {},
): RoomPlatform {
  function roomOf(roomId: string) {
    const room = server.rooms.get(roomId);
    if (room !== undefined) return room;
    throw new ChatError("unknown-room", `The bot is not in ${roomId}.`);
  }

  /** What was posted just before a crash was not remembered, but it is there. */
  function find(metadata: string): string | undefined {
    return server.messages().find((message) => message.metadata === metadata)?.id;
  }

  async function postOnce(place: ReplyPlace, metadata: string, text: string): Promise<string> {
    const { roomId, threadId, onlyTo } = place;
    const message = { roomId, threadId, by: BOT, text, onlyTo, metadata };
    return find(metadata) ?? server.post(message).id;
  }

  async function remember(memory: ReplyMemory, id: string): Promise<void> {
    if (memory.state !== id) await memory.save(id);
  }

  const startedAt = Date.now();
  return {
    name,
    canWhisper,
    roomWord: async () => "channel",
    async run(signal) {
      if (!signal.aborted) await once(signal, "abort");
    },
    listeningSince: () => startedAt,
    async audienceOf({ roomId, onlyTo, askedBy, roomKind }) {
      await before("audience", roomId);
      const { members } = roomOf(roomId);
      const seeing = onlyTo ?? (roomKind === "direct" ? askedBy : undefined);
      return (seeing === undefined ? members : [seeing]).map((p) => server.people.get(p) ?? []);
    },
    async earlierIn({ roomId, threadId, messageId }, limit) {
      await before("earlier", roomId);
      const thread = server.messages().filter((one) => one.threadId === threadId && !one.onlyTo);
      const until = thread.findIndex(({ id }) => id === messageId);
      return (until < 0 ? thread : thread.slice(0, until)).slice(-limit).map(({ by, text }) => ({
        by: by === BOT ? ("bot" as const) : ("person" as const),
        name: by,
        text,
      }));
    },
    async showAnswer(place, answerId, events, memory, signal) {
      roomOf(place.roomId);
      let id = memory.state ?? find(answerId);
      let text = "";
      for await (const event of events) {
        if (event.type === "status") {
          if (!holdsPlace || id !== undefined) continue;
          id = await postOnce(place, answerId, "Working…");
          await remember(memory, id);
          continue;
        }
        await before("show", place.roomId);
        signal.throwIfAborted();
        text = event.type === "sentence" ? text + event.text : event.answer.text;
        const answer = event.type === "finished" ? event.answer : undefined;
        id ??= await postOnce(place, answerId, text);
        await remember(memory, id);
        server.update(id, { text, answer });
        if (event.type === "finished") return;
      }
      throw new Error("The events ended without the last one.");
    },
    async withdrawAnswer(place, answerId, memory) {
      await before("withdraw", place.roomId);
      const id = memory.state ?? find(answerId);
      if (id !== undefined) server.remove(id);
    },
    async tell({ person }, reply, key) {
      const text = JSON.stringify(reply);
      const message = { roomId: `${person}:direct`, threadId: "", by: BOT, text, metadata: key };
      if (find(key) === undefined) server.post({ ...message, onlyTo: person });
    },
    async post({ roomId }, reply, key) {
      const message = { roomId, threadId: "", by: BOT, text: JSON.stringify(reply), metadata: key };
      if (find(key) === undefined) server.post({ ...message, onlyTo: undefined });
    },
    async say(place, sentence, key) {
      await before("say", place.roomId);
      roomOf(place.roomId);
      await postOnce(place, key, sentence);
    },
    async unsay(_, keys) {
      for (const key of keys) {
        const id = find(key);
        if (id !== undefined) server.remove(id);
      }
    },
    stillStands: async (messageId) => server.messages().some(({ id }) => id === messageId),
    commandPrefix: () => "/pretend ",
    adminTitle: "an owner or admin of this workspace",
    isAdmin: async (person) => server.people.get(person)?.includes("group:admins") ?? false,
    isMember: async (person) => server.people.get(person)?.includes("everyone") ?? false,
    standingOf: async (person) => {
      if (!server.people.has(person)) return undefined;
      return server.people.get(person)?.includes("everyone") ? "member" : "guest";
    },
    namesOfAll: async () => [...server.people.keys()].map((person) => person.split(":U-")[1] ?? ""),
    nameOf: async (person) => (server.people.has(person) ? person.split(":U-")[1] : undefined),
    findPerson: async (address) => {
      throw new ChatError("invalid", `Nobody here has the address ${address}.`);
    },
    principalOf: async () => undefined,
    findReader: async () => undefined,
    readersOf: async () => undefined,
    roomKindFor: async () => undefined,
    reachOf: async () => undefined,
    timeZoneOf: async () => undefined,
    async answerCommand({ roomId, by }, reply) {
      await before("say", roomId);
      const text = JSON.stringify(reply);
      server.post({ roomId, threadId: roomId, by: BOT, text, onlyTo: by, metadata: undefined });
    },
    async showProgress({ roomId, by }, reply, memory) {
      await before("say", roomId);
      const text = JSON.stringify(reply);
      const place = { roomId, threadId: roomId, by: BOT, onlyTo: by, metadata: undefined };
      const id = memory.state ?? server.post({ ...place, text }).id;
      await remember(memory, id);
      server.update(id, { text });
    },
  };
}
