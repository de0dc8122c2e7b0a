import type {
  TeamsAcquaintance,
  TeamsConversation,
  TeamsPlaces,
} from "../../../../src/storage/ports/teams-storage.ts";

/** What people are found by, for as long as a test lasts. */
export function createMemoryStorage(): TeamsPlaces {
  const conversations = new Map<string, TeamsConversation>();
  const changes = new Map<string, number>();
  const people = new Map<string, TeamsAcquaintance>();
  const all = () => [...conversations.values()];
  return {
    conversations: {
      save: async (one) => void conversations.set(one.roomId, one),
      peopleChanged: async (roomId, at) => void changes.set(roomId, at),
      async peopleChangedAt({ roomId, teamId }) {
        const isOf = (one: TeamsConversation) => teamId !== undefined && one.teamId === teamId;
        const rooms = [
          roomId,
          ...all()
            .filter(isOf)
            .map((one) => one.roomId),
        ];
        return Math.max(...rooms.map((id) => changes.get(id) ?? 0)) || undefined;
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
