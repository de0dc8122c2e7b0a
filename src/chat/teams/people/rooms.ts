import type { TeamsConversation, TeamsPlaces } from "../../../storage/ports/teams-storage.ts";
import { ChatError, isPassing } from "../../chat-error.ts";
import type { RoomKind } from "../../chat-rooms.ts";
import { createExpiringCache } from "../../expiring-cache.ts";
import { withPatience } from "../../with-patience.ts";
import type { ConversationAddress, TeamsConnector } from "../connect/teams-connector.ts";
import type { Graph } from "../graph/graph.ts";
import { readTeamsId, teamsId } from "../teams-ids.ts";

/** What a conversation is at the moment. */
export interface TeamsRoom {
  roomId: string;
  tenantId: string;
  /** Of the whole conversation. */
  address: ConversationAddress;
  conversation: TeamsConversation;
  shape: "personal" | "chat" | "standard" | "private" | "shared" | "unknown";
  kind: RoomKind;
  /** Others than those in it may come in without being asked. */
  isForAnyone: boolean;
}

export interface RoomsDeps {
  storage: TeamsPlaces;
  connector: TeamsConnector;
  graph: Graph | undefined;
  now: () => number;
}

export interface Rooms {
  /** @throws ChatError `unknown-room` for one that the bot is not in, or when Teams does not say what it is */
  room(roomId: string): Promise<TeamsRoom>;
  /** `closed` where Teams does not say at the moment. */
  kindOf(conversation: TeamsConversation): Promise<RoomKind>;
  /** The group behind a channel's team; undefined where Teams does not say. @throws ChatError */
  groupOf(room: TeamsRoom): Promise<string | undefined>;
  forget(room: TeamsRoom): void;
}

const SHAPES: ReadonlySet<string> = new Set(["standard", "private", "shared"]);
const FRESH_MS = 5 * 60_000;
/** A message is acknowledged once it is known where it was said. */
const PATIENCE_MS = 3_000;

export function createRooms({ storage, connector, graph, now }: RoomsDeps): Rooms {
  const fresh = { freshMs: FRESH_MS, now };
  /** Where the team of a key is asked about. */
  const teams = new Map<string, { address: ConversationAddress; teamId: string }>();
  const channelTypes = createExpiringCache(async (team) => {
    const { address, teamId } = known(team);
    const channels = await connector.channels(address, teamId);
    return new Map(channels.map(({ id, type }) => [id, type]));
  }, fresh);
  const groups = createExpiringCache(async (team) => {
    const { address, teamId } = known(team);
    return (await connector.team(address, teamId)).aadGroupId;
  }, fresh);
  const visibilities = createExpiringCache(async (team) => {
    const groupId = await groups.get(team);
    return groupId && graph?.teamVisibility(known(team).address.tenantId, groupId);
  }, fresh);

  function known(team: string) {
    const found = teams.get(team);
    if (found === undefined) throw new Error(`The team ${team} was not looked at before.`);
    return found;
  }

  function teamKey({ conversation: { teamId }, tenantId, address }: Placed): string | undefined {
    if (teamId === undefined) return undefined;
    const key = teamsId(tenantId, teamId);
    teams.set(key, { address, teamId });
    return key;
  }

  /** @throws ChatError when a later try may tell */
  async function shapeOf(placed: Placed): Promise<TeamsRoom["shape"]> {
    const { kind, channelType = "", teamId } = placed.conversation;
    if (kind !== "channel") return kind === "personal" ? "personal" : "chat";
    if (isChannelShape(channelType)) return channelType;
    const { conversationId } = placed.address;
    // The first channel of each team has the team's own id.
    if (conversationId === teamId) return "standard";
    const team = teamKey(placed);
    const type = team === undefined ? "" : await typeOf(conversationId, team);
    return isChannelShape(type) ? type : "unknown";
  }

  async function typeOf(channelId: string, team: string): Promise<string> {
    try {
      const types = await withPatience(() => channelTypes.get(team), PATIENCE_MS);
      return types.get(channelId) ?? "";
    } catch (error) {
      if (!(error instanceof ChatError) || isPassing(error)) throw error;
      return "";
    }
  }

  /**
   * `unsure`: nobody says that anybody may join the team. Then it is no open room, and nothing is said in
   * it that not everybody may read.
   */
  async function opennessOf(placed: Placed): Promise<"open" | "closed" | "unsure"> {
    const team = teamKey(placed);
    if (graph === undefined || team === undefined) return "unsure";
    try {
      const visibility = await withPatience(() => visibilities.get(team), PATIENCE_MS);
      if (visibility === undefined) return "unsure";
      return visibility.toLowerCase() === "public" ? "open" : "closed";
    } catch (error) {
      if (!(error instanceof ChatError)) throw error;
      return "unsure";
    }
  }

  async function read(conversation: TeamsConversation): Promise<TeamsRoom> {
    const placed = placeOf(conversation);
    const shape = await shapeOf(placed);
    const openness = shape === "standard" ? await opennessOf(placed) : "closed";
    const kind = shape === "personal" ? "direct" : openness === "open" ? "open" : "closed";
    return { ...placed, shape, kind, isForAnyone: openness !== "closed" };
  }

  return {
    async kindOf(conversation) {
      try {
        return (await read(conversation)).kind;
      } catch (error) {
        if (!isPassing(error)) throw error;
        // A message is kept whatever Teams says; who may read what is asked again.
        return "closed";
      }
    },
    async room(roomId) {
      const conversation = await storage.conversations.get(roomId);
      if (conversation !== undefined) return read(conversation);
      throw new ChatError(
        "unknown-room",
        `Footnote is not in the conversation ${roomId} of Teams.`,
      );
    },
    async groupOf(room) {
      const team = teamKey(room);
      return team && groups.get(team);
    },
    forget(room) {
      const team = teamKey(room);
      if (team === undefined) return;
      channelTypes.forget(team);
      visibilities.forget(team);
    },
  };
}

type Placed = Pick<TeamsRoom, "roomId" | "tenantId" | "address" | "conversation">;

function placeOf(conversation: TeamsConversation): Placed {
  const { roomId, serviceUrl } = conversation;
  const { tenantId, objectId: conversationId } = readTeamsId(roomId) ?? {};
  if (tenantId === undefined || conversationId === undefined) {
    throw new ChatError("unknown-room", `${roomId} is no conversation of Teams.`);
  }
  return { roomId, tenantId, conversation, address: { serviceUrl, tenantId, conversationId } };
}

function isChannelShape(type: string): type is "standard" | "private" | "shared" {
  return SHAPES.has(type);
}
