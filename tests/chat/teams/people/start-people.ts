import { Writable } from "node:stream";
import { pino } from "pino";
import { onTestFinished } from "vitest";
import { ChatError } from "../../../../src/chat/chat-error.ts";
import type {
  ConversationAddress,
  RosterMember,
  TeamsConnector,
} from "../../../../src/chat/teams/connect/teams-connector.ts";
import { createGraph } from "../../../../src/chat/teams/graph/graph.ts";
import { createPeople } from "../../../../src/chat/teams/people/create-people.ts";
import { teamsId } from "../../../../src/chat/teams/teams-ids.ts";
import type { TeamsConversation } from "../../../../src/storage/ports/teams-storage.ts";
import { serve } from "../../../counterparts/shared/serve.ts";
import { handleGraph } from "../../../counterparts/teams/graph/handle-graph.ts";
import { createMemoryStorage } from "./memory-storage.ts";
import { createWorld, type PeopleWorld, type WorldRoom } from "./people-world.ts";

export interface StartOptions {
  isGraphOn?: boolean;
  admins?: string[];
}

/** Everything about people, over a small company whose Graph answers over HTTP. */
export async function startPeople({ isGraphOn = false, admins = [] }: StartOptions = {}) {
  const world = createWorld();
  const server = await serve(async (incoming, outgoing) => {
    const { authorization = "" } = incoming.headers;
    const address = new URL(incoming.url ?? "/", world.url);
    const request = new Request(address, {
      method: incoming.method ?? "GET",
      headers: { authorization },
    });
    const response = (await handleGraph(request, world)) ?? new Response(null, { status: 404 });
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(await response.text());
  });
  onTestFinished(server.close);
  world.url = server.url;
  const clock = { now: () => Date.now() };
  const now = () => clock.now();
  const logged: string[] = [];
  const stream = new Writable({
    write(line, _encoding, done) {
      logged.push(String(line));
      done();
    },
  });
  const storage = createMemoryStorage();
  const asked: string[] = [];
  const roomId = (name: string) => teamsId(world.tenantId, world.room(name).id);
  const personId = (name: string) => {
    const { role, mri, objectId } = world.person(name);
    return teamsId(world.tenantId, role === "anonymous" ? mri : objectId);
  };
  const conversation = (name: string, channelType?: string): TeamsConversation => {
    const room = world.room(name);
    return {
      roomId: roomId(name),
      workspaceId: `teams:${world.tenantId}`,
      serviceUrl: "https://connector.test/",
      kind: room.kind,
      teamId: room.teamId,
      channelType,
      person: room.kind === "personal" ? personId([...room.members][0] ?? "") : undefined,
      botId: `28:${world.app.id}`,
      overheardAt: undefined,
      seenAt: 0,
    };
  };
  /** As after a message of everybody there. */
  const meet = async (
    name: string,
    channelType: string | undefined = world.room(name).channelType,
  ) => {
    await storage.conversations.save(conversation(name, channelType));
    for (const { mri, name: who } of world.membersOf(world.room(name))) {
      const seen = {
        personId: personId(who),
        workspaceId: "",
        mri,
        roomId: roomId(name),
        timeZone: undefined,
        seenAt: 0,
      };
      await storage.people.save(seen);
    }
    return roomId(name);
  };
  /** As after an event of Teams'. */
  let changes = 0;
  const tellOfChange = async (name: string) => {
    changes += 1;
    await storage.conversations.peopleChanged(roomId(name), changes);
  };
  const tokens: string[] = [];
  const appToken = async (scope: string, tenantId = "") => {
    tokens.push(`${scope} ${tenantId}`);
    return world.tokenFor(tenantId);
  };
  const graph = isGraphOn ? createGraph({ pretendUrl: world.url }, { appToken, now }) : undefined;
  const inUse: string[] = [];
  const connector = createConnector(world, asked);
  const people = createPeople({
    ...{ connector, storage, graph, now },
    options: { app: { id: world.app.id, password: "x" }, admins, tenantIds: [world.tenantId] },
    principalsInUse: async () => inUse,
    logger: pino({ level: "trace" }, stream),
  });
  const audience = async (name: string, onlyTo?: string, askedBy = "ana") =>
    people.audienceOf({
      roomId: roomId(name),
      roomKind: "open",
      askedBy: personId(askedBy),
      onlyTo: onlyTo === undefined ? undefined : personId(onlyTo),
    });
  return {
    ...{ world, people, storage, inUse, clock, asked, logged, tokens, connector },
    ...{ roomId, personId, conversation, meet, tellOfChange, audience },
  };
}

/** Rosters as the connector service has them. */
function createConnector(world: PeopleWorld, asked: string[]): TeamsConnector {
  const find = (of: ConversationAddress): WorldRoom => {
    if (world.fault !== undefined) throw world.fault;
    const room = world.rooms.get(of.conversationId);
    if (room !== undefined && !room.isBotOut) return room;
    throw new ChatError("unknown-room", "Teams answered 404: ConversationNotFound.");
  };
  const unused = async () => {
    throw new Error("Nothing of people's calls this.");
  };
  return {
    ...{ send: unused, update: unused, remove: unused, openPersonal: unused },
    async members(of) {
      asked.push(`members ${of.conversationId}`);
      return world.membersOf(find(of)).map(rosterMember);
    },
    async member(of, who) {
      asked.push(`member ${of.conversationId}`);
      const found = world
        .membersOf(find(of))
        .find(({ objectId, mri }) => objectId === who || mri === who);
      return found && rosterMember(found);
    },
    async team(_of, teamId) {
      if (world.fault !== undefined) throw world.fault;
      const { id, name, groupId: aadGroupId } = world.team(teamId);
      return { id, name, aadGroupId };
    },
    async channels(_of, teamId) {
      asked.push(`channels ${teamId}`);
      if (world.fault !== undefined) throw world.fault;
      const rooms = [...world.rooms.values()].filter((room) => room.teamId === teamId);
      return rooms.map(({ id, name, channelType }) => ({ id, name, type: channelType }));
    },
  };
}

function rosterMember(person: ReturnType<PeopleWorld["person"]>): RosterMember {
  const { mri: id, displayName: name, tenantId, role, email, userPrincipalName } = person;
  const bare = { id, name, tenantId, userRole: role };
  if (role === "anonymous") {
    return { ...bare, aadObjectId: undefined, email: undefined, userPrincipalName: undefined };
  }
  return { ...bare, aadObjectId: person.objectId, email: email || undefined, userPrincipalName };
}
