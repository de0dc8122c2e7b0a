import type { ReplyMemory } from "../../chat-rooms.ts";
import type { SendNotes } from "../wire/send-once.ts";

/** What is remembered of a message by how often it was sent; there is a last time. */
const TRIES = ["", "sending", "repeating"];
const SENT = /^sent (\S*)$/;

/** The id of the message that a memory knows of; empty where Teams gave none. */
export function sentActivity({ state = "" }: ReplyMemory): string | undefined {
  return SENT.exec(state)?.[1];
}

/** The memory of a command, as what is kept of the one message that answers it. */
export function commandNotes(memory: ReplyMemory): SendNotes {
  const tried = () => TRIES.indexOf(memory.state ?? "");
  return {
    async begin() {
      const before = tried();
      const next = before === -1 ? undefined : TRIES[before + 1];
      if (next === undefined) return undefined;
      await memory.save(next);
      return before;
    },
    arrived: (id) => memory.save(`sent ${id ?? ""}`),
    refused: () => memory.save(TRIES[tried() - 1] ?? ""),
  };
}
