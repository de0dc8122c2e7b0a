import { pino } from "pino";
import { ChatError } from "../../../../src/chat/chat-error.ts";
import type { ChatEvent, RoomKind, RoomMessage } from "../../../../src/chat/chat-rooms.ts";
import type { RosterMember } from "../../../../src/chat/teams/connect/teams-connector.ts";
import { createReceive } from "../../../../src/chat/teams/receive/create-receive.ts";
import type { NewReply } from "../../../../src/storage/storage.ts";
import { unansweredQuestion } from "../../../contracts/storage/unanswered-question.ts";
import { temporaryStorage } from "../../../storage/temporary-storage.ts";

export const TENANT = "72f988bf-86f1-41af-91ab-2d7cd011db47";
export const BOT = { id: "28:f5d48856-5b42-41a0-8c3a-c5f944b679b0", name: "Footnote" };
export const ANN = { id: "29:1ann", name: "Ann Lee", aadObjectId: "aad-ann" };
export const BEN = { id: "29:1ben", name: "Ben Okoro", aadObjectId: "aad-ben" };
export const CHANNEL = "19:general@thread.tacv2";
export const GROUP = "19:group@thread.v2";
export const OWN = "a:1ann";

export const ann = `teams:${TENANT}:aad-ann`;
export const ben = `teams:${TENANT}:aad-ben`;
/** The id of a room, or of a message in it. */
export const idOf = (conversation: string, activity?: string) =>
  `teams:${TENANT}:${conversation.replace(":", "%3A")}${activity === undefined ? "" : `:${activity}`}`;

export interface Kept {
  key: string;
  group: string;
  event: ChatEvent;
}

type Json = Record<string, unknown>;

const COMMON = {
  channelId: "msteams",
  serviceUrl: "https://smba.trafficmanager.net/amer/",
  recipient: BOT,
  locale: "en-US",
  entities: [{ type: "clientInfo", locale: "en-US", platform: "Windows" }],
};

/** When an activity of this number happens. */
export const at = (n: number) => Date.UTC(2026, 2, 1) + n * 1_000;

let count = 0;

function activity(change: Json): Json {
  count += 1;
  const { n = count, ...rest } = change;
  const timestamp = new Date(at(Number(n))).toISOString();
  return { ...COMMON, type: "message", id: `${at(Number(n))}`, timestamp, from: ANN, ...rest };
}

/** What Teams sends from a channel, with the message that the thread began with as `root`. */
export function inChannel({ root, channel = CHANNEL, channelData, ...change }: Json): Json {
  const made = activity(change);
  return {
    ...made,
    conversation: {
      ...{ isGroup: true, conversationType: "channel", tenantId: TENANT },
      id: `${channel};messageid=${root ?? made.id}`,
    },
    channelData: {
      ...{ tenant: { id: TENANT }, team: { id: CHANNEL }, channel: { id: channel } },
      ...(channelData as Json),
    },
  };
}

export function inGroup({ channelData, ...change }: Json): Json {
  return {
    ...activity(change),
    conversation: {
      ...{ isGroup: true, conversationType: "groupChat", tenantId: TENANT, id: GROUP },
    },
    channelData: { tenant: { id: TENANT }, ...(channelData as Json) },
  };
}

export function inOwnChat({ channelData, ...change }: Json): Json {
  return {
    ...activity(change),
    conversation: { conversationType: "personal", tenantId: TENANT, id: OWN },
    channelData: { tenant: { id: TENANT }, ...(channelData as Json) },
  };
}

export const mentionOf = (who: { id: string; name: string }) => ({
  type: "mention",
  mentioned: { id: who.id, name: who.name },
  text: `<at>${who.name}</at>`,
});

export const mentionsBot = { entities: [mentionOf(BOT)] };

/** What is received, over real storage; who is where is said by the test. */
export async function startReceive({ tenantIds = [TENANT], isPlayground = false } = {}) {
  const storage = await temporaryStorage();
  const kept: Kept[] = [];
  const members: RosterMember[] = [];
  const forms: unknown[] = [];
  const world = {
    kind: "open" as RoomKind,
    /** `person room` */
    isIn: new Set<string>(),
    isMember: new Set<string>(),
    isFromOutside: new Set<string>(),
    /** Whom the bot may open a chat with, by Teams' own id. */
    mayOpenFor: new Set<string>(),
    isAway: false,
    /** Rooms whose kind takes a while to be told. */
    slow: new Set<string>(),
    failing: false,
  };
  const ask = async <T>(answer: () => T) => {
    if (world.isAway) throw new ChatError("unavailable", "Teams is away.");
    return answer();
  };
  const receive = createReceive({
    storage: storage.teams,
    inbox: {
      async keep(key, group, event) {
        if (world.failing) throw new Error("The disk is full.");
        kept.push({ key, group, event });
      },
    },
    connector: {
      member: (_, person) => ask(() => members.find(({ id }) => id === person)),
      openPersonal: (_, mri) =>
        ask(() => {
          if (world.mayOpenFor.has(mri)) return `a:1opened-${mri}`;
          throw new ChatError("not-allowed", "The app is not installed for them.");
        }),
    },
    people: {
      async kindOf({ roomId }) {
        if (world.slow.delete(roomId)) await new Promise((resolve) => setTimeout(resolve, 100));
        return ask(() => world.kind);
      },
      isIn: (person, roomId) => ask(() => world.isIn.has(`${person} ${roomId}`)),
      isMember: (person) => ask(() => world.isMember.has(person)),
      isFromOutside: (person) => ask(() => world.isFromOutside.has(person)),
    },
    forms: async (given) => {
      forms.push(given);
      const { name } = given as { name: string };
      return name === "task/fetch" ? { status: 200, body: { task: {} } } : undefined;
    },
    options: { tenantIds, isPlayground },
    logger: pino({ level: "silent" }),
    now: () => at(1_000),
  });

  /** An answer as if it was asked for there, and shown by the message `shownAs`. */
  async function answer(
    answerId: string,
    change: Partial<NewReply> & { shownAs?: string; shownAt?: number } = {},
  ) {
    const { shownAs = "1772323200000", shownAt = 1, ...place } = change;
    await storage.rooms.replies.accept(unansweredQuestion(answerId), {
      ...{ answerId, workspaceId: `teams:${TENANT}`, roomId: idOf(CHANNEL), roomKind: "open" },
      ...{ threadId: idOf(CHANNEL, "1"), messageId: answerId, askedBy: ann, onlyTo: undefined },
      ...{ context: [], again: undefined, saidAt: 1, createdAt: 1 },
      ...place,
    });
    await storage.rooms.replies.startShowing(answerId, shownAt);
    await storage.rooms.replies.saveState(answerId, JSON.stringify({ message: shownAs }));
  }

  return {
    ...{ receive, storage, kept, world, members, forms, answer },
    events: () => kept.map(({ event }) => event),
    messages: (): RoomMessage[] =>
      kept.flatMap(({ event }) => ("message" in event ? [event.message] : [])),
  };
}
