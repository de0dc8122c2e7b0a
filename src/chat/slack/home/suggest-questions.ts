import { ChatError } from "../../chat-error.ts";
import type { ShowDeps } from "../show/open-thread.ts";
import { cut, disarm, straighten } from "../show/render/escape.ts";
import { readSlackId, slackWorkspaceId } from "../slack-ids.ts";

/** Slack takes no more. */
const MOST_PROMPTS = 4;
const MOST_TITLE = 75;
const MOST_MESSAGE = 300;
/** Whoever has opened the conversation soon writes something of their own. */
const MOST_WAIT_MS = 3_000;

/**
 * `RoomPlatform.suggestQuestions`: at the top of the conversation with the agent, in place of those
 * of the manifest. With a thread named, Slack drops the call without a word.
 */
export async function suggestQuestions(
  roomId: string,
  questions: readonly string[],
  { connectionFor, pace }: Pick<ShowDeps, "connectionFor" | "pace">,
): Promise<void> {
  const id = readSlackId(roomId);
  if (id === undefined) throw new ChatError("unknown-room", `${roomId} is not a place in Slack.`);
  const { teamId, objectId: channel } = id;
  const { client } = await connectionFor(slackWorkspaceId(teamId));
  // Pressed, it is a message of the person's: it must ring for nobody.
  const prompts = questions
    .slice(0, MOST_PROMPTS)
    .map((question) => disarm(straighten(question)))
    .map((text) => ({ title: cut(text, MOST_TITLE), message: cut(text, MOST_MESSAGE) }));
  const method = "assistant.threads.setSuggestedPrompts" as const;
  await pace.run({ method, teamId, channel, mostWaitMs: MOST_WAIT_MS }, () =>
    client.assistant.threads.setSuggestedPrompts({ channel_id: channel, prompts }),
  );
}
