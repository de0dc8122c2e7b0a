import { ChatError } from "../../../chat-error.ts";
import { cleanName } from "../../../clean-name.ts";
import { slackRefusal } from "../../show/to-chat-error.ts";
import { readSlackId, slackId } from "../../slack-ids.ts";
import { allPages, askSlack } from "../ask-slack.ts";
import { principalOf, type RightsDeps } from "../rights.ts";

/** What a principal of Slack's stands for; undefined for any other. */
export interface SlackReader {
  kind: "group" | "channel";
  teamId: string;
  id: string;
}

export function readSlackReader(principal: string): SlackReader | undefined {
  const [, kind, teamId, id] =
    /^slack-(group|channel):([A-Z0-9]+):([A-Z0-9]+)$/.exec(principal) ?? [];
  if (teamId === undefined || id === undefined) return undefined;
  return { kind: kind as SlackReader["kind"], teamId, id };
}

/**
 * As this person knows a group or channel that documents are for: the name of a private channel is
 * for those who are in it. Undefined for what is neither. @throws ChatError
 */
export async function readerName(
  principal: string,
  person: string,
  deps: RightsDeps,
): Promise<string | undefined> {
  const reader = readSlackReader(principal);
  const by = readSlackId(person);
  if (reader === undefined || by === undefined) return undefined;
  if (reader.teamId !== by.teamId) return `a ${reader.kind} of another workspace`;
  const { directory, rooms } = await deps.workspaceOf(person);
  if (reader.kind === "group") {
    const handle = (await directory.groups()).get(reader.id)?.handle;
    return handle === undefined ? "a group that is gone" : `@${handle}`;
  }
  try {
    const { kind, name } = await rooms.room(reader.id);
    const isSeen = kind === "open" || (await rooms.members(reader.id)).has(by.objectId);
    return isSeen && name !== "" ? `#${name}` : "a private channel";
  } catch (error) {
    if (!isUnseen(error)) throw error;
    return "a channel that I cannot see";
  }
}

/**
 * Whom a word of this person's means as a reader: `#channel`, `@group`, or an id of Slack's.
 * Undefined for any other word. @throws ChatError `invalid`, in words, where there is nobody such
 */
export async function findReader(
  word: string,
  person: string,
  deps: RightsDeps,
): Promise<string | undefined> {
  const id = /^[#@]./.test(word) ? await findByName(word, person, deps) : word;
  const found = readSlackId(id);
  if (found === undefined) return undefined;
  const { directory, rooms } = await deps.workspaceOf(id);
  const { objectId } = found;
  if (objectId.startsWith("S") && !(await directory.groups()).has(objectId)) {
    throw new ChatError("invalid", "There is no such group in this workspace any more.");
  }
  if (/^[CG]/.test(objectId)) await requireSeen(rooms.members(objectId));
  const principal = await principalOf(id, deps);
  if (principal !== undefined) return principal;
  const { name } = await directory.person(objectId);
  throw new ChatError(
    "invalid",
    `${name} cannot be named as a reader: give a group, a channel, or user:<e-mail>.`,
  );
}

/** Of a channel where nobody can be told to be, nobody would be a reader. */
async function requireSeen(members: Promise<unknown>): Promise<void> {
  try {
    await members;
  } catch (error) {
    if (!isUnseen(error)) throw error;
    throw new ChatError(
      "invalid",
      "I cannot see who is in that channel, so nobody could read: invite me into it first.",
    );
  }
}

/** Slack makes ids of names where they are typed after a command, and nowhere else. */
async function findByName(word: string, person: string, deps: RightsDeps): Promise<string> {
  const { client, directory, rooms } = await deps.workspaceOf(person);
  const { teamId = "", objectId: user = "" } = readSlackId(person) ?? {};
  const [sign, wanted] = [word.charAt(0), cleanName(word.slice(1)).toLowerCase()];
  if (sign === "@") {
    const groups = [...(await directory.groups())];
    const found = groups.find(([, { handle }]) => handle.toLowerCase() === wanted);
    if (found !== undefined) return slackId(teamId, found[0]);
    throw new ChatError("invalid", `There is no user group ${word}; people are user:<e-mail>.`);
  }
  const types = "public_channel,private_channel";
  const pages = await allPages((page) =>
    client.conversations.list({ types, exclude_archived: true, ...page }),
  );
  const named = pages
    .flatMap(({ channels }) => channels ?? [])
    .find(({ name }) => cleanName(name).toLowerCase() === wanted);
  const id = named?.id;
  // Whether a private channel is there is told to those who are in it.
  const isSeen =
    id !== undefined &&
    (named?.is_private !== true || (await askSlack(() => rooms.seenMembers(id))).has(user));
  if (isSeen) return slackId(teamId, id);
  throw new ChatError("invalid", `I see no channel ${word}: invite me into it if it is private.`);
}

function isUnseen(error: unknown): boolean {
  return slackRefusal(error) === "channel_not_found";
}
