import type { AnswerRecord } from "../answer-record.ts";
import type { NewAuditEntry } from "./audit-entry.ts";
import type { HomeStorage } from "./home-storage.ts";

export type { RecentQuestion } from "./home-storage.ts";

/** Where a question was asked in a room, and what became of showing its answer. */
export interface ReplyRecord {
  answerId: string;
  workspaceId: string;
  roomId: string;
  roomKind: "direct" | "closed" | "open";
  /** The platform's thread; the answer's own `threadId` is another one where only one person sees it. */
  threadId: string;
  messageId: string;
  askedBy: string;
  onlyTo: string | undefined;
  /** What people said in the thread since the bot did last, oldest first; data. */
  context: string[];
  /** The answer whose question this one asks again, or which it shows to others as it is. */
  again: { of: string; because: "private" | "shared" | "edited" | "as-is" } | undefined;
  /** When its text was written as it was taken, by the platform's clock. */
  saidAt: number;
  createdAt: number;
  /** From then on its text is settled: a later edit is a question of its own. */
  begunAt: number | undefined;
  /** When it was first tried to show it. */
  showingAt: number | undefined;
  /** When the first words of it were shown, whatever stood in their place before. */
  shownAt: number | undefined;
  /** What its message was changed into since: then a note says that the answer stands alone. */
  leftAs: "no-question" | "command" | undefined;
  /** What the platform remembers of showing it. */
  state: string | undefined;
  settledAt: number | undefined;
  /** `unsaid`: nobody had put the question to the bot, and it had nothing to say. */
  settledAs: "delivered" | "undeliverable" | "unsaid" | undefined;
  /** The question was deleted: its answer is to be taken back. */
  withdrawnAt: number | undefined;
  /** Nobody put the question to the bot: it answers where it can, and is silent otherwise. */
  unasked: boolean;
}

export type NewReply = Omit<
  ReplyRecord,
  | "begunAt"
  | "showingAt"
  | "shownAt"
  | "leftAs"
  | "state"
  | "settledAt"
  | "settledAs"
  | "withdrawnAt"
  | "unasked"
> & {
  unasked?: boolean;
  /** Who said each line of `context`, where that is known: so that it can be erased with them. */
  contextBy?: readonly (string | undefined)[];
};

/** A thread that the bot takes part in. */
export interface RoomThread {
  threadId: string;
  workspaceId: string;
  roomId: string;
  /** By a word, or by a reaction that stands. */
  muted: boolean;
}

/** A reaction that keeps the bot out of a thread, given or taken back. */
export interface MuteReaction {
  threadId: string;
  messageId: string;
  by: string;
  isMuted: boolean;
  /** By the platform's clock. */
  at: number;
}

/** What admins and platforms say of a room, or, under its id, of a workspace. */
export interface RoomRecord {
  id: string;
  /** The bot is out of it since then. */
  closedAt: number | undefined;
  /** When it was last told that the bot came in, or came back. */
  openedAt: number | undefined;
  autoAnswer: boolean;
  followUps: boolean;
  /** People may show here what they were told alone, though not everybody here may read it. */
  shareAsIs: boolean;
  /** The only sources that may be used here; undefined means all. */
  sources: string[] | undefined;
  /** Whom `Ask an expert` names: a person, a group or a channel. */
  expert: string | undefined;
}

/** What a person said after an expert was asked: a candidate for a verified answer. */
export interface ExpertAnswer {
  messageId: string;
  answerId: string;
  answeredBy: string;
  text: string;
  answeredAt: number;
}

/** What is kept of rooms. Removing an answer removes its reply, votes and expert's answers. */
export interface RoomStorage {
  replies: {
    /**
     * Keeps question and reply, and what the audit log is to say of them, all or nothing; false when
     * the question was there before.
     */
    accept(answer: AnswerRecord, reply: NewReply, audited?: NewAuditEntry): Promise<boolean>;
    get(answerId: string): Promise<ReplyRecord | undefined>;
    /** All that answer one message, oldest first. */
    ofMessage(messageId: string): Promise<ReplyRecord[]>;
    /** What people said before the questions of a thread, by answer. */
    contexts(threadId: string): Promise<Map<string, string[]>>;
    /**
     * Settles the text and audience of a question that is about to be answered, and gives it as it
     * then is; undefined when it has its outcome or is gone.
     */
    begin(answerId: string, audience: string[][], at: number): Promise<AnswerRecord | undefined>;
    /** False when answering has begun. */
    reword(answerId: string, question: string, saidAt: number): Promise<boolean>;
    startShowing(answerId: string, at: number): Promise<void>;
    /** Notes that words of it are shown from now on; false when it is withdrawn or gone: then none may be. */
    noteShown(answerId: string, at: number): Promise<boolean>;
    /** Notes what its message was changed into; undefined: it asks again. */
    leave(answerId: string, as: ReplyRecord["leftAs"]): Promise<void>;
    saveState(answerId: string, state: string): Promise<void>;
    settle(answerId: string, as: NonNullable<ReplyRecord["settledAs"]>, at: number): Promise<void>;
    /** Those of a room that could not be shown, of questions that were written since; oldest first. */
    listUndeliverable(roomId: string, since: number): Promise<ReplyRecord[]>;
    /**
     * Begins one that could not be shown anew, as if its question were asked at that moment: its
     * answer goes. False where it is not undeliverable any more.
     */
    reopen(answerId: string, at: number): Promise<boolean>;
    /** Those accepted before then that are not settled, oldest first. */
    listUnsettled(before: number): Promise<{ answerId: string; threadId: string }[]>;
    /** Marks all that answer a message, and gives them; they are unsettled until removed. */
    withdraw(messageId: string, at: number): Promise<ReplyRecord[]>;
    /** Notes that documents answer it, but not for everybody who would have seen the answer. */
    markNotForAll(answerId: string): Promise<void>;
    /**
     * Marks one of which no words are shown yet, for its message says something else since `saidAt`;
     * false where there are.
     */
    withdrawUnshown(answerId: string, at: number, saidAt: number): Promise<boolean>;
    /** Removes question, answer and all that hangs on them. */
    remove(answerId: string): Promise<void>;
  };
  threads: {
    get(threadId: string): Promise<RoomThread | undefined>;
    /** Makes it where it is new; `muted` as given: with `false`, no reaction of before counts. */
    save(thread: RoomThread): Promise<void>;
    /** Keeps a reaction, whatever comes twice or late; nothing where the thread is not known. */
    react(reaction: MuteReaction): Promise<void>;
    /** Reactions go with the message that they were given to. */
    forgetReactions(messageId: string): Promise<void>;
    /** A question of then was kept with what people said before it. */
    noteRead(threadId: string, sentAt: number): Promise<void>;
    /** Somebody said something then that was no question. */
    noteTalk(threadId: string, sentAt: number): Promise<void>;
    /** Whatever may be said in a room from now on is not told. */
    forgetRead(roomId: string): Promise<void>;
    /**
     * Whether nothing but kept questions was said in a thread before then, as far as was told since
     * the last of them, which has to be of after `since`.
     */
    isRead(threadId: string, sentAt: number, since: number): Promise<boolean>;
  };
  rooms: {
    get(id: string): Promise<RoomRecord | undefined>;
    list(): Promise<RoomRecord[]>;
    /** What is not named keeps its value; of a new one, what `newRoom` says. */
    change(id: string, change: Partial<Omit<RoomRecord, "id">>): Promise<RoomRecord>;
  };
  deletedMessages: {
    add(messageId: string, at: number): Promise<void>;
    has(messageId: string): Promise<boolean>;
    /** It is back. */
    remove(messageId: string): Promise<void>;
    /** Forgets those of before. */
    prune(before: number): Promise<void>;
  };
  experts: {
    /** False when one was asked already; `expert` is whom it named. */
    ask(
      request: Pick<ReplyRecord, "answerId" | "threadId" | "askedBy"> & { expert: string },
      at: number,
    ): Promise<boolean>;
    /** Whom the request about an answer named. */
    named(answerId: string): Promise<string | undefined>;
    /** The last request of a thread. */
    asked(threadId: string): Promise<{ answerId: string; askedBy: string } | undefined>;
    /** Replaces what the same message said before. */
    saveAnswer(answer: ExpertAnswer): Promise<void>;
    removeAnswer(messageId: string): Promise<void>;
    /** Newest first. */
    listAnswers(limit: number): Promise<ExpertAnswer[]>;
  };
  home: HomeStorage;
  /**
   * Removes all that is kept of a workspace, its installation too unless it is of after then; the
   * number of its questions.
   */
  removeWorkspace(workspaceId: string, removedAt: number): Promise<number>;
}

/** A room of which nobody has said anything. */
export function newRoom(id: string): RoomRecord {
  return {
    id,
    closedAt: undefined,
    openedAt: undefined,
    autoAnswer: false,
    followUps: true,
    shareAsIs: false,
    sources: undefined,
    expert: undefined,
  };
}
