import type { TeamsPlaces } from "../../../storage/ports/teams-storage.ts";
import type { Logger } from "../../../telemetry/logger.ts";
import type { TeamsConnector } from "../connect/teams-connector.ts";
import type { Graph } from "../graph/graph.ts";
import type { TeamsOptions } from "../teams-options.ts";
import { audienceOf, isOfTenant } from "./audience-of.ts";
import { hearingIn } from "./described/hearing-in.ts";
import { nameFor } from "./described/name-for.ts";
import { nameOfChat } from "./described/name-of-chat.ts";
import { namesOfAll } from "./described/names-of-all.ts";
import { earlierIn } from "./earlier-in.ts";
import { findPerson } from "./find-person.ts";
import { findReader } from "./groups/find-reader.ts";
import { createGroupsInUse } from "./groups/groups-in-use.ts";
import { createPersons } from "./persons.ts";
import { isAdmin, isIn, isMember, reachOf, readersOf, roomKindFor, standingOf } from "./rights.ts";
import { createRooms } from "./rooms.ts";
import { createRosters } from "./rosters.ts";
import type { TeamsPeople } from "./teams-people.ts";
import { timeZoneOf } from "./times/time-zone-of.ts";

export interface PeopleDeps {
  connector: TeamsConnector;
  storage: TeamsPlaces;
  /** Undefined where it is off: then rosters are all that is known. */
  graph: Graph | undefined;
  options: Pick<TeamsOptions, "app" | "admins" | "tenantIds">;
  /** Principals that some document is for. */
  principalsInUse: () => Promise<readonly string[]>;
  logger: Logger;
  now: () => number;
}

export function createPeople(deps: PeopleDeps): TeamsPeople {
  const { graph, options } = deps;
  const rooms = createRooms(deps);
  const rosters = createRosters({ ...deps, rooms });
  const persons = createPersons(deps);
  const peopleIn = async (roomId: string) => {
    const { people } = await rosters.get(await rooms.room(roomId));
    const known = people.filter(isOfTenant).map(({ objectId }) => objectId);
    return new Set(known.filter((id) => id !== undefined));
  };
  const groupsInUse = createGroupsInUse({ ...deps, peopleIn });
  const rights = { ...deps, rooms, rosters, persons };
  return {
    audienceOf: (place) => audienceOf(place, { rooms, rosters, persons, groupsInUse }),
    earlierIn: (message, limit) =>
      earlierIn(message, limit, { graph, rooms, appId: options.app?.id }),
    isAdmin: (person) => isAdmin(person, rights),
    isMember: (person) => isMember(person, rights),
    standingOf: (person) => standingOf(person, rights),
    readersOf: (roomId) => readersOf(roomId, rights),
    roomKindFor: (person, roomId) => roomKindFor(person, roomId, rights),
    reachOf: (person, roomId) => reachOf(person, roomId, rights),
    isIn: (person, roomId) => isIn(person, roomId, rights),
    timeZoneOf: (person) => timeZoneOf(person, deps),
    nameOf: async (person) => (await persons.get(person))?.name || undefined,
    namesOfAll: () => namesOfAll(options, rights),
    findPerson: (address, by) => findPerson(address, by, rights),
    async principalOf(id) {
      const email = (await persons.get(id))?.email;
      return email && `user:${email}`;
    },
    findReader: (word, person) => findReader(word, person, { graph, persons }),
    nameFor: (id, viewer) => nameFor(id, viewer, rights),
    async mentionOf(person) {
      const { mri, name } = (await persons.get(person)) ?? {};
      return mri && name ? { mri, name } : undefined;
    },
    async isFromOutside(person) {
      const standing = (await persons.get(person))?.standing;
      return standing !== undefined && standing !== "member";
    },
    nameOfChat: (roomId, viewer) => nameOfChat(roomId, viewer, rights),
    hearingIn: (roomId) => hearingIn(roomId, deps),
    kindOf: rooms.kindOf,
  };
}
