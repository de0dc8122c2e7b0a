import { ChatError } from "../../../chat-error.ts";
import type { ShownAnswer, ShownCitation } from "../../../chat-platform.ts";
import type { OutgoingActivity } from "../../connect/teams-connector.ts";
import { createStream, EVERY_MS, endStream, type Stream } from "../../wire/stream.ts";
import { renderGrowing } from "../render/render-answer.ts";
import { finishStopped, finishStream, type Streamed, tellStopped } from "./finish-stream.ts";
import { messageReply } from "./message-reply.ts";
import type { Reply, ReplyContext } from "./reply.ts";
import { saveState } from "./reply-state.ts";

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
  const stream = createStream(to, deps, signal);
  /** Where there is no stream, or none any more. */
  const message = messageReply(context);
  /** `refused`: no more pieces are taken, but an end may be; `over`: there is nothing left to end. */
  let phase: "before" | "streams" | "refused" | "stopped" | "over" = "before";
  let startedAt = 0;
  let status: string | undefined;
  let growth: Growth | undefined;
  let shown: Pick<Streamed, "text" | "of"> = { text: "" };

  /** False where it was left out. */
  async function push(...words: Parameters<Stream["push"]>): Promise<boolean> {
    const outcome = await stream.push(...words);
    if (outcome === "stopped") await stop();
    if (outcome === "refused") phase = "refused";
    return outcome === "taken";
  }

  async function begin(): Promise<void> {
    startedAt = now();
    const words = status ?? "Working on it";
    status = undefined;
    // Informative words leave nothing behind where nobody learns that the stream began.
    await push("informative", informative(words));
    phase = stream.id === undefined ? "over" : "streams";
    if (stream.id !== undefined) await noteShown(stream.id, "");
  }

  async function noteShown(id: string, text: string): Promise<void> {
    await saveState(memory, { ids: [], stream: { id, text } });
  }

  async function growOn(id: string, next: Growth): Promise<void> {
    growth = undefined;
    const words = renderGrowing(next.text, next.citations);
    const { text = "" } = words;
    // What is shown cannot be changed while it streams; the end puts it right.
    if (text === "" || text === shown.text || !text.startsWith(shown.text)) return;
    // Before the call: a crash after it knows what people saw.
    await noteShown(id, text);
    if (await push("streaming", words)) shown = { text, of: next };
    else growth ??= next;
  }

  async function stop(): Promise<void> {
    phase = "stopped";
    await tellStopped(context);
  }

  /** Ends the stream in time; the answer becomes a message of its own. */
  async function endEarly(id: string): Promise<void> {
    phase = "over";
    const text = [shown.text, GOES_ON_BELOW].filter(Boolean).join("\n\n");
    const part: OutgoingActivity = { type: "message", text, textFormat: "markdown" };
    try {
      const end = await endStream({ to, id, lastAt: stream.lastAt, signal }, [part], deps);
      if (end === "stopped") return await stop();
    } catch (error) {
      // Teams ends it a little later.
      if (!(error instanceof ChatError)) throw error;
      deps.logger.info({ error }, "A stream could not be ended in time");
    }
    await saveState(memory, { ids: [id], parts: 0, unsure: 0 });
  }

  return {
    status(text) {
      status = text;
    },
    grow(text, citations) {
      growth = { text, citations: [...citations] };
    },
    dueAt() {
      if (phase === "stopped") return undefined;
      if (phase === "refused" || phase === "over") return message.dueAt();
      const isWaiting = growth !== undefined || status !== undefined;
      if (phase === "before") return isWaiting ? now() : undefined;
      const endsAt = startedAt + LONGEST_MS;
      return isWaiting ? Math.min(endsAt, stream.lastAt + EVERY_MS) : endsAt;
    },
    async tick() {
      if (phase === "before") return begin();
      const { id } = stream;
      if (phase !== "streams" || id === undefined) return message.tick();
      if (now() >= startedAt + LONGEST_MS) return endEarly(id);
      if (growth !== undefined) return growOn(id, growth);
      const words = status;
      status = undefined;
      // Once there is text, Teams shows that instead.
      if (words !== undefined && shown.text === "") await push("informative", informative(words));
    },
    async finish(answer: ShownAnswer) {
      const { id, lastAt } = stream;
      if (id === undefined || phase === "over") return message.finish(answer);
      const streamed = { id, lastAt, ...shown };
      if (phase === "stopped") return finishStopped(context, streamed, answer);
      // Of what was stopped elsewhere, no more follows than is shown.
      const whole = answer.stopped === undefined ? answer : { ...answer, ...shown.of };
      await finishStream(context, streamed, whole);
    },
  };
}

function informative(words: string): Pick<OutgoingActivity, "text"> {
  return { text: `${words.slice(0, MOST_STATUS).toWellFormed()}…` };
}
