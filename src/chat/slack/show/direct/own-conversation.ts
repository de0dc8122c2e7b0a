import type { webApi } from "@slack/bolt";
import { allPages, askSlack } from "../../people/ask-slack.ts";
import type { SlackConnection } from "../open-thread.ts";
import { isMarked, type MessageMark } from "../reply/marks.ts";

/** Of a place's last messages, looked through for one that a crash left unnoticed. */
const LAST = 100;

/** Somebody's own conversation with the bot, where it is there already. */
export async function conversationWith(
  user: string,
  client: webApi.WebClient,
): Promise<string | undefined> {
  const pages = await allPages((page) => client.conversations.list({ types: "im", ...page }));
  return pages.flatMap(({ channels }) => channels ?? []).find((one) => one.user === user)?.id;
}

/** When one of the bot's last messages in a place was posted, by its mark. */
export async function findAmongLast(
  channel: string,
  { client, botUserId }: Pick<SlackConnection, "client" | "botUserId">,
  mark: MessageMark,
): Promise<string | undefined> {
  const ask = { channel, limit: LAST, include_all_metadata: true };
  const { messages } = await askSlack(() => client.conversations.history(ask));
  return messages?.find((one) => one.user === botUserId && isMarked(one.metadata, mark))?.ts;
}
