import type { ChatEvent, RoomKind } from "../../chat-rooms.ts";

/** An event with what the inbox wants to know beside it. */
export interface Occurrence {
  key: string;
  group: string;
  event: ChatEvent;
}

/** What has to be known of Slack to read what it sends. */
export interface ReadContext {
  teamId: string;
  botUserId: string;
  /** Of people and groups that a message names, by their ids. */
  names: ReadonlyMap<string, string>;
  /** Of the room that it is about. */
  roomKind: RoomKind;
  /** Of the message that got a reaction. */
  threadTs?: string | undefined;
  now: number;
}
