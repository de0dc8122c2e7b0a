import type { Logger } from "../../../../telemetry/logger.ts";
import type { CallOptions, SlackThread } from "../open-thread.ts";
import { cut, disarm } from "../render/escape.ts";

const MOST_TITLE = 80;
const MOST_STATUS = 100;

/** What people see while an answer is on its way. None of it may hold an answer up or make it fail. */
export interface StatusLine {
  begin(): Promise<void>;
  show(status: string): Promise<void>;
  /** `title` names a conversation of its own, where it has just begun. */
  end(title: string | undefined, isStream: boolean): Promise<void>;
}

/**
 * In the conversation with the agent a session says that it works, with a button that stops it; the
 * line beside it, and in rooms the line alone, says at what.
 */
export function showStatus(thread: SlackThread, logger: Logger): StatusLine {
  const { client, channel, threadTs, messageTs, isDirect, onlyTo } = thread;
  // A line in the room would tell everybody of a private answer.
  const isShown = threadTs !== undefined && onlyTo === undefined;
  const place = { channel_id: channel, thread_ts: threadTs ?? "" };
  let hasLine = false;

  async function attempt(call: (options: CallOptions) => Promise<unknown>, mostWaitMs = 0) {
    if (!isShown) return;
    await call({ mostWaitMs }).catch((error: unknown) =>
      logger.debug({ error }, "Slack did not take a status"),
    );
  }

  const setLine = (status: string) => (options: CallOptions) =>
    thread.call(
      "assistant.threads.setStatus",
      () => client.assistant.threads.setStatus({ ...place, status }),
      options,
    );
  const setSession = (status: string) => (options: CallOptions) =>
    thread.call(
      "agents.sessions.setStatus",
      () => client.agents.sessions.setStatus({ ...place, status }),
      options,
    );

  return {
    begin: async () => (isDirect ? attempt(setSession("processing")) : undefined),
    async show(status) {
      hasLine = true;
      await attempt(setLine(asLine(status)));
    },
    async end(title, isStream) {
      if (isDirect && !isStream) await attempt(setSession("active"), 10_000);
      if (!isDirect && hasLine) await attempt(setLine(""), 5_000);
      if (!isDirect || title === undefined || messageTs !== threadTs) return;
      const rename = { ...place, title: asTitle(title) };
      await attempt((options) =>
        thread.call("agents.sessions.rename", () => client.agents.sessions.rename(rename), options),
      );
    },
  };
}

/** In a list of conversations: one line, and nothing in it rings, links or is left open. */
function asTitle(question: string): string {
  return cut(disarm(question).replaceAll(/\s+/g, " ").trim(), MOST_TITLE) || "A question";
}

/** "Searching the documents" as it stands after the bot's name: "is searching the documents…". */
function asLine(status: string): string {
  const words = status.slice(0, MOST_STATUS).toWellFormed();
  return `is ${words.charAt(0).toLowerCase()}${words.slice(1)}…`;
}
