import type { ReplyPlace } from "../../chat-rooms.ts";
import { readSlackId } from "../slack-ids.ts";
import { openThread, type ShowDeps, threadArgument } from "./open-thread.ts";
import { cut, escapeMrkdwn } from "./render/escape.ts";
import { findMarked } from "./reply/find-message.ts";
import { saidMark } from "./reply/marks.ts";

const MOST_CHARACTERS = 2_500;
const MOST_REMEMBERED = 10_000;
const IDS = /slack:[A-Z0-9]+:[A-Z0-9]+(?::\d+\.\d+)?/g;

export type Say = (place: ReplyPlace, sentence: string, key: string) => Promise<void>;

/** `RoomPlatform.say`. Remembers what it said; after a restart it looks into the thread. */
export function createSay(deps: ShowDeps): Say {
  const said = new Set<string>();

  function remember(key: string): void {
    const [oldest] = said;
    if (said.size >= MOST_REMEMBERED && oldest !== undefined) said.delete(oldest);
    said.add(key);
  }

  return async (place, sentence, key) => {
    if (said.has(key)) return;
    const thread = await openThread(place, deps);
    const { client, channel, onlyTo } = thread;
    const where = { channel, ...threadArgument(thread) };
    const text = sayable(sentence);
    if (onlyTo !== undefined) {
      // Slack keeps nothing of it: after a crash it may be seen again, by the same person.
      await thread.call("chat.postEphemeral", () =>
        client.chat.postEphemeral({ ...where, user: onlyTo, text }),
      );
      return remember(key);
    }
    const metadata = saidMark(key);
    if ((await findMarked(thread, metadata)) === undefined) {
      const quiet = { unfurl_links: false, unfurl_media: false };
      await thread.call("chat.postMessage", () =>
        client.chat.postMessage({ ...where, ...quiet, text, metadata }),
      );
    }
    remember(key);
  };
}

/** Everything stands for itself but Slack's ids, which are mentions. */
function sayable(sentence: string): string {
  const words = cut(sentence, MOST_CHARACTERS);
  const ids = [...words.matchAll(IDS)].map(([id]) => mention(id));
  const texts = words.split(IDS).map(escapeMrkdwn);
  return texts.map((text, i) => text + (ids[i] ?? "")).join("");
}

function mention(id: string): string {
  const { objectId = "" } = readSlackId(id) ?? {};
  if (/^[UW]/.test(objectId)) return `<@${objectId}>`;
  if (objectId.startsWith("S")) return `<!subteam^${objectId}>`;
  return /^[CG]/.test(objectId) ? `<#${objectId}>` : escapeMrkdwn(id);
}
