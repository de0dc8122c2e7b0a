import {
  channelMembers,
  findChannel,
  findChat,
  findMessage,
  findTeam,
  inChatQuery,
  messageJson,
  mustHear,
  newestFirst,
  teamJson,
} from "./conversations.ts";
import {
  allGroups,
  findGroup,
  findUser,
  groupJson,
  transitiveMembers,
  userJson,
  users,
} from "./directory.ts";
import { checkOptions, matches, page, select } from "./graph-query.ts";
import { badQuery, forbidden, GraphRefusal, notGranted } from "./graph-refusal.ts";
import type { GraphPermission, GraphWorld } from "./graph-world.ts";

const BASE = "/graph/v1.0/";
const AUDIENCE = "https://graph.microsoft.com";
const DIRECTORY = { mostTop: 999, usualTop: 100 };
const MESSAGES = { mostTop: 50, usualTop: 20 };
/** Without options for pages, all at once. */
const WHOLE = { takes: ["$filter", "$select"], mostTop: 999, usualTop: 999 };

/** Microsoft Graph as far as a bot of Teams reads it; undefined for what is no address of Graph's. */
export async function handleGraph(
  request: Request,
  world: GraphWorld,
): Promise<Response | undefined> {
  const asked = new URL(request.url);
  if (!asked.pathname.startsWith(BASE)) return undefined;
  const url = new URL(asked.pathname + asked.search, world.url);
  const path = url.pathname.slice(BASE.length).split("/").map(decodeURIComponent);
  const call = { path: path.join("/") + decodeURIComponent(url.search), status: 0 };
  world.graph.calls.push(call);
  const response =
    (await world.graph.onCall?.(call.path)) ?? answerOrRefuse(request, path, url, world);
  call.status = response.status;
  return response;
}

function answerOrRefuse(request: Request, path: string[], url: URL, world: GraphWorld): Response {
  try {
    mustBeIn(request, world);
    return Response.json(answer(path, url, world));
  } catch (error) {
    if (error instanceof GraphRefusal) return error.response();
    throw error;
  }
}

function mustBeIn(request: Request, { identity, tenantId, graph }: GraphWorld): void {
  const token = identity.tokenOf(request.headers.get("authorization"), AUDIENCE);
  if (token === undefined || token.tenantId !== tenantId) {
    throw new GraphRefusal(401, "InvalidAuthenticationToken", "Access token validation failure.");
  }
  if (request.method !== "GET") {
    throw new GraphRefusal(405, "Request_BadRequest", "Specified HTTP method is not allowed.");
  }
  if (graph.throttled > 0) {
    graph.throttled -= 1;
    const headers = { "retry-after": String(graph.retryAfterSeconds) };
    throw new GraphRefusal(429, "TooManyRequests", "Too many requests.", headers);
  }
}

function answer(path: string[], url: URL, world: GraphWorld): Record<string, unknown> {
  const [kind, id = "", part] = path;
  if (kind === "users") return answerUsers(path, url, world);
  if (kind === "groups") return answerGroups(path, url, world);
  if (kind === "teams") return answerTeams(path, url, world);
  if (kind === "chats" && path.length === 2) {
    const chat = findChat(world, id);
    if (!world.graph.granted.has("Chat.ReadBasic.WhereInstalled")) throw forbidden();
    checkOptions(url.searchParams, []);
    const chatType = id.startsWith("19:meeting_") ? "meeting" : "group";
    return { id, topic: chat.topic ?? null, chatType, tenantId: world.tenantId };
  }
  if (kind === "chats" && part === "messages" && path.length === 3) {
    const chat = findChat(world, id);
    mustHear(chat);
    const isAsked = inChatQuery(url.searchParams);
    const messages = newestFirst(chat.messages).filter(isAsked);
    const rules = { ...MESSAGES, takes: ["$top", "$orderby", "$filter"] };
    const items = messages.map((message) => messageJson(world, chat, message));
    return page(items, url, rules, world.graph.pageSize);
  }
  throw badQuery(`Resource not found for the segment '${kind}'.`);
}

function answerUsers(path: string[], url: URL, world: GraphWorld): Record<string, unknown> {
  const [, id = "", part] = path;
  const query = url.searchParams;
  if (part === "mailboxSettings" && path.length === 3) {
    if (!world.graph.granted.has("MailboxSettings.Read")) {
      throw new GraphRefusal(403, "ErrorAccessDenied", "Access is denied.");
    }
    checkOptions(query, []);
    return { timeZone: findUser(world, id).timeZone };
  }
  must("User.Read.All", world);
  if (path.length === 2) {
    checkOptions(query, ["$select"]);
    return select(userJson(findUser(world, id)), query);
  }
  if (path.length > 2) throw badQuery(`Resource not found for the segment '${part}'.`);
  const isAsked = matches(query, ["displayName", "mail", "userPrincipalName"]);
  const found = users(world).map(userJson).filter(isAsked);
  const rules = { ...DIRECTORY, takes: ["$select", "$filter", "$top"] };
  return page(found, url, rules, world.graph.pageSize);
}

function answerGroups(path: string[], url: URL, world: GraphWorld): Record<string, unknown> {
  const [, id = "", part] = path;
  const query = url.searchParams;
  const { pageSize } = world.graph;
  must("GroupMember.Read.All", world);
  if (path.length === 1) {
    const found = allGroups(world)
      .map(groupJson)
      .filter(matches(query, ["displayName"]));
    return page(found, url, { ...DIRECTORY, takes: ["$select", "$filter", "$top"] }, pageSize);
  }
  const group = findGroup(world, id);
  if (path.length === 2) {
    checkOptions(query, ["$select"]);
    return select(groupJson(group), query);
  }
  if (part === "transitiveMembers" && path.length === 3) {
    const members = transitiveMembers(world, group);
    return page(members, url, { ...DIRECTORY, takes: ["$select", "$top"] }, pageSize);
  }
  throw badQuery(`Resource not found for the segment '${part}'.`);
}

function answerTeams(path: string[], url: URL, world: GraphWorld): Record<string, unknown> {
  const [, groupId = "", channels, channelId = "", part, messageId = "", replies] = path;
  const query = url.searchParams;
  const team = findTeam(world, groupId);
  if (path.length === 2) {
    if (!world.graph.granted.has("Team.ReadBasic.All")) throw forbidden();
    checkOptions(query, ["$select", "$expand"]);
    return select(teamJson(team), query);
  }
  if (channels !== "channels") throw badQuery(`Resource not found for the segment '${channels}'.`);
  const room = findChannel(world, team, channelId);
  if (part === "allMembers" && path.length === 5) {
    if (!world.graph.granted.has("ChannelMember.Read.Group")) throw forbidden();
    return page(channelMembers(world, team, room), url, WHOLE, world.graph.pageSize);
  }
  if (part !== "messages" || path.length < 6) {
    throw badQuery(`Resource not found for the segment '${part}'.`);
  }
  mustHear(team, room);
  const message = findMessage(room, messageId);
  if (path.length === 6) {
    checkOptions(query, []);
    return messageJson(world, room, message);
  }
  if (replies !== "replies" || path.length > 7) throw badQuery("Resource not found.");
  const found = newestFirst(room.messages).filter(
    ({ id, rootId }) => rootId === messageId && id !== messageId,
  );
  const items = found.map((one) => messageJson(world, room, one));
  return page(items, url, { ...MESSAGES, takes: ["$top"] }, world.graph.pageSize);
}

function must(permission: GraphPermission, { graph }: GraphWorld): void {
  if (!graph.granted.has(permission)) throw notGranted();
}
