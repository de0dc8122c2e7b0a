import { ChatError, isPassing } from "../../chat/chat-error.ts";
import type { ChatEvent, ChatInbox, RoomCommand } from "../../chat/chat-rooms.ts";
import { platformOf } from "../../chat/platform-of.ts";
import type { AdminDeps } from "../admin-command.ts";
import { composeHome } from "./compose-home.ts";

/** Shows somebody's home as it is now. */
export async function showHome(
  { person, workspaceId, shown }: Extract<ChatEvent, { type: "home-opened" }>,
  deps: AdminDeps,
): Promise<void> {
  const platform = platformOf(person, deps.platforms);
  if (platform.showHome === undefined) return;
  const to = { person, workspaceId };
  try {
    if (await platform.showHome(to, await composeHome(to, deps), shown)) return;
    // They see another one by now, which may be younger than what was read for this one.
    await platform.showHome(to, await composeHome(to, deps), undefined);
  } catch (error) {
    if (!(error instanceof ChatError) || isPassing(error)) throw error;
    deps.logger.warn({ error, workspaceId }, "A home cannot be shown");
  }
}

/** After a command that was pressed there, behind what is already to be shown. */
export async function refreshHome(
  key: string,
  { by, workspaceId }: Pick<RoomCommand, "by" | "workspaceId">,
  inbox: ChatInbox,
): Promise<void> {
  const event = { type: "home-opened" as const, person: by, workspaceId, shown: undefined };
  // The platform's own events are of this group, too: in turn, an older home covers no younger one.
  await inbox.keep(`home:${key}`, `home:${by}`, event);
}
