import type {
  GraphGroup,
  GraphMessage,
  GraphPerson,
  GraphRoom,
  GraphTeam,
  GraphWorld,
} from "../../../counterparts/teams/graph/graph-world.ts";
import { createGraphSettings } from "../../../counterparts/teams/graph/graph-world.ts";

export interface WorldPerson extends GraphPerson {
  name: string;
  mri: string;
}

export interface WorldRoom extends GraphRoom {
  name: string;
  kind: "personal" | "group" | "channel";
  members: Set<string>;
  withTheirTeam: Set<string>;
  messages: GraphMessage[];
  isBotOut: boolean;
}

export interface WorldTeam extends GraphTeam {
  members: Set<string>;
}

export interface PeopleWorld extends GraphWorld {
  people: Map<string, WorldPerson>;
  rooms: Map<string, WorldRoom>;
  teams: Map<string, WorldTeam>;
  groups: Map<string, GraphGroup>;
  /** What the connector service fails with. */
  fault: Error | undefined;
  hire(name: string, given?: Partial<WorldPerson>): WorldPerson;
  person(name: string): WorldPerson;
  room(name: string): WorldRoom;
  team(id: string): WorldTeam;
  membersOf(room: WorldRoom): WorldPerson[];
  addRoom(name: string, given: Partial<WorldRoom>): WorldRoom;
  tokenFor(tenantId: string): string;
}

export const COMPANY = "11111111-0000-4000-8000-000000000000";
const PARTNER = "22222222-0000-4000-8000-000000000000";
const APP = "33333333-0000-4000-8000-000000000000";
export const GROUP_ID = "44444444-0000-4000-8000-000000000000";
const TEAM_ID = "19:team@thread.tacv2";

/** A company with a team, its channels, chats, a guest, somebody of a partner and a nameless one. */
export function createWorld(): PeopleWorld {
  let count = 0;
  const isOf = (name: string) => (person: WorldPerson) =>
    [person.name, person.objectId].includes(name);
  const world: PeopleWorld = {
    url: "http://127.0.0.1",
    tenantId: COMPANY,
    app: { id: APP, name: "Footnote" },
    identity: {
      tokenOf: (authorization, audience) =>
        authorization === `Bearer ${world.tokenFor(COMPANY)}` && audience.includes("graph")
          ? { tenantId: COMPANY }
          : undefined,
    },
    people: new Map(),
    teams: new Map(),
    rooms: new Map(),
    groups: new Map(),
    graph: createGraphSettings(),
    fault: undefined,
    tokenFor: (tenantId) => `secret-token-${tenantId}`,
    hire(name, given = {}) {
      count += 1;
      const objectId = `aaaaaaaa-0000-4000-8000-${String(count).padStart(12, "0")}`;
      const email = `${name}@lakeside-bikes.test`;
      const person: WorldPerson = {
        ...{ name, objectId, email, userPrincipalName: email, tenantId: COMPANY },
        mri: `29:${name}`,
        displayName: name,
        role: "user",
        timeZone: "Europe/Berlin",
        isDisabled: false,
        ...given,
      };
      world.people.set(person.objectId, person);
      return person;
    },
    person: (name) => must([...world.people.values()].find(isOf(name)), name),
    room: (name) =>
      must(
        [...world.rooms.values()].find((room) => room.name === name),
        name,
      ),
    team: (id) => must(world.teams.get(id), id),
    membersOf(room) {
      const isStandard = room.channelType === "standard" && room.teamId !== undefined;
      const ids = isStandard ? world.team(room.teamId ?? "").members : room.members;
      return [...ids].map((id) => world.person(id));
    },
    addRoom(name, given) {
      const room: WorldRoom = {
        ...{ name, kind: "group", teamId: undefined, channelType: undefined },
        id: `19:${name}@thread.${given.kind === "channel" ? "tacv2" : "v2"}`,
        ...{ members: new Set(), withTheirTeam: new Set(), messages: [] },
        ...{ hearsAll: true, isBotOut: false },
        ...given,
      };
      world.rooms.set(room.id, room);
      return room;
    },
  };
  seed(world);
  return world;
}

function seed(world: PeopleWorld): void {
  for (const name of ["adam", "ana", "ben", "cem"]) world.hire(name);
  world.hire("gina", {
    role: "guest",
    email: "gina@studio-nord.test",
    userPrincipalName: "gina_studio-nord.test#EXT#@lakeside-bikes.test",
  });
  world.hire("nils", { tenantId: PARTNER, email: "adam@lakeside-bikes.test" });
  world.hire("anon", { role: "anonymous", displayName: "Anon1 (Guest)" });
  const ids = (...names: string[]) => new Set(names.map((name) => world.person(name).objectId));
  world.teams.set(TEAM_ID, {
    ...{ id: TEAM_ID, groupId: GROUP_ID, name: "Contoso", owners: ids("adam") },
    members: ids("adam", "ana", "gina"),
    visibility: "public",
    hearsAll: true,
  });
  const channel = { kind: "channel", teamId: TEAM_ID } as const;
  world.addRoom("General", { ...channel, id: TEAM_ID, channelType: "standard" });
  world.addRoom("Help", { ...channel, channelType: "standard" });
  world.addRoom("Board", { ...channel, channelType: "private", members: ids("adam", "ana") });
  world.addRoom("Partners", { ...channel, channelType: "shared", members: ids("ana", "nils") });
  world.addRoom("Lunch", { members: ids("ana", "ben") });
  world.addRoom("Cellar", { members: ids("cem") });
  world.addRoom("Standup", { members: ids("ana", "gina", "nils", "anon") });
  world.addRoom("@ana", { kind: "personal", id: "a:1ana", members: ids("ana") });
}

function must<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new Error(`there is no ${what}`);
  return found;
}
