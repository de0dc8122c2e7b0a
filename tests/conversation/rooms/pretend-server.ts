import { appendFileSync, existsSync, readFileSync } from "node:fs";
import type { ShownAnswer } from "../../../src/chat/chat-platform.ts";
import type { RoomKind } from "../../../src/chat/chat-rooms.ts";

/** A message as the pretend vendor keeps it. */
export interface PretendMessage {
  id: string;
  roomId: string;
  threadId: string;
  by: string;
  text: string;
  /** Undefined: everybody in the room sees it. */
  onlyTo?: string | undefined;
  /** What an app may attach to find its own message again. */
  metadata?: string | undefined;
  /** What the reply shows beside its text, once it is finished. */
  answer?: ShownAnswer | undefined;
}

export interface PretendRoom {
  id: string;
  kind: RoomKind;
  members: string[];
}

/** What the vendor of the chat keeps; in a file, where a process may be killed, else in memory. */
export interface PretendServer {
  rooms: Map<string, PretendRoom>;
  /** Principals by person. */
  people: Map<string, string[]>;
  post(message: Omit<PretendMessage, "id">): PretendMessage;
  update(id: string, change: Partial<PretendMessage>): void;
  remove(id: string): void;
  /** Those that are there now, in the order in which they were posted. */
  messages(): PretendMessage[];
  /** How often something was posted, updates and removals left out. */
  posts(): PretendMessage[];
}

type Operation =
  | { type: "post"; message: PretendMessage }
  | { type: "update"; id: string; change: Partial<PretendMessage> }
  | { type: "remove"; id: string };

export function createPretendServer(workspaceId: string, file?: string): PretendServer {
  const there = new Map<string, PretendMessage>();
  const posted: PretendMessage[] = [];
  if (file !== undefined && existsSync(file)) {
    const lines = readFileSync(file, "utf8").split("\n");
    // A process that was killed may have left half a line.
    for (const line of lines.slice(0, -1)) apply(JSON.parse(line) as Operation);
  }

  function apply(operation: Operation): void {
    if (operation.type === "post") {
      there.set(operation.message.id, operation.message);
      posted.push(operation.message);
    } else if (operation.type === "remove") there.delete(operation.id);
    else {
      const message = there.get(operation.id);
      if (message !== undefined) there.set(operation.id, { ...message, ...operation.change });
    }
  }

  function keep(operation: Operation): void {
    apply(operation);
    if (file !== undefined) appendFileSync(file, `${JSON.stringify(operation)}\n`);
  }

  return {
    rooms: new Map(),
    people: new Map(),
    post(given) {
      const id = `${workspaceId}:${given.roomId.split(":").at(-1)}:${1000 + posted.length}`;
      const message = { ...given, id, threadId: given.threadId === "" ? id : given.threadId };
      keep({ type: "post", message });
      return message;
    },
    update: (id, change) => keep({ type: "update", id, change }),
    remove: (id) => keep({ type: "remove", id }),
    messages: () => [...there.values()],
    posts: () => posted,
  };
}
