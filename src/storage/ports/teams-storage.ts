/** A conversation of Teams that the bot is or was in: where it is reached, and who may be there. */
export interface TeamsConversation {
  /** `teams:<tenant>:<conversation>`. */
  roomId: string;
  workspaceId: string;
  serviceUrl: string;
  kind: "personal" | "group" | "channel";
  /** Of a channel: the team's own conversation (`19:…@thread.tacv2`). */
  teamId: string | undefined;
  /** Of a channel, as Teams last said: `standard`, `private`, `shared`. */
  channelType: string | undefined;
  /** Of a personal chat: whose. */
  person: string | undefined;
  /** The bot's own id there (`28:…`). */
  botId: string;
  /** When Teams last told of a message there that was not to the bot, by a few minutes; undefined for never. */
  overheardAt: number | undefined;
  /** Where the last message came from; later ones replace it. Milliseconds UTC. */
  seenAt: number;
}

/** Somebody who was seen in a conversation, so that they can be asked about and reached again. */
export interface TeamsAcquaintance {
  /** `teams:<tenant>:<person>`. */
  personId: string;
  workspaceId: string;
  /** Teams' own id of them (`29:…`). */
  mri: string;
  /** Where they were seen last. */
  roomId: string;
  /** As their Teams last said it: an IANA name. */
  timeZone: string | undefined;
  seenAt: number;
}

/** Where an answer was asked for, as far as is needed to tell who may act upon it. */
export interface TeamsAnswerPlace {
  answerId: string;
  roomId: string;
  roomKind: "direct" | "closed" | "open";
  threadId: string;
  askedBy: string;
  onlyTo: string | undefined;
}

/** Something that was said with a key, or tried. */
export interface SaidSentence {
  key: string;
  roomId: string;
  activityId: string | undefined;
}

/** What of Teams has to outlast a restart. */
export interface TeamsStorage {
  conversations: {
    /** Replaces what is kept, unless that was seen later; an undefined `overheardAt` or `channelType` keeps what was known. */
    save(conversation: TeamsConversation): Promise<void>;
    /** Notes that somebody came or went, by the clock of Teams; of what is told late, the last stays. */
    peopleChanged(roomId: string, at: number): Promise<void>;
    /**
     * When that was last noted there or, of a channel, anywhere in its team: rosters of before are old.
     * Channels that nobody knew yet when it was told bear no note of it.
     */
    peopleChangedAt(
      room: Pick<TeamsConversation, "roomId" | "workspaceId" | "teamId">,
    ): Promise<number | undefined>;
    get(roomId: string): Promise<TeamsConversation | undefined>;
    personalOf(person: string): Promise<TeamsConversation | undefined>;
    ofTeam(workspaceId: string, teamId: string): Promise<TeamsConversation[]>;
    list(workspaceId: string): Promise<TeamsConversation[]>;
    remove(roomId: string): Promise<void>;
  };
  people: {
    /** Replaces what is kept, unless they were seen later; an undefined `timeZone` keeps what was known. */
    save(seen: TeamsAcquaintance): Promise<void>;
    get(personId: string): Promise<TeamsAcquaintance | undefined>;
  };
  /**
   * Chats have no threads of their own: the thread that a message of a chat belongs to is the one of
   * the message before it, or a new one that begins with it, when that was more than `gapMs` before.
   * One that comes late, before all others, belongs to what follows it within `gapMs`. Where it
   * quotes one, it belongs to that one's `thread`. One act; the same message always gets the same.
   */
  chatThread(
    roomId: string,
    messageId: string,
    sentAt: number,
    gapMs: number,
    thread?: string,
  ): Promise<string>;
  /** The thread of a message of a chat, if it was given one. */
  threadOf(messageId: string): Promise<string | undefined>;
  /**
   * What was said with a key, so that it is said once: Teams lets the bot look nowhere for what it
   * sent. Whatever a workspace has of it goes with it.
   */
  said: {
    /**
     * Noted before each try to say something. How often it was tried before without anybody learning
     * that it arrived; undefined, and nothing noted, where it was said or was tried `most` times.
     */
    claim(key: string, roomId: string, most: number, notedAt?: number): Promise<number | undefined>;
    /** It arrived, as this activity where Teams said which. */
    note(key: string, activityId: string | undefined): Promise<void>;
    /** The last try was refused: nothing of it arrived. */
    release(key: string): Promise<void>;
    find(keys: readonly string[]): Promise<SaidSentence[]>;
    remove(keys: readonly string[]): Promise<void>;
  };
  /** The thread of the last message of a chat before then. */
  threadAt(roomId: string, at: number): Promise<string | undefined>;
  answers: {
    /** Undefined where there is none, or it is being taken back. */
    get(answerId: string): Promise<TeamsAnswerPlace | undefined>;
    /**
     * The answer that a message of the bot's shows, by its activity's id, which stands as a string in
     * the JSON that showing it keeps: one of this room, or one that is for this person alone.
     */
    shownAs(
      activityId: string,
      where: { roomId: string; person: string | undefined },
    ): Promise<TeamsAnswerPlace | undefined>;
    /** The last that was shown in a room, or in one thread of it, to this person. */
    lastShown(where: {
      roomId: string;
      threadId: string | undefined;
      person: string;
      /** It is the person's own chat with the bot, where they read what is for them alone. */
      isPersonal: boolean;
    }): Promise<TeamsAnswerPlace | undefined>;
  };
}

/** Where people and rooms are found. */
export type TeamsPlaces = Pick<TeamsStorage, "conversations" | "people">;
