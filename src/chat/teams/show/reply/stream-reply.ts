import { setTimeout as sleep } from "node:timers/promises";
import { ChatError } from "../../../chat-error.ts";
import type { ShownAnswer, ShownCitation } from "../../../chat-platform.ts";
import type { OutgoingActivity } from "../../connect/teams-connector.ts";
import { isCancelled, mayHaveArrived } from "../../wire/refusal.ts";
import { renderGrowing } from "../render/render-answer.ts";
import { finishStream, withStreamInfo } from "./finish-stream.ts";
import { messageReply } from "./message-reply.ts";
import type { Reply, ReplyContext } from "./reply.ts";
import { changeState } from "./reply-state.ts";
import { endStopped, tellStopped } from "./stopped-reply.ts";

/** Teams takes one request a second, and counts arrivals. */
const EVERY_MS = 1_100;
/** Teams ends a stream two minutes after its first request. */
const LONGEST_MS = 100_000;
/** With the dots behind it. */
const MOST_STATUS = 999;
const GOES_ON_BELOW = "*This takes longer than I may write here: my whole answer follows below.*";

interface Growth {
  text: string;
  citations: ShownCitation[];
}

/** Teams' own streaming, in personal chats: what is done, then the text as it grows. */
export function streamReply(context: ReplyContext): Reply {
  const { to, memory, signal, deps } = context;
  const { now } = deps;
  const message = messageReply(context);
  /** `refused`: no more pieces are taken; `ended`: it has had its end. */
  let state: "before" | "streams" | "stopped" | "refused" | "ended" = "before";
  let id = "";
  let sequence = 0;
  let startedAt = 0;
  let lastAt = Number.NEGATIVE_INFINITY;
  let status: string | undefined;
  let growth: Growth | undefined;
  /** The Markdown that may be shown by now, and what it was made of. */
  let sent = "";
  let shown: Growth | undefined;

  /** One request of the stream; false where it was left out. */
  async function push(
    kind: "informative" | "streaming",
    words: Pick<OutgoingActivity, "text" | "textFormat">,
  ): Promise<boolean> {
    const isOptional = id !== "";
    const info = { streamType: kind, streamSequence: sequence + 1, ...(id && { streamId: id }) };
    const activity = withStreamInfo({ type: "typing", ...words }, info);
    try {
      const given = await deps.pace.run(to, () => deps.connector.send(to, activity), {
        ...{ signal, isOptional },
      });
      sequence += 1;
      id ||= given ?? "";
      return true;
    } catch (error) {
      if (!(error instanceof ChatError)) throw error;
      if (isCancelled(error)) await stop();
      else if (mayHaveArrived(error)) {
        sequence += 1;
        return true;
      } else if (error.code !== "rate-limited") {
        deps.logger.info({ error }, "Teams did not take a piece of a stream");
        state = "refused";
      }
      return false;
    } finally {
      lastAt = now();
    }
  }

  async function begin(): Promise<void> {
    // Informative words leave nothing behind where nobody learns that the stream began.
    const words = status ?? "Working on it";
    startedAt = now();
    status = undefined;
    await push("informative", informative(words));
    state = id === "" ? "refused" : "streams";
    if (id !== "") await changeState(memory, { stream: { id, text: "" } });
  }

  async function stop(): Promise<void> {
    state = "stopped";
    await tellStopped(context);
  }

  async function growOn(next: Growth): Promise<void> {
    growth = undefined;
    const words = renderGrowing(next.text, next.citations);
    const { text = "" } = words;
    // What is shown cannot be changed while it streams; the end puts it right.
    if (text === "" || text === sent || !text.startsWith(sent)) return;
    // Before the call: a crash after it knows what people saw.
    await changeState(memory, { stream: { id, text } });
    if (await push("streaming", words)) {
      sent = text;
      shown = next;
    } else growth ??= next;
  }

  /** Ends the stream in time; the answer becomes a message of its own. */
  async function endEarly(): Promise<void> {
    state = "ended";
    const text = [sent, GOES_ON_BELOW].filter(Boolean).join("\n\n");
    const part: OutgoingActivity = { type: "message", text, textFormat: "markdown" };
    const final = withStreamInfo(part, { streamId: id, streamType: "final" });
    try {
      await deps.pace.run(to, () => deps.connector.send(to, final), { signal });
    } catch (error) {
      if (!(error instanceof ChatError)) throw error;
      if (isCancelled(error)) return stop();
      deps.logger.info({ error }, "A stream could not be ended in time");
    }
    await changeState(memory, { ids: [id], stream: undefined });
  }

  return {
    status(text) {
      status = text;
    },
    grow(text, citations) {
      growth = { text, citations: [...citations] };
    },
    dueAt() {
      if (state === "stopped") return undefined;
      if (state === "refused" || state === "ended") return message.dueAt();
      if (state === "before")
        return status === undefined && growth === undefined ? undefined : now();
      const endsAt = startedAt + LONGEST_MS;
      const isWaiting = growth !== undefined || status !== undefined;
      return isWaiting ? Math.min(endsAt, lastAt + EVERY_MS) : endsAt;
    },
    async tick() {
      if (state === "refused" || state === "ended") return message.tick();
      if (state === "before") return begin();
      if (now() >= startedAt + LONGEST_MS) return endEarly();
      if (growth !== undefined) return growOn(growth);
      const words = status;
      status = undefined;
      // Once there is text, Teams shows that instead.
      if (words !== undefined && sent === "") {
        await push("informative", informative(words));
      }
    },
    async finish(answer: ShownAnswer) {
      const stream = { id, text: sent };
      if (state === "stopped") return endStopped(context, answer, stream, shown);
      if (id === "" || state === "ended") return message.finish(answer);
      const waitMs = lastAt + EVERY_MS - now();
      if (waitMs > 0) await sleep(waitMs, undefined, { signal });
      // Of what was stopped elsewhere, no more follows than is shown.
      const whole = answer.stopped === undefined ? answer : { ...answer, ...shown };
      await finishStream(context, stream, whole, shown);
    },
  };
}

function informative(words: string): Pick<OutgoingActivity, "text"> {
  return { text: `${words.slice(0, MOST_STATUS).toWellFormed()}…` };
}
