import { ChatError } from "../../../chat-error.ts";
import { readSlackId, slackId } from "../../slack-ids.ts";
import { askSlack } from "../ask-slack.ts";
import { isUnknownPerson, readPerson } from "../person.ts";
import type { RightsDeps } from "../rights.ts";

/** Who has an address in the workspace of this person. @throws ChatError `invalid` where nobody has */
export async function findPerson(
  address: string,
  by: string,
  { workspaceOf }: RightsDeps,
): Promise<string> {
  const { client } = await workspaceOf(by);
  const teamId = readSlackId(by)?.teamId ?? "";
  try {
    const { user } = await askSlack(() => client.users.lookupByEmail({ email: address }));
    const person = user && readPerson(user, teamId);
    // One that nobody confirmed could be anybody's.
    if (person?.email === address.toLowerCase()) return slackId(teamId, person.id);
  } catch (error) {
    if (!isUnknownPerson(error)) throw error;
  }
  throw new ChatError(
    "invalid",
    `I find nobody in this workspace with the address ${address}: check it, or mention the person, such as @anna.`,
  );
}
