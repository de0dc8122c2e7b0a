import type { ReplyMemory } from "../../../chat/chat-rooms.ts";
import type { ReplyRecord, Storage } from "../../../storage/storage.ts";

/** What the platform remembers of showing an answer, kept with it. */
export function memoryOf(
  { answerId, state }: ReplyRecord,
  { storage }: { storage: Storage },
): ReplyMemory {
  const memory = {
    state,
    async save(next: string) {
      memory.state = next;
      await storage.rooms.replies.saveState(answerId, next);
    },
  };
  return memory;
}
