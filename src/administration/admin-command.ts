import type { AdminReply, Commander } from "../chat/admin-reply.ts";
import type { RoomDeps } from "../conversation/rooms/accept-room-question.ts";

export interface AdminDeps
  extends Pick<
    RoomDeps,
    | "storage"
    | "queue"
    | "platforms"
    | "administering"
    | "erasures"
    | "publicUrl"
    | "logger"
    | "now"
  > {
  /** Aborts what takes long when the process ends. */
  stop: AbortSignal;
}

/** One command, the same on every platform. */
export interface AdminCommand {
  /** The words that it begins with: `sources status`. */
  name: string;
  /** What follows them: `<name>`; empty for nothing. */
  usage: string;
  /** What it does, in a few words. */
  summary: string;
  needsAdmin: boolean;
  /** It may take minutes and changes nothing: what the person asks for next does not wait for it. */
  isLong?: true;
  /** Buttons alone give it: help leaves it out. */
  isUnlisted?: true;
  /** The least and the most words that may follow. */
  takes: readonly [least: number, most: number];
  /** After so many words, the rest is a text of somebody's, taken as it was typed. */
  textAfter?: number;
  /** @throws AdminError, ChatError: the message is the answer then */
  run(words: string[], commander: Commander, deps: AdminDeps): Promise<AdminReply>;
}

/** Words follow that mean nothing: the person meant another command, or mistyped this one. */
export class UnknownWordsError extends Error {
  override readonly name = "UnknownWordsError";
}

/** Words follow that this command does not take. */
export class WrongUsageError extends Error {
  override readonly name = "WrongUsageError";
  /** What it takes, command and all. */
  readonly forms: readonly string[];

  constructor(...forms: string[]) {
    super(`Use: ${forms.join(", ")}.`);
    this.forms = forms;
  }
}

/** A word like `full`, however its dashes came out of the keyboard. */
export function readFlag(word: string): string {
  return word.replace(/^[-–—]+/, "").toLowerCase();
}

/** These are about the room that they are given in. */
const OF_ROOM = /^(?:channel|digest here)\b/;

/** How the command is typed there: `/footnote sources`. */
export function asTyped(
  command: string,
  { workspaceId }: Pick<Commander, "workspaceId">,
  { platforms }: Pick<AdminDeps, "platforms">,
  where: "anywhere" | "room" = OF_ROOM.test(command) ? "room" : "anywhere",
): string {
  const platform = platforms.find(({ name }) => workspaceId.startsWith(`${name}:`));
  return `${platform?.commandPrefix(where) ?? "footnote "}${command}`;
}
