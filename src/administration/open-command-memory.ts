import type { ReplyMemory } from "../chat/chat-rooms.ts";
import type { AdminDeps } from "./admin-command.ts";

/** What a platform remembers of what it shows for a command that was given at `since`. */
export async function openCommandMemory(
  key: string,
  since: number,
  { storage }: Pick<AdminDeps, "storage">,
): Promise<ReplyMemory> {
  const { commands } = storage.administration;
  const memory: ReplyMemory = {
    state: (await commands.get(key))?.state,
    async save(state) {
      memory.state = state;
      await commands.keep(key, undefined, since);
      await commands.saveState(key, state);
    },
  };
  return memory;
}
