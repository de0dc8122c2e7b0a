import type { TeamsStorage } from "../../../../storage/ports/teams-storage.ts";
import { type ActivityPlace, sentAtOf } from "../../events/place-of.ts";
import { teamsId } from "../../teams-ids.ts";
import type { ReceiveDeps } from "../receive-deps.ts";

type Deps = Pick<ReceiveDeps, "storage">;

/** Chats have no threads: after this pause, something new is talked about. */
const GAP_MS = 30 * 60_000;

/** The thread of a message that somebody wrote; of a chat's, it is settled by this. */
export async function threadOfMessage(
  {
    activityId,
    sentAt,
    quotedId,
  }: { activityId: string; sentAt: number; quotedId?: string | undefined },
  place: ActivityPlace,
  { storage }: Deps,
): Promise<string> {
  const { tenantId, conversationId, roomId, kind, rootId } = place;
  const messageId = teamsId(tenantId, conversationId, activityId);
  if (kind === "channel") return teamsId(tenantId, conversationId, rootId ?? activityId);
  const quoted = quotedId === undefined ? undefined : await quotedThread(quotedId, place, storage);
  return storage.chatThread(roomId, messageId, sentAt, GAP_MS, quoted);
}

/** The thread that a message is in which is there already, the bot's own or anybody's. */
export async function threadAround(
  activityId: string,
  place: ActivityPlace,
  { storage }: Deps,
): Promise<string> {
  const { tenantId, conversationId, roomId, kind, rootId } = place;
  if (rootId !== undefined) return teamsId(tenantId, conversationId, rootId);
  const known = await quotedThread(activityId, place, storage);
  if (known !== undefined) return known;
  const messageId = teamsId(tenantId, conversationId, activityId);
  if (kind === "channel") return messageId;
  return (await storage.threadAt(roomId, sentAtOf(activityId, place.at))) ?? messageId;
}

async function quotedThread(
  activityId: string,
  { tenantId, conversationId, roomId }: ActivityPlace,
  storage: TeamsStorage,
): Promise<string | undefined> {
  const shown = await storage.answers.shownAs(activityId, { roomId, person: undefined });
  return shown?.threadId ?? storage.threadOf(teamsId(tenantId, conversationId, activityId));
}
