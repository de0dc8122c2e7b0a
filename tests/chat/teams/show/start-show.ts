import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import type {
  AnswerStreamEvent,
  ShownAnswer,
  ShownCitation,
} from "../../../../src/chat/chat-platform.ts";
import type { ChatEvent, ReplyMemory, ReplyPlace } from "../../../../src/chat/chat-rooms.ts";
import { createAppToken } from "../../../../src/chat/teams/connect/app-token.ts";
import { createTeamsConnector } from "../../../../src/chat/teams/connect/create-teams-connector.ts";
import type { TeamsConnector } from "../../../../src/chat/teams/connect/teams-connector.ts";
import { createShow, type Show } from "../../../../src/chat/teams/show/create-show.ts";
import type { ShowDeps } from "../../../../src/chat/teams/show/show-deps.ts";
import { teamsId, teamsWorkspaceId } from "../../../../src/chat/teams/teams-ids.ts";
import type { TeamsOptions } from "../../../../src/chat/teams/teams-options.ts";
import { createPace } from "../../../../src/chat/teams/wire/pace.ts";
import { openStorage } from "../../../../src/storage/open-storage.ts";
import type {
  TeamsAcquaintance,
  TeamsConversation,
} from "../../../../src/storage/ports/teams-storage.ts";
import { createSaidSentences } from "../../../../src/storage/stores/teams/said-sentences.ts";
import {
  type CounterpartOptions,
  startTeamsCounterpart,
  type TeamsCounterpart,
} from "../../../counterparts/teams/start-teams-counterpart.ts";
import { findPerson, findRoom } from "../../../counterparts/teams/state/find.ts";

type ShowStorage = ShowDeps["storage"];

export interface Stage {
  teams: TeamsCounterpart;
  show: Show;
  connector: TeamsConnector;
  storage: ShowStorage;
  /** What the outward half put into the inbox. */
  kept: { key: string; group: string; event: ChatEvent }[];
  /** Added to the clock that the outward half goes by. */
  ahead: { ms: number };
  /** As after a restart: nothing remembered but what was kept for good. */
  restarted(): Show;
  /** Somebody asks, and is to be answered there. */
  ask(who: string, where: string, words?: string): ReplyPlace;
  /** As the port names them. */
  personId(who: string): string;
  roomId(where: string): string;
  /** Teams is not there any more. */
  hangUp(): Promise<void>;
  close(): Promise<void>;
}

/** The outward half before a pretend Teams, over real HTTP. */
export async function startShow(
  options: CounterpartOptions = {},
  /** Of the app, where it is not the right one. */
  password?: string,
): Promise<Stage> {
  const teams = await startTeamsCounterpart({ rateLimits: "none", ...options });
  const { world, company } = teams;
  const { tenantId } = company;
  const folder = await mkdtemp(join(tmpdir(), "footnote-show-"));
  const { database, ...state } = await openStorage({ file: join(folder, "state.sqlite") });
  const teamsOptions: TeamsOptions = {
    app: { id: company.appId, password: password ?? company.appPassword },
    isMultiTenant: false,
    tenantIds: [tenantId],
    admins: [],
    isGraphOn: false,
    pretendUrl: teams.url,
    isPlayground: false,
  };
  const appToken = createAppToken(teamsOptions, { now: Date.now });
  const connector = createTeamsConnector(teamsOptions, { appToken });
  const storage = rememberAll(teams, createSaidSentences(database));
  const kept: Stage["kept"] = [];
  const ahead = { ms: 0 };
  let closed: Promise<void> | undefined;
  const hangUp = () => {
    closed ??= teams.close();
    return closed;
  };
  const roomId = (where: string) => teamsId(tenantId, findRoom(world, where).id);
  const restarted = () =>
    createShow({
      ...{ connector, storage, pace: createPace(() => Date.now() + ahead.ms) },
      people: {
        async mentionOf(person) {
          const { mri, displayName: name } = findPerson(world, person.split(":")[2] ?? "");
          return { mri, name };
        },
        async isFromOutside(person) {
          return findPerson(world, person.split(":")[2] ?? "").role !== "user";
        },
        async nameOf(id) {
          return [...world.rooms.values()].find((room) => teamsId(tenantId, room.id) === id)?.name;
        },
        async nameOfChat(id, viewer) {
          const room = [...world.rooms.values()].find((one) => teamsId(tenantId, one.id) === id);
          const isIn = room?.members.has(viewer.split(":")[2] ?? "") === true;
          return isIn ? `of ${room.name}` : undefined;
        },
      },
      options: { isPlayground: false },
      inbox: {
        async keep(key, group, event) {
          kept.push({ key, group, event });
        },
      },
      logger: pino({ level: "silent" }),
      now: () => Date.now() + ahead.ms,
    });
  return {
    ...{ teams, connector, storage, kept, ahead, restarted, roomId },
    show: restarted(),
    personId: (who) => teamsId(tenantId, findPerson(world, who).objectId),
    ask(who, where, words = "How long may I be on leave?") {
      const { id } = teams.people.say(who, where, words);
      const { kind, channelType } = findRoom(world, where);
      const messageId = teamsId(tenantId, findRoom(world, where).id, id);
      return {
        workspaceId: teamsWorkspaceId(tenantId),
        roomId: roomId(where),
        roomKind: kind === "personal" ? "direct" : channelType === "standard" ? "open" : "closed",
        threadId: messageId,
        messageId,
        askedBy: teamsId(tenantId, findPerson(world, who).objectId),
        onlyTo: undefined,
      };
    },
    hangUp,
    async close() {
      await state.close();
      await hangUp();
      await rm(folder, { recursive: true });
    },
  };
}

/** All rooms are known, and everybody was met in the first room that they are in. */
function rememberAll(teams: TeamsCounterpart, said: ShowStorage["said"]): ShowStorage {
  const { world, company } = teams;
  const { tenantId, botId } = company;
  const added = new Map<string, TeamsConversation>();
  const conversations = (): TeamsConversation[] => [
    ...[...world.rooms.values()].map(
      (room): TeamsConversation => ({
        roomId: teamsId(tenantId, room.id),
        workspaceId: teamsWorkspaceId(tenantId),
        serviceUrl: teams.serviceUrl,
        kind: room.kind === "meeting" ? "group" : room.kind,
        teamId: room.teamId,
        channelType: room.channelType,
        person:
          room.kind === "personal" ? teamsId(tenantId, [...room.members][0] ?? "") : undefined,
        botId,
        overheardAt: undefined,
        seenAt: 0,
      }),
    ),
    ...added.values(),
  ];
  const met = (personId: string): TeamsAcquaintance | undefined => {
    const person = [...world.people.values()].find(
      ({ objectId }) => teamsId(tenantId, objectId) === personId,
    );
    if (person === undefined) return undefined;
    const where = teamsId(tenantId, company.rooms.lunch);
    const workspaceId = teamsWorkspaceId(tenantId);
    return {
      personId,
      workspaceId,
      mri: person.mri,
      roomId: where,
      timeZone: undefined,
      seenAt: 0,
    };
  };
  return {
    conversations: {
      save: async (one) => void added.set(one.roomId, one),
      peopleChanged: async () => undefined,
      peopleChangedAt: async () => undefined,
      get: async (roomId) => conversations().find((one) => one.roomId === roomId),
      personalOf: async (person) => conversations().find((one) => one.person === person),
      ofTeam: async () => [],
      list: async () => conversations(),
      remove: async () => undefined,
    },
    people: { save: async () => undefined, get: async (personId) => met(personId) },
    said,
  };
}

export type Memory = ReplyMemory & { saved: string[] };

export function newMemory(state?: string): Memory {
  const memory: Memory = {
    state,
    saved: [],
    async save(next) {
      memory.state = next;
      memory.saved.push(next);
    },
  };
  return memory;
}

/** Saves until the process "dies": whatever it saves after that is lost, and fails. */
export function dyingMemory(saves: number): Memory {
  const memory = newMemory();
  const save = memory.save.bind(memory);
  memory.save = async (next) => {
    if (memory.saved.length >= saves) throw new Error("killed");
    await save(next);
  };
  return memory;
}

export interface Showing {
  events: AsyncIterable<AnswerStreamEvent>;
  memory: ReplyMemory;
  signal: AbortSignal;
  by: Show;
}

export async function showTo(
  stage: Stage,
  place: ReplyPlace,
  given: ShownAnswer,
  { events, memory, signal, by = stage.show }: Partial<Showing> = {},
): Promise<void> {
  await by.showAnswer(
    place,
    given.id,
    events ?? eventsOf(given),
    memory ?? newMemory(),
    signal ?? new AbortController().signal,
  );
}

/** Status, sentences as they come, and the end. */
export async function* eventsOf(
  answer: ShownAnswer,
  betweenMs = 0,
): AsyncGenerator<AnswerStreamEvent> {
  yield { type: "status", text: "Searching the documents" };
  if (betweenMs > 0) await pause(betweenMs);
  const sentences = answer.text.split(/(?<=[.!?])(?=\s)/).filter(Boolean);
  for (const text of answer.outcome === "answered" ? sentences : []) {
    yield { type: "sentence", text, citations: answer.citations };
    if (betweenMs > 0) await pause(betweenMs);
  }
  yield { type: "finished", answer };
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

export function citation(n: number, more: Partial<ShownCitation> = {}): ShownCitation {
  return {
    n,
    documentId: `people/leave-${n}.md`,
    source: "handbook",
    title: `Leave, part ${n}`,
    url: `https://docs.contoso.example/leave-${n}`,
    path: `people/leave-${n}.md`,
    quote: "You have **ten days** of leave for moving house.",
    updatedAt: new Date(Date.now() - 40 * 86_400_000).toISOString(),
    ...more,
  };
}

let made = 0;

export function answer(more: Partial<ShownAnswer> = {}): ShownAnswer {
  made += 1;
  return {
    id: `answer-${made}`,
    outcome: "answered",
    text: "You have ten days [1]. Ask your lead first [2].",
    searchedFor: "how long may I be on leave",
    citations: [citation(1), citation(2)],
    model: "local/extractive",
    traceId: "trace-1",
    ...more,
  };
}

export function callsOf({ teams }: Stage, kind: string) {
  return teams.world.calls.filter((call) => call.kind === kind);
}

/** The bot's messages in a place, as Teams keeps them. */
export function botMessages({ teams }: Stage, where: string) {
  return teams.people.botMessages(where);
}

/** What a card or message carries, as JSON. */
export function wireOf(value: unknown): string {
  return JSON.stringify(value);
}
