import { ChatError } from "../../../chat-error.ts";
import type { RoomCommand, RoomMessage } from "../../../chat-rooms.ts";
import type { ActivityPlace } from "../../events/place-of.ts";
import { readText, type SaidText } from "../../events/read-text.ts";
import { mentionsIn, type TeamsActivity } from "../../events/teams-activity.ts";
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
  { connector, logger }: ReceiveDeps,
): Promise<Map<string, string>> {
  const { tenantId, conversationId } = place;
  const address = { serviceUrl: activity.serviceUrl, tenantId, conversationId };
  const ids = new Map<string, string>();
  for (const { mentioned } of mentionsIn(activity)) {
    const { id, aadObjectId } = mentioned;
    if (id === activity.recipient.id || ids.has(id)) continue;
    if (aadObjectId !== undefined) ids.set(id, teamsId(tenantId, aadObjectId));
    else if (id.startsWith("19:")) ids.set(id, teamsId(tenantId, id));
    else {
      try {
        const member = await connector.member(address, id);
        if (member !== undefined) ids.set(id, teamsId(tenantId, member.aadObjectId ?? id));
      } catch (error) {
        if (!(error instanceof ChatError)) throw error;
        // The command says itself whom it does not know.
        logger.info({ error, roomId: place.roomId }, "Somebody whom a command names is not known");
      }
    }
  }
  return ids;
}
