import { onTestFinished } from "vitest";
import type { AnswerDeps } from "../../../../src/answer/answer-question.ts";
import type { Config } from "../../../../src/config.ts";
import type { Message } from "../../../counterparts/slack/shapes/message.ts";
import {
  type CounterpartOptions,
  type SlackCounterpart,
  startSlackCounterpart,
} from "../../../counterparts/slack/start-slack-counterpart.ts";
import { findChannel } from "../../../counterparts/slack/state/channels.ts";
import { findUser } from "../../../counterparts/slack/state/users.ts";
import { openApp, syncFiles } from "../../../support/open-app.ts";
import { serveChats } from "../../../support/serve-chats.ts";
import { openDoor, readManifest } from "../receive/start-slack.ts";

export interface AdminOptions extends CounterpartOptions {
  over?: "http" | "socket";
  files?: Record<string, string> | ((slack: SlackCounterpart) => Record<string, string>);
  /** Instead of what is wired otherwise. */
  answering?: Partial<AnswerDeps> | undefined;
  config?: Partial<Config> | undefined;
}

const FILES = {
  "leave.md": "# Annual leave\n\nEverybody has 30 days of annual leave a year.",
  "expenses.md": "# Expenses\n\nHand in receipts within 30 days of a journey.",
};

/** All of Footnote behind a pretend Slack that took the manifest which ships with it. */
export async function startAdmin(options: AdminOptions = {}) {
  const { over = "socket", files = FILES, answering, config, ...counterpart } = options;
  const slack = await startSlackCounterpart({
    rateLimits: "none",
    manifest: readManifest(over),
    ...counterpart,
  });
  onTestFinished(slack.close);
  const { world } = slack;
  const opened = await openApp({
    ...config,
    slack: {
      botToken: slack.company.botToken,
      appToken: over === "socket" ? world.app.appToken : undefined,
      signingSecret: over === "http" ? world.app.signingSecret : undefined,
      slackApiUrl: slack.apiUrl,
      oauth: undefined,
    },
  });
  const app = { ...opened, answering: { ...opened.answering, ...answering } };
  const folder = await syncFiles(app, typeof files === "function" ? files(slack) : files);
  let serving = await serveChats(app);
  onTestFinished(() => serving.stop());
  let url = "";
  if (over === "http") {
    url = await openDoor((request) => serving.receive(request));
    await slack.listenAt(url);
  } else await connected();

  async function connected(): Promise<void> {
    // Slack's end is open a moment earlier: what is said until then counts as said before.
    const isConnected = () => world.sockets.size() === 1 && serving.isConnected();
    await until(() => isConnected() || undefined, "a connection");
    const connectedAt = Date.now();
    await until(() => Date.now() > connectedAt || undefined, "the next millisecond");
  }

  /** What one person alone was shown in a place, oldest first. */
  function whispers(who: string, where: string): Message[] {
    const { id } = findUser(world, who);
    return findChannel(world, where).ephemeral.filter((one) => one.ephemeralFor === id);
  }

  async function nextWhisper(who: string, where: string, act: () => unknown): Promise<Message> {
    const before = whispers(who, where).length;
    act();
    return until(() => whispers(who, where)[before], `an answer to ${who}`);
  }

  return {
    ...{ slack, app, folder, url, whispers },
    /** The id that Footnote calls somebody or a channel by. */
    idOf: (name: string) => {
      const found = name.startsWith("#") ? findChannel(world, name) : findUser(world, name);
      return `slack:${slack.company.teamId}:${found.id}`;
    },
    /** Somebody types a command, and waits for its answer. */
    give: (who: string, line: string, where = "#general") =>
      nextWhisper(who, where, () => slack.people.command(who, where, `/footnote ${line}`)),
    /** Somebody presses a button with these words on it, and waits for the answer. */
    press(who: string, message: Message, label: string, where = "#general") {
      const { action_id } = buttonOf(message, label);
      return nextWhisper(who, where, () => slack.people.click(who, message, action_id));
    },
    /** Whatever Slack would deliver signed, though no screen offers it. */
    forge: (who: string, where: string, value: string, actionId = "command:1") =>
      slack.people.forge(who, "block_actions", {
        container: { type: "message", channel_id: findChannel(world, where).id, message_ts: "1.2" },
        actions: [{ type: "button", action_id: actionId, action_ts: "1.2", value }],
      }),
    actions: async () =>
      (await app.storage.audit.list(100)).map(({ actor, action }) => `${action} by ${actor}`),
    /** Ends what runs and starts it anew, on the same data. */
    async restart(): Promise<void> {
      await serving.stop();
      const isGone = () => (world.sockets.size() === 0 ? true : undefined);
      await until(isGone, "the end of the connection");
      serving = await serveChats(app);
      if (over === "socket") await connected();
    },
    stop: () => serving.stop(),
  };
}

export interface ShownButton {
  action_id: string;
  value: string;
  text: { text: string };
  confirm?: { text: { text: string } };
}

function buttonsOf({ blocks = [] }: Message): ShownButton[] {
  return blocks
    .filter(({ type }) => type === "actions")
    .flatMap(({ elements }) => elements as ShownButton[]);
}

export function buttonOf(message: Message, label: string): ShownButton {
  const found = buttonsOf(message).find(({ text }) => text.text === label);
  if (found !== undefined) return found;
  throw new Error(`there is no button ${label} in: ${textOf(message)}`);
}

/** All words of a message's blocks. */
export function textOf({ blocks, text }: Message): string {
  const words: string[] = [];
  JSON.stringify(blocks ?? [], (key, value) => {
    if (key === "text" && typeof value === "string") words.push(value);
    return value;
  });
  return words.length === 0 ? text : words.join(" ");
}

/** The bot's messages in somebody's own conversation with it. */
export function told(
  { slack }: Pick<Awaited<ReturnType<typeof startAdmin>>, "slack">,
  who = "adam",
): Message[] {
  const { messages } = findChannel(slack.world, `@${who}`);
  return messages.filter(({ user }) => user === slack.company.botUserId);
}

/** Waits until there is something. */
export async function until<T>(
  look: () => T | undefined | Promise<T | undefined>,
  what: string,
  limitMs = 8_000,
): Promise<T> {
  const giveUpAt = performance.now() + limitMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > giveUpAt) throw new Error(`${what} never came`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
