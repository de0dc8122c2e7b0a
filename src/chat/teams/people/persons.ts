import type { TeamsPlaces } from "../../../storage/ports/teams-storage.ts";
import { ChatError, isPassing } from "../../chat-error.ts";
import { createExpiringCache } from "../../expiring-cache.ts";
import { addressOf } from "../address-of.ts";
import type { ConversationAddress, TeamsConnector } from "../connect/teams-connector.ts";
import { isSamePerson, readTeamsId } from "../teams-ids.ts";
import { readPerson, type TeamsPerson } from "./person.ts";

/** People one by one, by their ids. */
export interface Persons {
  /** Undefined where Teams shows nobody such to the bot. @throws ChatError when it does not say */
  get(personId: string): Promise<TeamsPerson | undefined>;
  /** Never from memory. */
  anew(personId: string): Promise<TeamsPerson | undefined>;
  /** Who that is in a room, by what Teams says now; undefined where they are not in it. @throws ChatError */
  inRoom(personId: string, address: ConversationAddress): Promise<TeamsPerson | undefined>;
}

export interface PersonsDeps {
  storage: TeamsPlaces;
  connector: TeamsConnector;
  now: () => number;
}

const FRESH_MS = 2 * 60_000;

export function createPersons({ storage, connector, now }: PersonsDeps): Persons {
  const persons = createExpiringCache(load, { freshMs: FRESH_MS, now });

  /** Their own chat with the bot is there as long as they are; otherwise, where they were seen last. */
  async function load(personId: string): Promise<TeamsPerson | undefined> {
    requireTeamsId(personId);
    const own = await storage.conversations.personalOf(personId);
    const seen = await storage.people.get(personId);
    for (const roomId of new Set([own?.roomId, seen?.roomId])) {
      const person = roomId && (await findIn(roomId, personId));
      if (person) return person;
    }
    return undefined;
  }

  /** Undefined also where the bot is not in that room any more. */
  async function findIn(roomId: string, personId: string): Promise<TeamsPerson | undefined> {
    try {
      return await inRoom(personId, await addressOf({ roomId }, { storage }));
    } catch (error) {
      if (!(error instanceof ChatError) || isPassing(error)) throw error;
      return undefined;
    }
  }

  async function inRoom(
    personId: string,
    address: ConversationAddress,
  ): Promise<TeamsPerson | undefined> {
    const { tenantId, objectId } = requireTeamsId(personId);
    // The playground finds people by no other id than Teams' own.
    const who = (await storage.people.get(personId))?.mri ?? objectId;
    const member = await connector.member(address, who);
    const person = member && readPerson(member, tenantId);
    const isThem = person !== undefined && isSamePerson(person.id, personId);
    return isThem ? { ...person, id: personId } : undefined;
  }

  async function get(personId: string): Promise<TeamsPerson | undefined> {
    const person = await persons.get(personId);
    // They may be met the next moment.
    if (person === undefined) persons.forget(personId);
    return person;
  }

  return {
    get,
    inRoom,
    anew(personId) {
      persons.forget(personId);
      return get(personId);
    },
  };
}

/** @throws ChatError for what is no id of Teams' */
export function requireTeamsId(id: string) {
  const read = readTeamsId(id);
  if (read !== undefined) return read;
  throw new ChatError("invalid", `${id} is nobody in Teams.`);
}
