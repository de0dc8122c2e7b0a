import type { Message } from "./message.ts";

export type ChannelKind = "public" | "private" | "im" | "mpim";

export interface Channel {
  id: string;
  name: string;
  kind: ChannelKind;
  /** The workspace it belongs to. */
  teamId: string;
  /** The workspaces that it is shared with. */
  sharedWith: string[];
  members: Set<string>;
  archived: boolean;
  creator: string;
  createdAt: number;
  topic: string;
  purpose: string;
  messages: Message[];
  /** Shown to one person until they reload. */
  ephemeral: Message[];
  deleted: Message[];
}

export interface NewChannel {
  name: string;
  kind?: ChannelKind;
  /** Ids or names. */
  members?: string[];
  sharedWith?: string[];
  topic?: string;
}
