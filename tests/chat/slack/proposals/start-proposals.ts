import { expect } from "vitest";
import type { VerifiedAnswer } from "../../../../src/storage/storage.ts";
import type { Message } from "../../../counterparts/slack/shapes/message.ts";
import { findChannel } from "../../../counterparts/slack/state/channels.ts";
import { type AdminOptions, startAdmin, textOf, told, until } from "../commands/start-admin.ts";

export const SHORTCUT = "verify-message";
export const QUESTION = "How many days of annual leave do I get?";
export const UNKNOWN = "Where do I moor my boat?";

/** A pretend Slack in which people use "Make a verified answer". */
export async function startProposals(options: AdminOptions = {}) {
  const started = await startAdmin(options);
  const { slack, app } = started;
  const { world } = slack;

  /** What the bot said in a place after a message, once it is marked as an answer. */
  const answerTo = (asked: Message, where: string) =>
    until(
      () =>
        findChannel(world, where).messages.find(
          ({ user, threadTs, ts, metadata }) =>
            user === slack.company.botUserId &&
            threadTs === (asked.threadTs ?? asked.ts) &&
            Number(ts) > Number(asked.ts) &&
            metadata?.event_type === "footnote_answer",
        ),
      "an answer",
    );

  return {
    ...started,
    answerTo,
    /** Asks in a channel and waits for the answer. */
    async ask(who: string, text: string, where = "#general") {
      const asked = slack.people.mention(who, where, text);
      return { asked, answer: await answerTo(asked, where) };
    },
    /** Uses the shortcut and gives what the modal says. */
    async shortcut(who: string, message: Message): Promise<string> {
      slack.people.shortcut(who, message, SHORTCUT);
      await slack.settled();
      return slack.readModal(who);
    },
    /** Whatever Slack would deliver signed, though no menu offers it. */
    async forgeShortcut(who: string, message: Message, change: Record<string, unknown> = {}) {
      await slack.people.forge(who, "message_action", {
        callback_id: SHORTCUT,
        channel: { id: message.channelId, name: "somewhere" },
        message_ts: message.ts,
        message: { type: "message", ts: message.ts, thread_ts: message.threadTs },
        ...change,
      });
      await slack.settled();
      try {
        return slack.readModal(who);
      } catch {
        return "";
      }
    },
    /** What is filled in, as it stands. */
    fields(who: string): Record<string, unknown> {
      const { values } = slack.people.modal(who);
      return Object.fromEntries(
        Object.entries(values).map(([name, block]) => {
          const { value, selected_option: chosen } = block[name] as {
            value?: string;
            selected_option?: { value: string };
          };
          return [name, value ?? chosen?.value];
        }),
      );
    },
    async settle(): Promise<void> {
      await slack.settled();
      const open = async () => {
        const { waiting, running } = await app.queue.stats();
        return waiting + running;
      };
      await expect.poll(open, { timeout: 8_000, interval: 20 }).toBe(0);
    },
    proposals: (): Promise<VerifiedAnswer[]> =>
      app.storage.verified.list(["waiting", "active", "rejected", "expired"]),
    /** What the bot has told somebody alone, oldest first. */
    toldTo(who: string): string[] {
      try {
        return told({ slack }, who).map(textOf);
      } catch {
        return [];
      }
    },
  };
}
