import { homeOf, modalsOf } from "../modals/view-life.ts";
import type { Channel } from "../shapes/channel.ts";
import type { Message } from "../shapes/message.ts";
import { repliesOf } from "../state/messages.ts";
import type { World } from "../world.ts";
import { blocksToText } from "./blocks-text.ts";
import { mrkdwnToText } from "./mrkdwn.ts";
import { groupName, userName, withEmoji } from "./names.ts";

/** A conversation as that person sees it: messages, threads, what only they see, who is rung. */
export function conversationText(world: World, channel: Channel, viewerId: string): string {
  const title = channel.kind === "im" ? "direct message" : `#${channel.name}`;
  const seen = [...channel.messages, ...channel.ephemeral].filter(
    ({ ephemeralFor }) => ephemeralFor === undefined || ephemeralFor === viewerId,
  );
  const ordered = seen.toSorted((a, b) => Number(a.ts) - Number(b.ts));
  const isReply = ({ threadTs, ts }: Message) => threadTs !== undefined && threadTs !== ts;
  const lines = ordered.flatMap((message) => {
    if (isReply(message)) return orphan(channel, message) ? [messageText(world, message)] : [];
    const replies = ordered.filter(
      ({ threadTs, ts }) => threadTs === message.ts && ts !== message.ts,
    );
    const below = replies.map((reply) => indent(messageText(world, reply)));
    const status = statusText(world, channel, message.ts);
    return [messageText(world, message), ...below, ...(status === "" ? [] : [indent(status)])];
  });
  return [title, ...lines].join("\n");
}

/** An answer whose question is gone still stands in its thread. */
function orphan(channel: Channel, { threadTs }: Message): boolean {
  return !channel.messages.some(({ ts }) => ts === threadTs);
}

function messageText(world: World, message: Message): string {
  const { blocks, ephemeralFor, stream, edited, reactions, files = [], notified } = message;
  const isBot = message.botId !== undefined;
  const marks = [
    isBot ? "app" : "",
    ephemeralFor === undefined ? "" : "only visible to you",
    edited !== undefined && !isBot ? "edited" : "",
  ].filter(Boolean);
  const who = `${message.username ?? userName(world, message.user)}${marks.length > 0 ? ` (${marks.join(", ")})` : ""}`;
  const body =
    blocks !== undefined && blocks.length > 0
      ? blocksToText(world, blocks)
      : mrkdwnToText(world, message.text);
  const more = [
    stream === "in_progress" ? "…" : "",
    ...files.map(({ title }) => `(file: ${title})`),
    [...reactions]
      .filter(([, users]) => users.size > 0)
      .map(([name, users]) => `${withEmoji(`:${name}:`)} ${users.size}`)
      .join(" "),
    notified.length > 0 ? `(rings ${notified.map((id) => ringName(world, id)).join(", ")})` : "",
  ].filter(Boolean);
  return `${who}: ${[body, ...more].join("\n")}`.replaceAll("\n", "\n  ");
}

function ringName(world: World, id: string): string {
  return id.startsWith("S") ? groupName(world, id) : userName(world, id);
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, "    ");
}

function statusText(world: World, channel: Channel, ts: string): string {
  const session = world.sessions.get(`${channel.id}:${ts}`);
  if (session === undefined) return "";
  if (session.line !== "") return `(Footnote ${session.line})`;
  const working = session.status === "processing" && repliesOf(channel, ts).length === 0;
  return working ? "(working…)" : "";
}

/** Somebody's App Home as text; empty while there is none. */
export function homeText(world: World, userId: string): string {
  const home = homeOf(world, userId);
  return home === undefined ? "" : blocksToText(world, home.view.blocks);
}

/** The modal on top of somebody's screen as text; empty where none is open. */
export function modalText(world: World, userId: string): string {
  const modal = modalsOf(world, userId).at(-1);
  if (modal === undefined) return "";
  const { title, submit, close, blocks } = modal.view;
  const buttons = [close?.text ?? "Cancel", submit?.text].filter(Boolean);
  const errors = Object.values(modal.errors ?? {}).map((error) => `(wrong: ${error})`);
  const foot = buttons.map((one) => `[${one}]`).join(" ");
  return [title?.text, blocksToText(world, blocks), ...errors, foot].join("\n");
}
