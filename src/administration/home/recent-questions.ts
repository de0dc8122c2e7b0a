import type { AdminItem, AdminPart } from "../../chat/admin-reply.ts";
import { ChatError } from "../../chat/chat-error.ts";
import type { RoomPlatform } from "../../chat/chat-rooms.ts";
import { platformOf } from "../../chat/platform-of.ts";
import { withPatience } from "../../chat/with-patience.ts";
import type { RecentQuestion } from "../../storage/ports/room-storage.ts";
import type { Outcome } from "../../storage/storage.ts";
import type { AdminDeps } from "../admin-command.ts";
import { fromNow } from "../describe/in-words.ts";

const MOST_QUESTIONS = 6;
const MOST_CHARACTERS = 160;

const OUTCOMES: Record<Outcome, { words: string; state: NonNullable<AdminItem["state"]> }> = {
  answered: { words: "answered", state: "ok" },
  degraded: { words: "answered with quotes", state: "ok" },
  clarify: { words: "waits for your choice", state: "warning" },
  "not-found": { words: "nothing was found", state: "warning" },
  busy: { words: "there was too much to do: ask again", state: "warning" },
  failed: { words: "could not be answered", state: "bad" },
};
const WAITING = { words: "being answered", state: "busy" } as const;
const NOT_SHOWN = { words: "could not be shown where you asked", state: "warning" } as const;
const STOPPED = { words: "stopped", state: "off" } as const;

/** What somebody asked last, themselves, and what became of it. */
export async function recentQuestions(
  person: string,
  { storage, platforms, now }: Pick<AdminDeps, "storage" | "platforms" | "now">,
): Promise<AdminPart> {
  const platform = platformOf(person, platforms);
  const asked = await storage.rooms.home.recentQuestions(person, MOST_QUESTIONS);
  const items = await Promise.all(asked.map((one) => describe(one, platform, now())));
  const none = "You have not asked anything yet.";
  return { type: "list", title: "Your last questions", items, none };
}

async function describe(
  { messageId, question, askedAt, outcome, isStopped, isUndeliverable }: RecentQuestion,
  platform: RoomPlatform,
  now: number,
): Promise<AdminItem> {
  const { words, state } = isStopped
    ? STOPPED
    : isUndeliverable
      ? NOT_SHOWN
      : outcome === undefined
        ? WAITING
        : OUTCOMES[outcome];
  const url = await linkTo(messageId, platform);
  const isLong = question.length > MOST_CHARACTERS;
  return {
    title: isLong ? `${question.slice(0, MOST_CHARACTERS).toWellFormed()}…` : question,
    lines: [`${words} · ${fromNow(askedAt, now)}`],
    state,
    ...(url === undefined ? {} : { url }),
  };
}

/** A question can be read without. */
async function linkTo(messageId: string, platform: RoomPlatform): Promise<string | undefined> {
  try {
    return await withPatience(async () => platform.linkTo?.(messageId));
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    return undefined;
  }
}
