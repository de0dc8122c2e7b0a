import type { TeamsPlaces } from "../../../storage/ports/teams-storage.ts";
import { ChatError, isPassing } from "../../chat-error.ts";
import { createExpiringCache } from "../../expiring-cache.ts";
import type { TeamsConnector } from "../connect/teams-connector.ts";
import type { Graph } from "../graph/graph.ts";
import { teamsId } from "../teams-ids.ts";
import { readChannelMember, readPerson, type TeamsPerson } from "./person.ts";
import type { Rooms, TeamsRoom } from "./rooms.ts";

/** Who is in a room; no bots. */
export interface Roster {
  people: TeamsPerson[];
  /** Nobody else is; false where others may be whom Teams does not tell of. */
  isWhole: boolean;
}

export interface Rosters {
  /** @throws ChatError when Teams does not say */
  get(room: TeamsRoom): Promise<Roster>;
  forget(room: TeamsRoom): void;
}

export interface RostersDeps {
  storage: TeamsPlaces;
  connector: TeamsConnector;
  graph: Graph | undefined;
  rooms: Pick<Rooms, "groupOf">;
  now: () => number;
}

/** When people changed is kept, whichever process was told; this is for what nobody was told of. */
const FRESH_MS = 2 * 60_000;

export function createRosters({ storage, connector, graph, rooms, now }: RostersDeps): Rosters {
  const asked = new Map<string, TeamsRoom>();
  /** By which change a roster is known. */
  const changes = new Map<string, number>();
  const rosters = createExpiringCache(load, { freshMs: FRESH_MS, now });

  async function load(key: string): Promise<Roster> {
    const room = asked.get(key);
    if (room === undefined) throw new Error(`The room ${key} was not asked for.`);
    const members = await connector.members(room.address);
    const people = members.map((member) => readPerson(member, room.tenantId));
    const isClear = room.shape !== "unknown" && room.shape !== "shared";
    const others = room.shape === "shared" ? await loadOthers(room) : undefined;
    const seen = new Set(people.map(({ id }) => id));
    const more = (others ?? []).filter(
      ({ id, objectId }) => objectId === undefined || !seen.has(id),
    );
    return {
      people: [...people, ...more].filter(({ standing }) => standing !== "bot"),
      isWhole: isClear || others !== undefined,
    };
  }

  /** Teams' roster of a shared channel need not have those who come with a team that it is shared with. */
  async function loadOthers(room: TeamsRoom): Promise<TeamsPerson[] | undefined> {
    const groupId = graph && (await rooms.groupOf(room));
    if (graph === undefined || groupId === undefined) return undefined;
    const { tenantId, address } = room;
    const channel = { tenantId, groupId, channelId: address.conversationId };
    try {
      const members = await graph.channelMembers(channel);
      return members.map((member) => readChannelMember(member, tenantId));
    } catch (error) {
      if (!(error instanceof ChatError) || isPassing(error)) throw error;
      return undefined;
    }
  }

  /** Standard channels have the roster of their team, and what changes it changes all of them. */
  function keyOf({ roomId, tenantId, shape, conversation: { teamId } }: TeamsRoom): string {
    return shape === "standard" && teamId !== undefined ? teamsId(tenantId, teamId) : roomId;
  }

  return {
    async get(room) {
      const key = keyOf(room);
      asked.set(key, room);
      const changedAt = (await storage.conversations.peopleChangedAt(room.conversation)) ?? 0;
      if (changedAt > (changes.get(key) ?? 0)) {
        changes.set(key, changedAt);
        rosters.forget(key);
      }
      return rosters.get(key);
    },
    forget: (room) => rosters.forget(keyOf(room)),
  };
}
