import { ChatError, isPassing } from "../../chat-error.ts";
import type { GraphUser } from "../graph/graph-shapes.ts";
import { isSamePerson, teamsId, teamsWorkspaceId } from "../teams-ids.ts";
import type { TeamsPerson } from "./person.ts";
import { requireTeamsId } from "./persons.ts";
import { meetIn, type RightsDeps } from "./rights.ts";

/** Each is asked for its roster. */
const MOST_ROOMS = 200;

/**
 * Who has an address in the tenant of this person: by Graph, or else by the rosters of where the bot
 * is. @throws ChatError `invalid` where that is nobody, or several
 */
export async function findPerson(address: string, by: string, deps: RightsDeps): Promise<string> {
  const { tenantId } = requireTeamsId(by);
  const email = address.toLowerCase();
  const account = await accountWith(email, tenantId, deps);
  const id = account && teamsId(tenantId, account.id);
  if (id !== undefined && (await deps.persons.get(id)) !== undefined) return id;
  const [found, another] =
    id === undefined
      ? await inRosters(tenantId, (person) => person.email === email, false, deps)
      : await inRosters(tenantId, (person) => isSamePerson(person.id, id), true, deps);
  if (another !== undefined) throw severalHave(email);
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
  { graph }: RightsDeps,
): Promise<GraphUser | undefined> {
  try {
    const [account, another] = (await graph?.usersWithMail(tenantId, email)) ?? [];
    if (another === undefined) return account;
    throw severalHave(email);
  } catch (error) {
    const isRefused = error instanceof ChatError && error.code === "not-allowed";
    if (isRefused) return undefined;
    throw error;
  }
}

function severalHave(email: string): ChatError {
  return new ChatError(
    "invalid",
    `Several people have the address ${email}: say this in a channel or chat that I am in, with a mention of the one you mean.`,
  );
}

/** Who of those in the rooms of the bot's is meant; they can be asked about from then on. */
async function inRosters(
  tenantId: string,
  isThem: (person: TeamsPerson) => boolean,
  isOne: boolean,
  deps: RightsDeps,
): Promise<string[]> {
  const known = await deps.storage.conversations.list(teamsWorkspaceId(tenantId));
  // Of chats with one person each there may be thousands.
  const shared = known.filter(({ kind }) => kind !== "personal");
  const personal = known.filter(({ kind }) => kind === "personal");
  const found: string[] = [];
  for (const { roomId, kind } of [...shared, ...personal].slice(0, MOST_ROOMS)) {
    // Two people who have one address need not share a room.
    if (found.length > 0 && (isOne || kind === "personal")) break;
    await unlessGone(async () => {
      const room = await deps.rooms.room(roomId);
      const { people } = await deps.rosters.get(room);
      for (const person of people.filter(isThem)) {
        await meetIn(room, person, deps);
        if (!found.some((id) => isSamePerson(id, person.id))) found.push(person.id);
      }
    });
  }
  return found;
}

/** The bot may not be in all of them any more. */
async function unlessGone(ask: () => Promise<void>): Promise<void> {
  try {
    await ask();
  } catch (error) {
    if (!(error instanceof ChatError) || isPassing(error)) throw error;
  }
}
