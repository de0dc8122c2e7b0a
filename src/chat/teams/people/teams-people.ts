import type { TeamsConversation } from "../../../storage/ports/teams-storage.ts";
import type { RoomKind, RoomPlatform } from "../../chat-rooms.ts";

/** Who is who in Teams, who reads what is said where, and what they may read themselves. */
export interface TeamsPeople
  extends Pick<
    RoomPlatform,
    | "audienceOf"
    | "earlierIn"
    | "isAdmin"
    | "isMember"
    | "standingOf"
    | "nameOf"
    | "namesOfAll"
    | "readersOf"
    | "roomKindFor"
    | "reachOf"
    | "timeZoneOf"
    | "findPerson"
    | "principalOf"
    | "findReader"
    | "hearingIn"
  > {
  /** What somebody calls a person or a room; undefined where nobody is known by that id. @throws ChatError */
  nameFor(id: string, viewer: string): Promise<string | undefined>;
  /** What is not surely `open` is `closed`. @throws ChatError */
  kindOf(conversation: TeamsConversation): Promise<RoomKind>;
  /** By what Teams says now. @throws ChatError */
  isIn(person: string, roomId: string): Promise<boolean>;
  /** What this person calls a chat that they are in; undefined where they are not, or nobody knows. */
  nameOfChat(roomId: string, viewer: string): Promise<string | undefined>;
  /** What a mention of somebody is made of; undefined where Teams does not show them. @throws ChatError */
  mentionOf(person: string): Promise<{ mri: string; name: string } | undefined>;
  /** Whether they are a guest or of another company, as far as Teams says so. @throws ChatError */
  isFromOutside(person: string): Promise<boolean>;
}
