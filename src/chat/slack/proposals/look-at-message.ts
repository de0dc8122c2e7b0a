import type { webApi } from "@slack/bolt";
import { ChatError } from "../../chat-error.ts";
import { namedIn, plainText } from "../events/plain-text.ts";
import { askSlack } from "../people/ask-slack.ts";
import type { Directory } from "../people/directory.ts";
import { findNames } from "../people/names/find-names.ts";
import { readAnswerMark } from "../show/reply/marks.ts";
import type { MessageShortcut } from "./message-shortcut.ts";
import type { RememberedMessage } from "./read-target.ts";

export interface LookDeps {
  client: webApi.WebClient;
  directory: Directory;
  botUserId: string;
}

export interface SeenMessage {
  message: RememberedMessage;
  /** What a person said; empty for an answer of the bot's. */
  text: string;
}

const UNREADABLE =
  "I cannot read this message: it has to be one that stays, in a channel or conversation that I am in.";
const NO_ANSWER = "That works on my answers and on what people say.";

/**
 * The message that a shortcut was used on, as Slack has it: what only one person sees is not there.
 * A sentence where nothing can be made of it. @throws ChatError when Slack does not say
 */
export async function lookAtMessage(
  { channel: { id: channel }, message_ts: ts, message: { thread_ts } }: MessageShortcut,
  { client, directory, botUserId }: LookDeps,
): Promise<SeenMessage | string> {
  const around = { oldest: ts, latest: ts, inclusive: true, limit: 10, include_all_metadata: true };
  const asked = { channel, ts: thread_ts ?? ts, ...around };
  const answer = await askSlack(() => client.conversations.replies(asked)).catch((error) => {
    const isRefusal = error instanceof ChatError;
    if (isRefusal && ["unknown-room", "not-allowed", "invalid"].includes(error.code)) return;
    throw error;
  });
  const found = answer?.messages?.find((one) => one.ts === ts);
  if (found === undefined) return UNREADABLE;
  const { text = "", user, bot_id, metadata, thread_ts: threadTs = ts } = found;
  const place = { channel, ts, threadTs };
  if (user === botUserId) {
    const answerId = readAnswerMark(metadata);
    return answerId === undefined ? NO_ANSWER : { message: { ...place, answerId }, text: "" };
  }
  if (bot_id !== undefined) return NO_ANSWER;
  const names = await findNames(namedIn(text), { directory });
  return { message: place, text: plainText(text, { names, botUserId }) };
}
