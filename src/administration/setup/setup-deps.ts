import type { ChatInbox, RoomPlatform } from "../../chat/chat-rooms.ts";
import type { Queue } from "../../queue/queue.ts";
import type { SourcesDeps } from "../../sources/sources-deps.ts";
import type { Storage } from "../../storage/storage.ts";
import type { Logger } from "../../telemetry/logger.ts";

/** What giving sources their secrets outside of the chat needs. */
export interface SetupDeps {
  storage: Storage;
  queue: Queue;
  administering: SourcesDeps;
  platforms: readonly RoomPlatform[];
  /** Of Footnote's web pages, without a slash at its end. */
  publicUrl: string;
  logger: Logger;
  now: () => number;
}

/** What the web door needs beside: who gave a secret is told in the chat. */
export interface SetupDoorDeps extends SetupDeps {
  inbox: ChatInbox;
}

/** Who asked for it. */
export interface Requester {
  person: string;
  workspaceId: string;
}
