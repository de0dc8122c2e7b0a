import type { Block } from "../blocks/block.ts";

export interface MessageMetadata {
  event_type: string;
  event_payload: Record<string, unknown>;
}

export interface SharedFile {
  id: string;
  name: string;
  title: string;
  mimetype: string;
  size: number;
  user: string;
}

export interface Message {
  ts: string;
  channelId: string;
  teamId: string;
  user: string;
  text: string;
  botId?: string;
  appId?: string;
  username?: string;
  blocks?: Block[];
  attachments?: unknown[];
  threadTs?: string;
  subtype?: string;
  metadata?: MessageMetadata;
  edited?: { user: string; ts: string };
  reactions: Map<string, Set<string>>;
  clientMsgId?: string;
  /** Whom it is shown to alone. */
  ephemeralFor?: string;
  stream?: "in_progress" | "completed" | "errored";
  /** How many times it was changed after it was posted. */
  changes: number;
  files?: SharedFile[];
  broadcast?: boolean;
  /** Ids, and `here`, `channel`, `everyone`, whose bell rang when it was posted. */
  notified: string[];
  unfurlLinks?: boolean;
  unfurlMedia?: boolean;
}
