import { ChatError } from "../../../chat-error.ts";
import type { ShownCitation } from "../../../chat-platform.ts";
import type { SlackThread } from "../open-thread.ts";
import { fits } from "../render/markdown/fit-markdown.ts";
import { textToMarkdown } from "../render/markdown/text-to-markdown.ts";
import type { RenderedAnswer } from "../render/render-answer.ts";
import { slackRefusal } from "../to-chat-error.ts";
import { unlessSpent } from "./message-reply.ts";
import { updateReply } from "./post-reply.ts";
import type { Reply, ReplyContext } from "./reply.ts";
import { saveState } from "./reply-state.ts";

/** Others may have posted in the channel right now; a spent minute is not waited for. */
const MOST_START_WAIT_MS = 2_500;
/** A person pressed stop, or Slack ended it. */
const ENDED = "message_not_in_streaming_state";

/** Slack's refusals that other ways of posting would meet as well, or that pass. */
const FINAL = new Set(["unknown-room", "unavailable", "rate-limited"]);

export type Started = { ts: string } | "spent" | "not-offered";

/** Starts a stream with its first words. @throws ChatError when it may have started, or none can */
export async function startStream(
  { thread, memory, signal }: ReplyContext,
  markdown: string,
): Promise<Started> {
  const { client, channel, threadTs, isDirect, asker } = thread;
  if (threadTs === undefined) return "not-offered";
  const to = { recipient_user_id: asker.userId, recipient_team_id: asker.teamId };
  const place = { channel, thread_ts: threadTs, ...(isDirect ? {} : to) };
  // Before the call: a crash after it finds the stream that nobody has noted.
  await saveState(memory, { mode: "stream" });
  try {
    const { ts } = await thread.call(
      "chat.startStream",
      () => client.chat.startStream({ ...place, markdown_text: markdown }),
      { signal, mostWaitMs: MOST_START_WAIT_MS },
    );
    if (ts === undefined) throw new Error("Slack started a stream without saying which.");
    await saveState(memory, { mode: "stream", ts });
    return { ts };
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    if (error.code === "rate-limited") return "spent";
    if (FINAL.has(error.code)) throw error;
    return "not-offered";
  }
}

/** A stream that runs, with `sent` shown already. */
export function streamReply(context: ReplyContext, ts: string, sent: string): Reply {
  const { thread, memory, pace, signal } = context;
  const { client, channel, teamId } = thread;
  let isStopped = false;

  async function append(markdown: string): Promise<boolean> {
    const pieces = { channel, ts, markdown_text: markdown };
    const call = () => client.chat.appendStream(pieces);
    return unlessSpent(thread.call("chat.appendStream", call, { signal, mostWaitMs: 0 }));
  }

  return {
    async grow(text: string, citations: readonly ShownCitation[]) {
      const markdown = textToMarkdown(text, citations);
      // What is shown cannot be changed while it streams; the end puts it right.
      if (isStopped || !fits(markdown) || !markdown.startsWith(sent)) return false;
      if (markdown === sent) return true;
      try {
        const isShown = await append(markdown.slice(sent.length));
        if (isShown) sent = markdown;
        return isShown;
      } catch (error) {
        if (slackRefusal(error) !== ENDED) throw error;
        isStopped = true;
        return false;
      }
    },
    gatherMs: () => pace.appendEveryMs(teamId),
    async finish(rendered) {
      const isOnItsWay = !isStopped && rendered.markdown.startsWith(sent);
      const isEnded = isOnItsWay && (await stopWith(context, ts, rendered, sent));
      if (!isEnded) await replaceStream(context, ts, rendered);
      await saveState(memory, { mode: "stream", ts, isDone: true });
    },
  };
}

/** The rest and what stands below it; false where that could not be shown as it should. */
async function stopWith(
  { thread, mark, signal }: ReplyContext,
  ts: string,
  { markdown, below }: RenderedAnswer,
  sent: string,
): Promise<boolean> {
  const rest = markdown.slice(sent.length);
  return stop(thread, signal, {
    ...{ channel: thread.channel, ts, blocks: below, metadata: mark },
    ...(rest === "" ? {} : { markdown_text: rest }),
  });
}

/** Ends a stream that was cut off, if it still runs, and writes the whole answer over it. */
export async function replaceStream(
  { thread, mark, signal }: ReplyContext,
  ts: string,
  rendered: RenderedAnswer,
): Promise<void> {
  await stop(thread, signal, { channel: thread.channel, ts, metadata: mark });
  await updateReply(thread, ts, rendered, mark, { signal });
}

type StopArguments = Parameters<SlackThread["client"]["chat"]["stopStream"]>[0];

/** False where it does not run any more, or Slack would not take what it was to end with. */
export async function stop(
  { client, call }: SlackThread,
  signal: AbortSignal | undefined,
  pieces: NonNullable<StopArguments>,
): Promise<boolean> {
  const send = () => client.chat.stopStream({ session_status: "active", ...pieces });
  try {
    await call("chat.stopStream", send, { signal });
    return true;
  } catch (error) {
    if (["invalid_blocks", "msg_too_long", ENDED].includes(slackRefusal(error) ?? "")) return false;
    throw error;
  }
}
