import { badQuery, forbidden, GraphRefusal } from "./graph-refusal.ts";
import type { GraphMessage, GraphRoom, GraphTeam, GraphWorld } from "./graph-world.ts";

type Item = Record<string, unknown>;

export function findTeam(world: GraphWorld, groupId: string): GraphTeam {
  const found = [...world.teams.values()].find((team) => team.groupId === groupId);
  if (found === undefined) throw notFound(`No team found with Group Id ${groupId}`);
  return found;
}

export function findChannel(world: GraphWorld, team: GraphTeam, id: string): GraphRoom {
  const room = world.rooms.get(id);
  if (room === undefined || room.teamId !== team.id) throw notFound("Channel not found.");
  return room;
}

export function findChat(world: GraphWorld, id: string): GraphRoom {
  const room = world.rooms.get(id);
  // Chats with the bot have another id here than they have for it.
  if (room === undefined || room.teamId !== undefined || !id.startsWith("19:")) {
    throw notFound("Chat not found.");
  }
  return room;
}

export function mustHear(...granting: { hearsAll: boolean }[]): void {
  if (!granting.some(({ hearsAll }) => hearsAll)) throw forbidden();
}

export function teamJson({ groupId, name, visibility }: GraphTeam): Item {
  return { id: groupId, displayName: name, description: null, isArchived: false, visibility };
}

/** Who is in a channel, also those who come with another team. */
export function channelMembers(world: GraphWorld, team: GraphTeam, room: GraphRoom): Item[] {
  const ids =
    room.channelType === "standard"
      ? team.members
      : new Set([...room.members, ...(room.withTheirTeam ?? [])]);
  return [...ids].flatMap((id) => {
    const person = world.people.get(id);
    if (person === undefined || person.role === "anonymous") return [];
    const { objectId: userId, displayName, email, tenantId, role } = person;
    const roles = role === "guest" ? ["guest"] : team.owners.has(id) ? ["owner"] : [];
    const type = "#microsoft.graph.aadUserConversationMember";
    const memberId = Buffer.from(`${team.groupId}##${userId}`).toString("base64");
    return [{ "@odata.type": type, id: memberId, roles, displayName, userId, email, tenantId }];
  });
}

export function findMessage(room: GraphRoom, id: string): GraphMessage {
  const found = room.messages.find((message) => message.id === id);
  if (found === undefined) throw notFound("Message not found.");
  return found;
}

export function newestFirst(messages: readonly GraphMessage[]): GraphMessage[] {
  return [...messages].sort((one, other) => Number(other.id) - Number(one.id));
}

/** Both options must be about one property; without `$orderby` Graph ignores the filter. */
export function inChatQuery(query: URLSearchParams): (message: GraphMessage) => boolean {
  const [order, filter] = [query.get("$orderby"), query.get("$filter")];
  if (order !== null && !/^(?:createdDateTime|lastModifiedDateTime) desc$/.test(order)) {
    throw badQuery("The OrderBy clause is not supported.");
  }
  if (filter === null || order !== "createdDateTime desc") return () => true;
  const [, until] = /^createdDateTime lt (\d{4}-\d\d-\d\dT[\d:.]+Z)$/.exec(filter) ?? [];
  if (until === undefined) throw badQuery("Invalid filter clause.");
  return ({ at }) => at < Date.parse(until);
}

export function messageJson(world: GraphWorld, room: GraphRoom, message: GraphMessage): Item {
  const { id, rootId, at, isDeleted, mentions } = message;
  const created = new Date(at).toISOString();
  const isChannel = room.teamId !== undefined;
  const groupId = isChannel ? world.teams.get(room.teamId ?? "")?.groupId : undefined;
  return {
    id,
    replyToId: rootId === id ? null : (rootId ?? null),
    etag: id,
    messageType: "message",
    createdDateTime: created,
    lastModifiedDateTime: created,
    lastEditedDateTime: null,
    deletedDateTime: isDeleted ? created : null,
    subject: null,
    summary: null,
    chatId: isChannel ? null : room.id,
    importance: "normal",
    locale: "en-us",
    from: fromJson(world, message),
    body: { contentType: "html", content: isDeleted ? "" : html(message) },
    channelIdentity: isChannel ? { teamId: groupId, channelId: room.id } : null,
    attachments: [],
    mentions: mentions.map((mention, at) => ({
      id: at,
      mentionText: mention.name,
      mentioned: mention.id.startsWith("28:")
        ? { application: bot(mention.id.slice(3), mention.name), user: null }
        : { application: null, user: { displayName: mention.name, userIdentityType: "aadUser" } },
    })),
    reactions: [],
  };
}

function fromJson(world: GraphWorld, { from }: GraphMessage): Item {
  const [kind, otherApp] = from.split(":");
  if (kind === "bot") {
    const application = bot(otherApp ?? world.app.id, otherApp ?? world.app.name);
    return { application, device: null, user: null };
  }
  const displayName = world.people.get(from)?.displayName ?? null;
  const user = { id: from, displayName, userIdentityType: "aadUser" };
  return { application: null, device: null, user };
}

function bot(id: string, displayName: string): Item {
  return { id, displayName, applicationIdentityType: "bot" };
}

/** Mentions have their numbers; what else looks like a tag was typed. */
function html({ text, mentions }: GraphMessage): string {
  const parts = text.split(/(<at>[^<]*<\/at>)/);
  let at = 0;
  const written = parts.map((part) => {
    const mention = mentions[at];
    if (part !== mention?.text) {
      const escaped = part.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
      return escaped.replaceAll("\n", "<br>");
    }
    at += 1;
    return `<at id="${at - 1}">${mention.name}</at>`;
  });
  return `<p>${written.join("")}</p>`;
}

function notFound(message: string): GraphRefusal {
  return new GraphRefusal(404, "NotFound", message);
}
