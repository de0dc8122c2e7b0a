import { ChatError } from "../../../chat-error.ts";
import type { RoomCommand, RoomMessage } from "../../../chat-rooms.ts";
import type { ActivityPlace } from "../../events/place-of.ts";
import { readText, type SaidText } from "../../events/read-text.ts";
import { mentionsIn, type TeamsActivity } from "../../events/teams-activity.ts";
import { meet } from "../../meet.ts";
import { teamsId } from "../../teams-ids.ts";
import type { ReceiveDeps } from "../receive-deps.ts";

const MOST_CHARACTERS = 4_000;

/** `/sources …`, to the bot: after its name, or alone with it. Paths such as `/etc/hosts` are none. */
export function isCommand(
  { text, mentionsBot }: Pick<SaidText, "text" | "mentionsBot">,
  { kind }: ActivityPlace,
): boolean {
  return (kind === "personal" || mentionsBot) && /^\/(?:[a-z][\w-]*(?=\s|$)|\s*$)/i.test(text);
}

/** Keeps a command that was typed; people and channels that it names become their ids. */
export async function keepCommand(
  activity: TeamsActivity,
  { messageId, threadId }: Pick<RoomMessage, "messageId" | "threadId">,
  place: ActivityPlace,
  deps: ReceiveDeps,
): Promise<void> {
  const ids = await idsOf(activity, place, deps);
  const { text } = readText(
    activity,
    ({ mentioned }) => ids.get(mentioned.id) ?? nameIn(mentioned),
  );
  await keepGiven(text.replace(/^\/\s*/, ""), messageId, threadId, place, deps);
}

/** What one person asks for takes effect in the order in which they did; nobody waits for others. */
export async function keepGiven(
  text: string,
  once: string,
  threadId: string | undefined,
  { by, workspaceId, roomId, kind }: ActivityPlace,
  { inbox }: Pick<ReceiveDeps, "inbox">,
): Promise<void> {
  const command: RoomCommand = {
    ...{ text: text.slice(0, MOST_CHARACTERS), by, workspaceId, roomId },
    isDirect: kind === "personal",
    answerTo: threadId,
  };
  const event = { type: "command" as const, command };
  await inbox.keep(`command:${by}:${once}`, `commands:${by}`, event);
}

function nameIn({ name }: { name?: string | undefined }): string {
  return `@${name ?? "somebody"}`;
}

/** Teams names people by an id that it gave them for this bot; commands know those of Entra. */
async function idsOf(
  activity: TeamsActivity,
  place: ActivityPlace,
  deps: ReceiveDeps,
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const { mentioned } of mentionsIn(activity)) {
    const { id, aadObjectId } = mentioned;
    if (id === activity.recipient.id || ids.has(id)) continue;
    const objectId = id.startsWith("19:")
      ? id
      : ((await meetMentioned(id, activity, place, deps)) ?? aadObjectId);
    if (objectId !== undefined) ids.set(id, teamsId(place.tenantId, objectId));
  }
  return ids;
}

/** Who is named need never have written; undefined for whom Teams does not show here. */
async function meetMentioned(
  mri: string,
  { serviceUrl }: TeamsActivity,
  { tenantId, conversationId, workspaceId, roomId, at }: ActivityPlace,
  { connector, storage, logger }: ReceiveDeps,
): Promise<string | undefined> {
  try {
    const member = await connector.member({ serviceUrl, tenantId, conversationId }, mri);
    if (member === undefined) return undefined;
    const objectId = member.aadObjectId ?? mri;
    const personId = teamsId(tenantId, objectId);
    await meet({ personId, workspaceId, mri, roomId, seenAt: at }, { storage });
    return objectId;
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    // The command says itself whom it does not know.
    logger.info({ error, roomId }, "Somebody whom a command names is not known");
    return undefined;
  }
}
