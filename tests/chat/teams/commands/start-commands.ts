import { onTestFinished } from "vitest";
import type { AdminForms } from "../../../../src/chat/admin-forms.ts";
import { ChatError, type ChatErrorCode } from "../../../../src/chat/chat-error.ts";
import type { ReplyMemory, RoomCommand } from "../../../../src/chat/chat-rooms.ts";
import type { ProposalDeps } from "../../../../src/chat/teams/cards/forms/answer-proposals.ts";
import type {
  ConversationAddress,
  OutgoingActivity,
  TeamsConnector,
} from "../../../../src/chat/teams/connect/teams-connector.ts";
import { teamsId, teamsWorkspaceId } from "../../../../src/chat/teams/teams-ids.ts";
import type {
  TeamsConversation,
  TeamsPlaces,
} from "../../../../src/storage/ports/teams-storage.ts";
import { createLogger } from "../../../../src/telemetry/logger.ts";

export const TENANT = "tenant-1";
export const WORKSPACE = teamsWorkspaceId(TENANT);
export const ROOM = teamsId(TENANT, "19:team@thread.tacv2");
const PERSONAL = teamsId(TENANT, "a:1ada");
export const ADA = teamsId(TENANT, "ada");
/** Has never written to the bot. */
export const BOB = teamsId(TENANT, "bob");
/** Nor has this guest. */
export const GIL = teamsId(TENANT, "gil");

export interface Sent {
  to: string;
  id: string;
  activity: OutgoingActivity;
}

/** A connector that loses what it is told to lose, and what is kept of Teams, in memory. */
export function startCommands() {
  const sent: Sent[] = [];
  const updated: Sent[] = [];
  /** What becomes of the next calls; `lost`: it arrives, and nobody is told. */
  const faults: (ChatErrorCode | "lost" | undefined)[] = [];
  let ids = 0;

  function fail(fault: ChatErrorCode | "lost" | undefined): void {
    if (fault === undefined) return;
    throw new ChatError(fault === "lost" ? "unavailable" : fault, `The connector says ${fault}.`);
  }

  const connector: TeamsConnector = {
    async send({ conversationId }: ConversationAddress, activity) {
      const fault = faults.shift();
      ids += 1;
      const id = `170000000000${ids}`;
      if (fault === undefined || fault === "lost") sent.push({ to: conversationId, id, activity });
      fail(fault);
      return id;
    },
    async update({ conversationId }, id, activity) {
      const fault = faults.shift();
      if (fault === undefined) updated.push({ to: conversationId, id, activity });
      fail(fault);
    },
    async openPersonal() {
      throw new ChatError("not-allowed", "The app is not installed for them.");
    },
    remove: unused,
    members: unused,
    member: unused,
    team: unused,
    channels: unused,
  };

  const rooms = new Map<string, TeamsConversation>();
  const threads = new Map<string, string>();
  const answers = new Map<string, string>();
  const save = (roomId: string, kind: TeamsConversation["kind"], person?: string) =>
    rooms.set(roomId, {
      ...{ roomId, kind, person, workspaceId: WORKSPACE, botId: "28:bot", seenAt: 1 },
      serviceUrl: "https://smba.test/",
      ...{ teamId: undefined, channelType: undefined, overheardAt: undefined },
    });
  save(ROOM, "channel");
  save(PERSONAL, "personal", ADA);

  const storage: TeamsPlaces & ProposalDeps["storage"] = {
    conversations: {
      get: async (roomId) => rooms.get(roomId),
      personalOf: async (person) => [...rooms.values()].find((one) => one.person === person),
      save: async (one) => void rooms.set(one.roomId, one),
      peopleChanged: unused,
      peopleChangedAt: unused,
      ofTeam: unused,
      list: unused,
      remove: unused,
    },
    people: {
      save: unused,
      get: async (personId) =>
        personId === BOB || personId === GIL
          ? {
              personId,
              workspaceId: WORKSPACE,
              mri: "29:x",
              roomId: ROOM,
              timeZone: undefined,
              seenAt: 1,
            }
          : undefined,
    },
    threadOf: async (messageId) => threads.get(messageId),
    answers: {
      async shownAs(activityId, { roomId }) {
        const answerId = answers.get(`${roomId} ${activityId}`);
        const place = { roomId, roomKind: "closed" as const, threadId: roomId, askedBy: ADA };
        return answerId === undefined ? undefined : { answerId, ...place, onlyTo: undefined };
      },
    },
  };

  let optional = 0;
  const pace = {
    async run<T>(_: unknown, call: () => Promise<T>, options?: { isOptional?: boolean }) {
      if (options?.isOptional === true) optional += 1;
      return call();
    },
  };
  const logger = createLogger("silent");
  onTestFinished(() => {
    if (faults.length > 0) throw new Error("A fault was never met.");
  });
  const adminForms: Pick<AdminForms, "find"> = {
    find: async () => ({ type: "refused", sentence: "There are no forms here." }),
  };
  const people = { isFromOutside: async (person: string) => person === GIL };
  const deps = { storage, connector, people, pace, logger, adminForms, now: () => 5_000 };
  return { sent, updated, faults, deps, threads, answers, optional: () => optional };
}

async function unused(): Promise<never> {
  throw new Error("Nothing here asks for this.");
}

export function command(text: string, change: Partial<RoomCommand> = {}): RoomCommand {
  return {
    ...{ text, by: ADA, workspaceId: WORKSPACE, roomId: PERSONAL },
    ...{ isDirect: true, answerTo: undefined },
    ...change,
  };
}

/** As it is typed in a thread of a channel. */
export function inRoom(text: string, change: Partial<RoomCommand> = {}): RoomCommand {
  const answerTo = teamsId(TENANT, "19:team@thread.tacv2", "1699000000001");
  return command(text, { roomId: ROOM, isDirect: false, answerTo, ...change });
}

export function memory(state?: string): ReplyMemory & { saved: string[] } {
  const saved: string[] = [];
  const kept = {
    state,
    saved,
    async save(next: string) {
      kept.state = next;
      saved.push(next);
    },
  };
  return kept;
}
