import { sentence } from "../../chat/admin-reply.ts";
import type { ChatEvent } from "../../chat/chat-rooms.ts";
import { platformOf } from "../../chat/platform-of.ts";
import type { RoomDeps } from "../rooms/accept-room-question.ts";
import { spendLimit } from "./spend-limit.ts";

/** What people give by typing a command or pressing a button; stopping an answer is never too much. */
const COUNTED: ReadonlySet<ChatEvent["type"]> = new Set([
  ...(["voted", "asked-privately", "shared", "chosen", "expert-asked"] as const),
  ...(["command", "source-requested", "proposed"] as const),
]);

/**
 * Counts what somebody did. True where it was too much in this hour: whoever gave a command is told,
 * anything else is left undone.
 */
export async function refuseAction(event: ChatEvent, deps: RoomDeps): Promise<boolean> {
  const by = personOf(event);
  if (by === undefined) return false;
  const { storage, now, limits } = deps;
  const clock = { limits: storage.limits, now: now() };
  const waitMs = await spendLimit(`actions ${by}`, limits.actionsPerUserPerHour, clock);
  if (waitMs === undefined) return false;
  deps.logger.warn({ type: event.type, by }, "Somebody did more in an hour than one person may");
  if (event.type !== "command") return true;
  const minutes = Math.ceil(waitMs / 60_000);
  const when = minutes === 1 ? "in a minute" : `in ${minutes} minutes`;
  const refusal = `That was more than one person may do in an hour: try again ${when}.`;
  await platformOf(by, deps.platforms).answerCommand(event.command, sentence(refusal));
  return true;
}

function personOf(event: ChatEvent): string | undefined {
  if (!COUNTED.has(event.type)) return undefined;
  // What is put aside was counted when it came.
  if (event.type === "command") return event.isAside === true ? undefined : event.command.by;
  return "by" in event ? event.by : undefined;
}
