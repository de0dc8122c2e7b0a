/** `direct`: one person and the bot; `closed`: who is invited; `open`: all of the workspace may read it. */
export type RoomKind = "direct" | "closed" | "open";

/** What a platform tells of people and rooms, by what it says now. */
export interface RoomPeople {
  /** What somebody is who is an admin there by themselves: `an owner or admin of this workspace`. */
  adminTitle: string;
  /** Whether somebody is that; asked anew each time. @throws ChatError */
  isAdmin(person: string): Promise<boolean>;
  /** Whether they are a full member now: no guest, outsider or bot. @throws ChatError */
  isMember(person: string): Promise<boolean>;
  /** What they are there now, asked anew; undefined for whoever is gone, a bot, or of elsewhere. @throws ChatError */
  standingOf(person: string): Promise<"member" | "guest" | undefined>;
  /** As colleagues call them; undefined where nobody is known by this id. @throws ChatError */
  nameOf(person: string): Promise<string | undefined>;
  /**
   * What colleagues call everybody whom the platform shows the bot: all of its workspaces, or those in the rooms that it is
   * in. @throws ChatError
   */
  namesOfAll(): Promise<string[]>;
  /**
   * The id of whoever has an e-mail address, in the workspace of the person who gives it.
   * @throws ChatError `invalid`, with a sentence for them, where nobody is found
   */
  findPerson(address: string, by: string): Promise<string>;
  /**
   * Ids of all people who read what is said in a room, by what the platform says now; undefined where
   * others may come in without being asked. @throws ChatError
   */
  readersOf(roomId: string): Promise<string[] | undefined>;
  /** What people there call a room: `channel`, `chat`. */
  roomWord(roomId: string): Promise<string>;
  /** The kind of a room; undefined where this person or the bot is not in it. @throws ChatError */
  roomKindFor(person: string, roomId: string): Promise<RoomKind | undefined>;
  /**
   * Whether people of other companies take part in a room, by what the platform says now; undefined
   * where this person or the bot is not in it. @throws ChatError
   */
  reachOf(person: string, roomId: string): Promise<"inside" | "outside" | undefined>;
  /**
   * What of a room reaches the bot, in a few words for admins; absent where all that is said there does.
   */
  hearingIn?(roomId: string): Promise<string>;
  /** Where they live, such as `Europe/Berlin`; undefined where that is not known. @throws ChatError */
  timeZoneOf(person: string): Promise<string | undefined>;
  /** What documents call this person, group or room; undefined where they cannot. @throws ChatError */
  principalOf(id: string): Promise<string | undefined>;
  /**
   * Whom a word of a person's names as readers of documents: an id, or a name as the platform writes
   * it; undefined for any other word. @throws ChatError with a sentence for who typed it
   */
  findReader(word: string, person: string): Promise<string | undefined>;
}
