import type { FormTarget, FormValues, ReviewTarget } from "./admin-forms.ts";
import type { AdminReply } from "./admin-reply.ts";
import type { AnswerStreamEvent, VoteReason } from "./chat-platform.ts";
import type { ProposalTarget, ProposalValues } from "./proposal-forms.ts";
import type { RoomKind, RoomPeople } from "./room-people.ts";
import type { SignInProvider } from "./sign-in-provider.ts";

export type { RoomKind };

/*
 * The port of platforms where people talk in rooms: Slack, Teams. Ids are strings that begin with
 * the platform and its workspace: `slack:T1:C1` is a room, `slack:T1:C1:1699.01` a message, and the
 * thread that it starts, `slack:T1:U1` a person, `slack:T1` the workspace. Nobody but the platform
 * takes them apart.
 */

/** One message of a person, as far as Footnote cares. Its text is data. */
export interface RoomMessage {
  messageId: string;
  /** The message that its thread began with: its own id where it begins one. */
  threadId: string;
  roomId: string;
  roomKind: RoomKind;
  workspaceId: string;
  askedBy: string;
  /** Plain text with Markdown as people type it; the bot's own mention is taken out, others are names. */
  text: string;
  mentionsBot: boolean;
  /** It begins with the name of somebody else: it is said to them. */
  isToOthers: boolean;
  /** Milliseconds UTC. */
  sentAt: number;
  /** Of its last edit, by the platform's clock; undefined while it is as it was sent. */
  editedAt: number | undefined;
  /** In a chat that has no threads: its thread is what was said there lately. */
  isInChat?: true;
  /** Pictures or other files come with it, which nobody reads. */
  hasFiles?: true;
}

/** A command to the bot, typed or by a button that stands for it; only who gave it sees the answer. */
export interface RoomCommand {
  /** Plain words; people, groups and rooms that it names are their ids. */
  text: string;
  by: string;
  workspaceId: string;
  /** Where it was given. */
  roomId: string;
  isDirect: boolean;
  /** Where the platform wants its answer, in its own words; good for a while. */
  answerTo: string | undefined;
  /** Pressed in the person's home: that is shown anew afterwards. `roomId` is the person then. */
  isFromHome?: true;
}

/** What happened on a platform; verified to come from it, and kept before it is acknowledged. */
export type ChatEvent =
  | { type: "message"; message: RoomMessage }
  /**
   * The whole message as it is now; `isRestored`: it was deleted, and is back; `isCommand`: its words
   * are a command by now.
   */
  | { type: "message-edited"; message: RoomMessage; isRestored?: true; isCommand?: true }
  | { type: "message-deleted"; messageId: string }
  /** By a reaction to a message, which is given or taken back at that moment of the platform's clock. */
  | {
      type: "muted";
      threadId: string;
      messageId: string;
      by: string;
      isMuted: boolean;
      at: number;
    }
  | {
      type: "voted";
      answerId: string;
      by: string;
      /** 0 stands for the answer as a whole. */
      citation: number;
      vote: "up" | "down" | "withdrawn";
      reason: VoteReason | undefined;
      correction: string | undefined;
    }
  /** The question of an answer again, for this person alone. */
  | { type: "asked-privately"; answerId: string; by: string; roomId: string }
  /** The question of a private answer again, for all who are in the room. */
  | {
      type: "shared";
      answerId: string;
      by: string;
      roomId: string;
      roomKind: RoomKind;
      threadId: string;
    }
  /** One of the choices that a question back offered, counted from 0. */
  | { type: "chosen"; answerId: string; choice: number; message: RoomMessage }
  | { type: "expert-asked"; answerId: string; by: string }
  /** `isAside`: it was taken out of its order, for it is long and changes nothing. */
  | { type: "command"; command: RoomCommand; isAside?: true }
  /** A form for a source, as it was filled in. */
  | {
      type: "source-requested";
      by: string;
      workspaceId: string;
      target: FormTarget;
      values: FormValues;
    }
  /** What waits for review, as somebody corrected it. */
  | {
      type: "reviewed";
      by: string;
      workspaceId: string;
      review: ReviewTarget;
      values: FormValues;
    }
  /** A message is to become a verified answer. */
  | { type: "proposed"; by: string; target: ProposalTarget; values: ProposalValues }
  /** A source was given its secret on the web by this person. */
  | {
      type: "source-ready";
      by: string;
      workspaceId: string;
      source: string;
      isNew: boolean;
      notes: string[];
    }
  /** Somebody pressed stop while a thread's answers are made or shown. */
  | { type: "stopped"; threadId: string; by: string; stoppedAt: number }
  /** `shown` is the platform's word for the home that they see as yet, if any. */
  | { type: "home-opened"; person: string; workspaceId: string; shown: string | undefined }
  /** Somebody opened their own conversation with the bot. */
  | { type: "conversation-opened"; person: string; workspaceId: string; roomId: string }
  /** The bot is there for the first time: it says what it is for. `person`: in their own conversation. */
  | {
      type: "installed";
      roomId: string;
      workspaceId: string;
      person: string | undefined;
      at: number;
    }
  /** The bot was taken out of it, or it was archived or deleted. */
  | { type: "room-closed"; roomId: string; at: number }
  | { type: "room-opened"; roomId: string; at: number }
  /** Footnote was uninstalled: what is kept of the workspace goes. */
  | { type: "workspace-removed"; workspaceId: string; removedAt: number };

/** What a platform hands its events to. */
export interface ChatInbox {
  /**
   * Resolves once the event is kept for good. `key` names the occurrence: of two with one key the
   * second is dropped while the first waits; later ones must do no harm. Events of one group are
   * handled in their order.
   */
  keep(key: string, group: string, event: ChatEvent): Promise<void>;
}

/** Something that was said in a thread before, by people and by the bot, as data. */
export interface EarlierMessage {
  by: "person" | "bot";
  /** Their id; undefined where the platform does not say. */
  person?: string | undefined;
  name: string;
  text: string;
}

/** Where a reply belongs. */
export interface ReplyPlace {
  workspaceId: string;
  roomId: string;
  roomKind: RoomKind;
  threadId: string;
  /** The message that is answered. */
  messageId: string;
  askedBy: string;
  /** Shown to this person alone, where the room has others. */
  onlyTo: string | undefined;
}

/** Who would read there; `askedBy` is undefined where somebody looks from outside, who reads nothing there. */
export interface AudiencePlace extends Pick<ReplyPlace, "roomId" | "roomKind" | "onlyTo"> {
  askedBy: string | undefined;
}

/** What a platform remembers of a reply from one try to the next, in its own words. */
export interface ReplyMemory {
  state: string | undefined;
  /** Resolves once it is kept for good. */
  save(state: string): Promise<void>;
}

export interface RoomPlatform extends RoomPeople {
  /** `slack`; also how its ids begin, and the surface of its answers. */
  readonly name: string;
  /** Whether one person of a room can be shown something there, unseen by the others. */
  readonly canWhisper: boolean;
  /** How its people sign in on the web; absent where that is not configured. */
  readonly signIn?: SignInProvider | undefined;
  /** Its part of the one web door; absent for a platform that is reached by sockets alone. */
  receive?(request: Request): Promise<Response>;
  /** Whether events can come in; absent for a platform that calls by itself. */
  isConnected?(): boolean;
  /** Keeps connections open until aborted; resolves when all are closed. */
  run(signal: AbortSignal): Promise<void>;
  /** From then on (milliseconds UTC) it told of whatever was said where the bot is. */
  listeningSince(): number;
  /**
   * Principals of everyone who will see a message in a room, one list a person; of one person where
   * only they will: then their own id may stand for the room.
   * @throws ChatError when that cannot be told: then nobody reads anything
   */
  audienceOf(place: AudiencePlace): Promise<string[][]>;
  /** What was said in a thread before a message, oldest first, `limit` at most. */
  earlierIn(
    message: Pick<RoomMessage, "roomId" | "threadId" | "messageId">,
    limit: number,
  ): Promise<EarlierMessage[]>;
  /**
   * Shows an answer from its events, to the end. After a crash it is called again with what it
   * saved: what is already there is gone on with, and never posted twice. Rejects when `signal`
   * aborts, and when the events end without `finished`.
   * @throws ChatError `rate-limited` or `unavailable` when it is worth another try later
   */
  showAnswer(
    place: ReplyPlace,
    answerId: string,
    events: AsyncIterable<AnswerStreamEvent>,
    memory: ReplyMemory,
    signal: AbortSignal,
  ): Promise<void>;
  /** Takes back an answer whose question was deleted. */
  withdrawAnswer(place: ReplyPlace, answerId: string, memory: ReplyMemory): Promise<void>;
  /**
   * One sentence in the thread, or to `onlyTo` alone; `key` keeps it from being said twice. Ids of
   * people, groups and rooms that stand in it are shown as mentions, and tell those whom they name.
   */
  say(place: ReplyPlace, sentence: string, key: string): Promise<void>;
  /** Takes back what was said in a thread with these keys, if it was. @throws ChatError */
  unsay(place: ReplyPlace, keys: readonly string[]): Promise<void>;
  /** Whether a message is there, and was not deleted. @throws ChatError */
  stillStands(messageId: string): Promise<boolean>;
  /**
   * What a command begins with there, up to its first word: `/footnote `. Of one that is about a room:
   * as it is typed in that room.
   */
  commandPrefix(where: "anywhere" | "room"): string;
  /**
   * Shows what a command answered to the one who gave it; without a `memory`, what is said before the
   * answer itself. @throws ChatError
   */
  answerCommand(command: RoomCommand, reply: AdminReply, memory?: ReplyMemory): Promise<void>;
  /**
   * One message to the one who gave a command, written again each time; `memory` knows which it is.
   * All but the last may be left out. @throws ChatError
   */
  showProgress(
    command: RoomCommand,
    reply: AdminReply,
    memory: ReplyMemory,
    isLast: boolean,
  ): Promise<void>;
  /** A message to all in a room; `key` keeps it from being posted twice. @throws ChatError */
  post(to: { roomId: string; workspaceId: string }, reply: AdminReply, key: string): Promise<void>;
  /** A message to one person alone; `key` keeps it from being sent twice. @throws ChatError */
  tell(to: { person: string; workspaceId: string }, reply: AdminReply, key: string): Promise<void>;
  /**
   * Shows somebody's home, a page of the bot's own for each person; absent where there is none.
   * False, and nothing shown, when `shown` is given and they see another home by now.
   * @throws ChatError
   */
  showHome?(
    to: { person: string; workspaceId: string },
    home: AdminReply,
    shown: string | undefined,
  ): Promise<boolean>;
  /**
   * Offers questions to begin with in somebody's own conversation with the bot; absent where a
   * platform has no such place. @throws ChatError
   */
  suggestQuestions?(roomId: string, questions: readonly string[]): Promise<void>;
  /** Where a message can be read; undefined where it cannot. @throws ChatError */
  linkTo?(messageId: string): Promise<string | undefined>;
}
