/** A person or thing that a message names: text in it, and whom it rings. */
export interface Mention {
  /** `<at>Ana Lima</at>` */
  text: string;
  id: string;
  name: string;
}

/** A message in a conversation. */
export interface Message {
  /** Milliseconds since 1970, as digits; never the same twice. */
  id: string;
  roomId: string;
  /** Of a reply in a channel: the message that the thread began with. */
  rootId: string | undefined;
  /** Object id, or `bot`. */
  from: string;
  at: number;
  /** Markdown of the bot's; of people's, words with `<at>…</at>` in them. */
  text: string;
  mentions: Mention[];
  /** In chats: the message that it quotes. */
  quotedId: string | undefined;
  /** What the bot sent, its latest version; undefined for people's. */
  activity: Record<string, unknown> | undefined;
  /** Cards that a button answered with, seen by who pressed it only: by object id, then by place. */
  ownCards: Map<string, Map<number, Record<string, unknown>>>;
  /** By type, the object ids of who reacted. */
  reactions: Map<string, Set<string>>;
  isEdited: boolean;
  isDeleted: boolean;
  /** Undefined for what was not streamed. */
  stream: "running" | "done" | "cancelled" | undefined;
}
