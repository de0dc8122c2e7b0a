import type { TeamsPlaces } from "../../../storage/ports/teams-storage.ts";
import { ChatError, isPassing } from "../../chat-error.ts";
import type { Graph } from "../graph/graph.ts";
import type { GraphUser } from "../graph/graph-shapes.ts";
import { teamsId, teamsWorkspaceId } from "../teams-ids.ts";
import type { TeamsPerson } from "./person.ts";
import { type Persons, requireTeamsId } from "./persons.ts";
import type { Rooms } from "./rooms.ts";
import type { Rosters } from "./rosters.ts";

export interface FindPersonDeps {
  graph: Graph | undefined;
  storage: TeamsPlaces;
  rooms: Rooms;
  rosters: Rosters;
  persons: Persons;
  now: () => number;
}

/** Each is asked for its roster. */
const MOST_ROOMS = 200;

/**
 * Who has an address in the tenant of this person: by Graph, or else by the rosters of where the bot
 * is. @throws ChatError `invalid` where nobody is found
 */
export async function findPerson(
  address: string,
  by: string,
  deps: FindPersonDeps,
): Promise<string> {
  const { tenantId } = requireTeamsId(by);
  const email = address.toLowerCase();
  const account = await accountWith(email, tenantId, deps);
  const id = account && teamsId(tenantId, account.id);
  if (id !== undefined && (await deps.persons.get(id)) !== undefined) return id;
  const found = await inRosters(tenantId, deps, (person) =>
    id === undefined ? person.email === email : person.id.toLowerCase() === id.toLowerCase(),
  );
  if (found !== undefined) return found;
  throw new ChatError(
    "invalid",
    `I find nobody in Teams with the address ${address}: check it, or have them write to me once, and give this again.`,
  );
}

/** As the directory has it; undefined where it has none such, or does not say. */
async function accountWith(
  email: string,
  tenantId: string,
  { graph }: FindPersonDeps,
): Promise<GraphUser | undefined> {
  try {
    const [account, another] = (await graph?.usersWithMail(tenantId, email)) ?? [];
    if (another === undefined) return account;
    throw new ChatError(
      "invalid",
      `Several people have the address ${email}: mention one instead.`,
    );
  } catch (error) {
    const isRefused = error instanceof ChatError && error.code === "not-allowed";
    if (isRefused) return undefined;
    throw error;
  }
}

async function inRosters(
  tenantId: string,
  { storage, rooms, rosters, persons, now }: FindPersonDeps,
  isThem: (person: TeamsPerson) => boolean,
): Promise<string | undefined> {
  const workspaceId = teamsWorkspaceId(tenantId);
  const known = await storage.conversations.list(workspaceId);
  // Of chats with one person each there may be thousands.
  const shared = known.filter(({ kind }) => kind !== "personal");
  const personal = known.filter(({ kind }) => kind === "personal");
  for (const { roomId } of [...shared, ...personal].slice(0, MOST_ROOMS)) {
    const person = await unlessGone(async () => {
      const { people } = await rosters.get(await rooms.room(roomId));
      return people.find(isThem);
    });
    if (person === undefined) continue;
    const { id: personId, mri } = person;
    // Who has not written yet is asked about where they were found.
    if (mri !== undefined && (await persons.get(personId)) === undefined) {
      const seen = { personId, workspaceId, mri, roomId, timeZone: undefined, seenAt: now() };
      await storage.people.save(seen);
    }
    return personId;
  }
  return undefined;
}

/** The bot may not be in all of them any more. */
async function unlessGone<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof ChatError) || isPassing(error)) throw error;
    return undefined;
  }
}
