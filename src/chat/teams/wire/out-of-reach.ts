import { ChatError } from "../../chat-error.ts";
import { refusalOf } from "../connect/to-chat-error.ts";
import type { TeamsPeople } from "../people/teams-people.ts";

/** Whether somebody cannot be written to alone: the app is not theirs, or they do not want it. */
export function isOutOfReach(error: unknown): boolean {
  if (!(error instanceof ChatError)) return false;
  const isRefused = error.code === "not-allowed" || error.code === "unknown-room";
  return isRefused && [undefined, 403, 404].includes(refusalOf(error)?.status);
}

interface ReachDeps {
  people: Pick<TeamsPeople, "isFromOutside">;
}

const OPEN_ONE =
  "add me (Apps, then my name; where I am not there, ask whoever looks after Teams) and open a chat with me";
const NOT_FOR_THEM = "Teams does not let guests and people from other companies open one";

/** Also said where others read it: nothing of what they were to be told alone. @throws ChatError */
export async function openFirst(person: string, { people }: ReachDeps): Promise<string> {
  const only = "I can tell you this only in your own chat with me";
  return (await people.isFromOutside(person))
    ? `${only}, and ${NOT_FOR_THEM}. What everybody here may read, I answer here; for the rest, please ask somebody who works here.`
    : `${only}. Please ${OPEN_ONE}, and then ask again.`;
}

/** The same for a command. @throws ChatError */
export async function noCommandsHere(person: string, { people }: ReachDeps): Promise<string> {
  const only = "I answer commands only in your own chat with me";
  return (await people.isFromOutside(person))
    ? `${only}, and ${NOT_FOR_THEM}. Ask me questions here, and leave commands to people who work here.`
    : `${only}, and I cannot write to you there yet. Please ${OPEN_ONE}, and give the command again.`;
}
