import type { RoomPlatform } from "../../chat-rooms.ts";
import { readSlackId } from "../slack-ids.ts";
import { findDirect, isOutOfReach, sendDirectly } from "./direct/send-directly.ts";
import { openThread, type ShowDeps, threadArgument } from "./open-thread.ts";
import { cut, escapeMrkdwn } from "./render/escape.ts";
import { findAllMarked, findMarked } from "./reply/find-message.ts";
import { saidMark } from "./reply/marks.ts";
import { unlessGone } from "./to-chat-error.ts";

const MOST_CHARACTERS = 2_500;
const MOST_REMEMBERED = 10_000;
const IDS = /slack:[A-Z0-9]+:[A-Z0-9]+(?::\d+\.\d+)?/g;

export type Say = Pick<RoomPlatform, "say" | "unsay">;

/** `RoomPlatform.say` and `unsay`. Remembers what it said; after a restart it looks into the thread. */
export function createSay(deps: ShowDeps): Say {
  const said = new Set<string>();

  function remember(key: string): void {
    const [oldest] = said;
    if (said.size >= MOST_REMEMBERED && oldest !== undefined) said.delete(oldest);
    said.add(key);
  }

  const say: RoomPlatform["say"] = async (place, sentence, key) => {
    if (said.has(key)) return;
    const thread = await openThread(place, deps);
    const { client, channel, onlyTo } = thread;
    const where = { channel, ...threadArgument(thread) };
    const text = sayable(sentence);
    if (onlyTo !== undefined) {
      // Slack keeps nothing of it: after a crash it may be seen again, by the same person.
      try {
        await thread.call("chat.postEphemeral", () =>
          client.chat.postEphemeral({ ...where, user: onlyTo, text }),
        );
      } catch (error) {
        if (!isOutOfReach(error)) throw error;
        const mark = saidMark(key);
        const there = await findDirect(thread, onlyTo, mark);
        if (there === undefined) await sendDirectly(thread, onlyTo, { text }, mark);
      }
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

  return {
    say,
    async unsay(place, keys) {
      const thread = await openThread(place, deps);
      const { client, channel } = thread;
      for (const { ts } of await findAllMarked(thread, keys.map(saidMark))) {
        await unlessGone(thread.call("chat.delete", () => client.chat.delete({ channel, ts })));
      }
      for (const key of keys) said.delete(key);
    },
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
