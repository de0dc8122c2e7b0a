import type { Commander } from "../../chat/admin-reply.ts";
import { ChatError } from "../../chat/chat-error.ts";
import { platformOf } from "../../chat/platform-of.ts";
import { type AdminDeps, asTyped } from "../admin-command.ts";
import { mayStillAdminister } from "../may-administer.ts";

const MOST_NAMES = 3;
/** The platform is asked of each. */
const MOST_ASKED = 6;

/** Who may give a command, and whom to ask, in one sentence. */
export async function describeWhoMay(
  command: string,
  commander: Commander,
  deps: AdminDeps,
): Promise<string> {
  const { admins } = deps.storage.administration;
  const added = await admins.list(commander.workspaceId);
  const names: string[] = [];
  for (const { person } of added.slice(0, MOST_ASKED)) {
    if (names.length === MOST_NAMES) break;
    // Who was added once may be no member any more, and may be the one who asks.
    if (person === commander.person || !(await mayStillAdminister(person, deps))) continue;
    names.push(await nameOr(person, deps));
  }
  const { adminTitle } = platformOf(commander.person, deps.platforms);
  const whom = [names.join(", "), adminTitle].filter(Boolean).join(" or ");
  const way = asTyped("admins add", commander, deps);
  return `Only admins may use "${command}": ask ${whom}, who can also make you one with ${way}.`;
}

/** What people call a person or group; whatever no platform has a name for stays as it is. */
export async function nameOr(
  person: string,
  { platforms }: Pick<AdminDeps, "platforms">,
): Promise<string> {
  const platform = platforms.find(({ name }) => person.startsWith(`${name}:`));
  try {
    return (await platform?.nameOf(person)) ?? person;
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    return person;
  }
}
