import type { ChatEvent } from "../../chat-rooms.ts";

/** An event with what the inbox wants to know beside it. */
export interface Occurrence {
  key: string;
  group: string;
  event: ChatEvent;
}
