import { sentence } from "../../chat/admin-reply.ts";
import { ChatError } from "../../chat/chat-error.ts";
import type { ChatEvent } from "../../chat/chat-rooms.ts";
import { platformOf } from "../../chat/platform-of.ts";
import type { RoomDeps } from "../rooms/accept-room-question.ts";
import { spendLimit } from "./spend-limit.ts";

/** What people give by typing a command or pressing a button; stopping an answer is never too much. */
const COUNTED: ReadonlySet<ChatEvent["type"]> = new Set([
  ...(["voted", "asked-privately", "shared", "chosen", "expert-asked"] as const),
  ...(["command", "source-requested", "proposed", "reviewed"] as const),
]);

/**
 * Counts what somebody did. True where it was too much in this hour: then it is left undone, and they are
 * told; by a message of its own only once an hour, or that would be too much as well.
 */
export async function refuseAction(event: ChatEvent, deps: RoomDeps): Promise<boolean> {
  const by = personOf(event);
  if (by === undefined) return false;
  const { storage, now, limits } = deps;
  const clock = { limits: storage.limits, now: now() };
  const waitMs = await spendLimit(`actions ${by}`, limits.actionsPerUserPerHour, clock);
  if (waitMs === undefined) return false;
  deps.logger.warn({ type: event.type, by }, "Somebody did more in an hour than one person may");
  const minutes = Math.ceil(waitMs / 60_000);
  const when = minutes === 1 ? "in a minute" : `in ${minutes} minutes`;
  const refusal = `That was more than one person may do in an hour: try again ${when}.`;
  const platform = platformOf(by, deps.platforms);
  if (event.type === "command") {
    await platform.answerCommand(event.command, sentence(refusal));
    return true;
  }
  const workspaceId = await workspaceOf(event, deps);
  if (workspaceId === undefined) return true;
  const what =
    event.type === "voted" ? "Your vote was not kept. " : "What you pressed was not done. ";
  const hour = Math.ceil((clock.now + waitMs) / 3_600_000);
  const told = platform.tell(
    { person: by, workspaceId },
    sentence(`${what}${refusal}`),
    `too-much:${hour}:${by}`,
  );
  await told.catch((error: unknown) => {
    // Who may not be written to is not told; what is away for now is tried again.
    if (!(error instanceof ChatError) || ["rate-limited", "unavailable"].includes(error.code))
      throw error;
    deps.logger.info({ error, by }, "Somebody could not be told that they did too much");
  });
  return true;
}

function personOf(event: ChatEvent): string | undefined {
  if (!COUNTED.has(event.type)) return undefined;
  // What is put aside was counted when it came.
  if (event.type === "command") return event.isAside === true ? undefined : event.command.by;
  if (event.type === "chosen") return event.message.askedBy;
  return "by" in event ? event.by : undefined;
}

/** Undefined for what belongs to no answer that is kept: it would not be done anyway. */
async function workspaceOf(event: ChatEvent, { storage }: RoomDeps): Promise<string | undefined> {
  if (event.type === "source-requested" || event.type === "reviewed") return event.workspaceId;
  if (event.type === "proposed") return event.target.workspaceId;
  if (event.type === "chosen") return event.message.workspaceId;
  if (!("answerId" in event)) return undefined;
  return (await storage.rooms.replies.get(event.answerId))?.workspaceId;
}
