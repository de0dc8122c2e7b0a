import type { AnswerDeps } from "../../src/answer/answer-question.ts";
import type { ShownAnswer, VoteReason } from "../../src/chat/chat-platform.ts";
import type { RoomKind } from "../../src/chat/chat-rooms.ts";
import type { Storage } from "../../src/storage/storage.ts";

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
 * with. Whatever a platform calls things, people do and see the same on each.
 */
export interface ChatWorld {
  storage: Storage;
  /** What happened is done with: nobody waits for an answer or a word any more. */
  settle(): Promise<void>;
  /** A room of these people and the bot; its id, as admins name it. */
  addRoom(kind: RoomKind, members: string[]): Promise<string>;
  join(room: string, person: string): Promise<void>;
  say(
    by: string,
    room: string,
    text: string,
    how?: { mention?: boolean; in?: Said; to?: string },
  ): Promise<Said>;
  edit(said: Said, text: string): Promise<void>;
  /** The person deletes it. */
  remove(said: Said): Promise<void>;
  reactMute(by: string, said: Said, isMuted: boolean): Promise<void>;
  vote(
    by: string,
    answerId: string,
    vote: "up" | "down" | "withdrawn",
    why?: { reason?: VoteReason; correction?: string; citation?: number },
  ): Promise<void>;
  askPrivately(by: string, answerId: string, said: Said): Promise<void>;
  share(by: string, answerId: string, said: Said): Promise<void>;
  choose(by: string, answerId: string, choice: number, said: Said): Promise<void>;
  askExpert(by: string, answerId: string): Promise<void>;
  /** What a person sees in a message's thread, the message itself left out, in order. */
  sees(person: string, said: Said): Promise<Seen[]>;
}

/** What a platform cannot do: declared, so that nothing is left out unnoticed. */
export type Lacking = "follow-ups-without-mention" | "reactions" | "replies-for-one";

/** What a world has to be opened with. */
export interface WorldSetting {
  people: People;
  /** By path, as the files connector reads them. */
  files: Record<string, string>;
  answering: Partial<AnswerDeps>;
}
