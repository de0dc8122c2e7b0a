import type { AnswerDeps } from "../../../../src/answer/answer-question.ts";
import type { ShownAnswer, VoteReason } from "../../../../src/chat/chat-platform.ts";
import type { RoomKind } from "../../../../src/chat/chat-rooms.ts";
import type { Config } from "../../../../src/config.ts";
import type { Storage } from "../../../../src/storage/storage.ts";

/** A message that a person sent. */
export interface Said {
  by: string;
  room: string;
  /** As the platform calls them. */
  messageId: string;
  threadId: string;
}

/** A message as somebody sees it. */
export interface Seen {
  messageId: string;
  by: string;
  text: string;
  /** The answer that it shows, once that is finished. */
  answer: ShownAnswer | undefined;
  onlyTo: string | undefined;
}

/** What the suite's people hold beside `everyone`. */
export type People = Readonly<Record<string, readonly string[]>>;

/**
 * People on a chat platform with Footnote running behind it, over the documents that it was opened
 * with. Whatever a platform calls things, people do and see the same on each. What it does not offer
 * is absent, see `actsOf`.
 */
export interface ChatWorld {
  storage: Storage;
  /** What happened is done with: nobody waits for an answer or a word any more. */
  settle(): Promise<void>;
  /** Somebody's own conversation with the bot. */
  ownChat(person: string): Promise<string>;
  say(
    by: string,
    room: string,
    text: string,
    how?: { mention?: boolean; in?: Said; to?: string },
  ): Promise<Said>;
  /** What a person sees in a message's thread, the message itself left out, in order. */
  sees(person: string, said: Said): Promise<Seen[]>;

  /** A room of these people and the bot; its id, as admins name it. */
  addRoom?(kind: Exclude<RoomKind, "direct">, members: string[]): Promise<string>;
  join?(room: string, person: string): Promise<void>;
  takeBotOut?(room: string): Promise<void>;
  bringBotBack?(room: string): Promise<void>;
  /** From now on the platform does not tell who is in rooms. */
  hideMembers?(): Promise<void>;
  /** What the bot showed a person alone, wherever that is, in order. */
  seesAlone?(person: string): Promise<Seen[]>;

  edit?(said: Said, text: string): Promise<void>;
  /** The person deletes it. */
  remove?(said: Said): Promise<void>;
  /** In the thread that this message began, to any message of it. */
  reactMute?(by: string, said: Said, isMuted: boolean): Promise<void>;
  /** What is shown of the work on an unfinished answer, nothing while nothing is. */
  statusOf?(said: Said): Promise<string>;
  stopAnswer?(by: string, said: Said): Promise<void>;

  choose?(by: string, answerId: string, choice: number, said: Said): Promise<void>;
  askPrivately?(by: string, answerId: string, said: Said): Promise<void>;
  share?(by: string, answerId: string, said: Said): Promise<void>;
  askExpert?(by: string, answerId: string): Promise<void>;
  vote?(
    by: string,
    answerId: string,
    vote: "up" | "down" | "withdrawn",
    why?: { reason?: VoteReason; correction?: string; citation?: number },
  ): Promise<void>;
  /** Proposes a message as a verified answer, as the form has it filled in. */
  propose?(by: string, message: Pick<Said, "messageId">): Promise<void>;

  /** Gives a command, its words without what commands begin with; its answer, as they see it. */
  command?(by: string, words: string, room?: string): Promise<string>;
  /** Gives a command that opens a form; all words of it, or what is answered instead. */
  openForm?(by: string, words: string): Promise<string>;
  /** Opens one's own page; all words on it. */
  openHome?(person: string): Promise<string>;
}

/** What a world has to be opened with. */
export interface WorldSetting {
  people: People;
  /** Who administers the workspace; full members. */
  admins: readonly string[];
  /** Who is there as a guest. */
  guests: readonly string[];
  /** By path, as the files connector reads them. */
  files: Record<string, string>;
  answering: Partial<AnswerDeps>;
  config?: Partial<Pick<Config, "maxPendingPerAsker" | "actionsPerUserPerHour">>;
}

export type OpenWorld = (setting: WorldSetting) => Promise<ChatWorld>;
