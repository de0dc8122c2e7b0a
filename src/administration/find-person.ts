import type { Commander } from "../chat/admin-reply.ts";
import { platformOf } from "../chat/platform-of.ts";
import { AdminError } from "../sources/sources-deps.ts";
import type { AdminDeps } from "./admin-command.ts";

/** As people paste it: from a mail's head, from a link, or from the end of a sentence. */
const EMAIL = /^<?(?:mailto:)?([^\s:@<>]+@[^\s:@<>]+\.[^\s:@<>.,;]+)>?[.,;]?$/i;

/**
 * Whom a mention or an e-mail address means; people of another workspace are nobody here.
 * @throws AdminError, ChatError where that is nobody
 */
export async function findPerson(
  who: string,
  { person, workspaceId }: Pick<Commander, "person" | "workspaceId">,
  { platforms }: Pick<AdminDeps, "platforms">,
): Promise<string> {
  const address = addressIn(who);
  if (address !== undefined) return platformOf(person, platforms).findPerson(address, person);
  if (who.startsWith(`${workspaceId}:`)) return who;
  throw new AdminError(
    `"${who.slice(0, 60)}" is nobody here: mention the person, such as @anna, or give their e-mail address.`,
  );
}

export function addressIn(word: string): string | undefined {
  return EMAIL.exec(word)?.[1];
}
