import type { webApi } from "@slack/bolt";
import { ChatError } from "../../chat-error.ts";
import type { EarlierMessage, RoomMessage } from "../../chat-rooms.ts";
import { type NamedIn, namedIn, plainText } from "../events/plain-text.ts";
import type { Pace } from "../show/pace.ts";
import { readSlackId, slackId } from "../slack-ids.ts";
import { allPages } from "./ask-slack.ts";

interface EarlierDeps {
  client: webApi.WebClient;
  pace: Pace;
  botUserId: () => Promise<string>;
  namesOf: (named: NamedIn) => Promise<ReadonlyMap<string, string>>;
}

/** Who asks is answered without it, rather than late. */
const MOST_WAIT_MS = 5_000;

/** What people and the bot said in a thread before a message, oldest first. @throws ChatError */
export async function earlierIn(
  { threadId, messageId }: Pick<RoomMessage, "threadId" | "messageId">,
  limit: number,
  { client, pace, botUserId, namesOf }: EarlierDeps,
): Promise<EarlierMessage[]> {
  const [thread, message] = [readSlackId(threadId), readSlackId(messageId)];
  if (thread?.ts === undefined || message?.ts === undefined) {
    throw new ChatError("unknown-room", `${threadId} is no thread of Slack's.`);
  }
  if (thread.ts === message.ts) return [];
  const asked = { channel: thread.objectId, ts: thread.ts, latest: message.ts };
  const place = { teamId: thread.teamId, channel: asked.channel, mostWaitMs: MOST_WAIT_MS };
  const call = { method: "conversations.replies", ...place } as const;
  const pages = await allPages((page) =>
    pace.run(call, () => client.conversations.replies({ ...asked, ...page })),
  );
  const before = Number(message.ts);
  const bot = await botUserId();
  const said = pages
    .flatMap(({ messages }) => messages ?? [])
    // Other bots' words are neither asked nor answered here.
    .filter(({ ts, user, bot_id }) => Number(ts) < before && (bot_id === undefined || user === bot))
    .filter((message) => !("subtype" in message) || SAID.has(String(message.subtype)))
    .slice(-limit);
  const texts = said.map(({ text }) => text ?? "");
  const speakers = said.flatMap(({ user }) => (user === undefined ? [] : [user]));
  const named = namedIn(texts.join("\n"));
  const names = await namesOf({ ...named, people: [...named.people, ...speakers] });
  return said.map(({ user = "", text = "" }) => ({
    by: user === bot ? "bot" : "person",
    person: user === "" ? undefined : slackId(thread.teamId, user),
    name: names.get(user) ?? "somebody",
    text: plainText(text, { names, botUserId: bot }),
  }));
}

const SAID = new Set(["thread_broadcast", "file_share", "me_message"]);
