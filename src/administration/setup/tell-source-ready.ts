import type { AdminReply } from "../../chat/admin-reply.ts";
import type { ChatEvent } from "../../chat/chat-rooms.ts";
import { platformOf } from "../../chat/platform-of.ts";
import { AdminError } from "../../sources/sources-deps.ts";
import { requestSync } from "../../sources/syncing/request-sync.ts";
import { describeOutcome } from "./describe-outcome.ts";
import type { SetupDeps } from "./setup-deps.ts";

type SourceReady = Extract<ChatEvent, { type: "source-ready" }>;

/** Tells who gave a secret on the web how the source is now. */
export async function tellSourceReady(
  key: string,
  { by, workspaceId, source, isNew, notes }: SourceReady,
  deps: Pick<SetupDeps, "administering" | "platforms" | "queue">,
): Promise<void> {
  try {
    const changed = `${source} has a new secret, which it was reached with.`;
    const reply = isNew
      ? await beginFirstSync(source, by, notes, deps)
      : await describeOutcome(source, changed, notes, deps.administering);
    await platformOf(by, deps.platforms).tell({ person: by, workspaceId }, reply, key);
  } catch (error) {
    // Somebody has removed it since: then there is nothing to say of it.
    if (!(error instanceof AdminError)) throw error;
  }
}

/** Has a source read that was just added, by any server, and says how it is. @throws AdminError */
export async function beginFirstSync(
  source: string,
  by: string,
  notes: readonly string[],
  { administering, queue }: Pick<SetupDeps, "administering" | "queue">,
): Promise<AdminReply> {
  const done = `${source} is added, and is read for the first time now.`;
  const reply = await describeOutcome(source, done, notes, administering);
  const wish = { source, full: false, confirmRemovals: false };
  await requestSync(wish, by, { ...administering, queue });
  return reply;
}
