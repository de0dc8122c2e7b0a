import type { Message } from "./message.ts";

export type RoomKind = "personal" | "group" | "meeting" | "channel";
export type ChannelType = "standard" | "private" | "shared";

/** A conversation of Teams. */
export interface Room {
  /** `a:1…`, `19:…@thread.v2`, `19:meeting_…@thread.v2`, `19:…@thread.tacv2`. */
  id: string;
  /** `@ana` for ana's chat with the bot. */
  name: string;
  kind: RoomKind;
  tenantId: string;
  /** Of a channel. */
  teamId: string | undefined;
  channelType: ChannelType | undefined;
  /** Object ids; a standard channel has those of its team instead. */
  members: Set<string>;
  /** Object ids of who reads a shared channel with their own team; they are in no roster of the connector's. */
  withTheirTeam: Set<string>;
  /** Of chats, and of private and shared channels in a team with the app; a standard one goes with its team. */
  isBotIn: boolean;
  /** Its members granted that the bot hears what does not name it. */
  hearsAll: boolean;
  isDeleted: boolean;
  messages: Message[];
}
