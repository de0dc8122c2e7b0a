import type {
  TeamsAcquaintance,
  TeamsConversation,
  TeamsPlaces,
} from "../../../../src/storage/ports/teams-storage.ts";

/** What people are found by, for as long as a test lasts. */
export function createMemoryStorage(): TeamsPlaces {
  const conversations = new Map<string, TeamsConversation>();
  const people = new Map<string, TeamsAcquaintance>();
  const all = () => [...conversations.values()];
  return {
    conversations: {
      async save(one) {
        const peopleChangedAt = conversations.get(one.roomId)?.peopleChangedAt;
        conversations.set(one.roomId, { ...one, peopleChangedAt });
      },
      async peopleChanged(roomIds, at) {
        for (const one of all()) {
          if (!roomIds.includes(one.roomId)) continue;
          conversations.set(one.roomId, { ...one, peopleChangedAt: at });
        }
      },
      get: async (roomId) => conversations.get(roomId),
      personalOf: async (person) => all().find((one) => one.person === person),
      ofTeam: async (_workspaceId, teamId) => all().filter((one) => one.teamId === teamId),
      list: async () => all(),
      remove: async (roomId) => void conversations.delete(roomId),
    },
    people: {
      save: async (seen) => void people.set(seen.personId, seen),
      get: async (personId) => people.get(personId),
    },
  };
}
