import type { ChatEvent } from "../../chat/chat-rooms.ts";
import { platformOf } from "../../chat/platform-of.ts";
import { AdminError } from "../../sources/sources-deps.ts";
import { describeOutcome } from "./describe-outcome.ts";
import type { SetupDeps } from "./setup-deps.ts";

type SourceReady = Extract<ChatEvent, { type: "source-ready" }>;

/** Tells who gave a secret on the web how the source is now. */
export async function tellSourceReady(
  key: string,
  { by, workspaceId, source, isNew, notes }: SourceReady,
  deps: Pick<SetupDeps, "administering" | "platforms">,
): Promise<void> {
  const done = isNew
    ? `${source} is added.`
    : `${source} has a new secret, which it was reached with.`;
  try {
    const reply = await describeOutcome(source, done, notes, deps.administering);
    await platformOf(by, deps.platforms).tell({ person: by, workspaceId }, reply, key);
  } catch (error) {
    // Somebody has removed it since: then there is nothing to say of it.
    if (!(error instanceof AdminError)) throw error;
  }
}
