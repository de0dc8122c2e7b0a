import { escapeHtml } from "../render/escape-html.ts";
import { hiddenFields } from "../render/html/elements-html.ts";
import { userName } from "../render/names.ts";
import type { Message } from "../shapes/message.ts";
import { repliesOf } from "../state/messages.ts";
import type { World } from "../world.ts";
import { messageHtml } from "./message-html.ts";
import { address, type PageState } from "./page-state.ts";

/** The channel's messages, threads folded. */
export function channelHtml(world: World, state: PageState): string {
  const all = visible(state);
  const top = all.filter(
    (one) => one.threadTs === undefined || one.threadTs === one.ts || one.broadcast,
  );
  const messages = top.map((message) => {
    const replies = all.filter(({ threadTs, ts }) => threadTs === message.ts && ts !== message.ts);
    return messageHtml(world, message, state) + foldedHtml(world, state, message, replies);
  });
  return messages.join("") + promptsHtml(world, state);
}

/** One thread, unfolded, with what its session shows. */
export function threadHtml(world: World, state: PageState): string {
  const { thread, channel, viewer } = state;
  if (thread === undefined) return "";
  const messages = visible(state).filter(
    ({ ts, threadTs }) => ts === thread || threadTs === thread,
  );
  const session = world.sessions.get(`${channel.id}:${thread}`);
  const title = escapeHtml(session?.title ?? "Thread");
  const fields = { back: address(state), as: viewer.id, channel: channel.id, thread };
  const stop = `<form method="post" action="/page/act" class="inline">${hiddenFields({ ...fields, do: "stop" })}<button class="press danger">■ Stop</button></form>`;
  const working = session?.status === "processing";
  const line = session?.line || (working ? "is working…" : "");
  const status = line === "" ? "" : `<p class="line">Footnote ${escapeHtml(line)}</p>`;
  return `<h2>${title} <a class="close" href="${escapeHtml(address(state, { thread: undefined }))}">✕</a></h2>
<div class="messages">${messages.map((one) => messageHtml(world, one, state)).join("")}${status}${working ? stop : ""}</div>`;
}

function visible({ channel, viewer }: PageState): Message[] {
  return [...channel.messages, ...channel.ephemeral]
    .filter(({ ephemeralFor }) => ephemeralFor === undefined || ephemeralFor === viewer.id)
    .toSorted((a, b) => Number(a.ts) - Number(b.ts));
}

function foldedHtml(world: World, state: PageState, root: Message, replies: Message[]): string {
  if (root.ephemeralFor !== undefined) return "";
  const { length } = repliesOf(state.channel, root.ts);
  const session = world.sessions.get(`${state.channel.id}:${root.ts}`);
  const working = session?.status === "processing" || session?.line;
  const names = [...new Set(replies.map(({ user }) => userName(world, user)))].join(", ");
  const shown =
    length === 0 ? "Reply" : `${length} ${length === 1 ? "reply" : "replies"} · ${names}`;
  const link = address(state, { thread: root.ts });
  const line = working ? " · working…" : "";
  return `<a class="fold" href="${escapeHtml(link)}">${escapeHtml(shown + line)}</a>`;
}

function promptsHtml(world: World, state: PageState): string {
  const { channel, viewer } = state;
  const own = world.prompts.get(channel.id);
  const fromManifest = world.app.manifest.features.agent_view?.suggested_prompts;
  const withApp = world.installations.some(({ botUserId }) => channel.members.has(botUserId));
  const prompts = own?.prompts ?? fromManifest ?? [];
  if (channel.kind !== "im" || !withApp || prompts.length === 0) return "";
  const fields = { back: address(state), as: viewer.id, do: "say", channel: channel.id };
  const buttons = prompts.map(
    ({ title, message }) =>
      `<form method="post" action="/page/act" class="inline">${hiddenFields({ ...fields, text: message })}<button class="press">${escapeHtml(title)}</button></form>`,
  );
  return `<div class="prompts"><p>${escapeHtml(own?.title ?? "Try one of these")}</p>${buttons.join("")}</div>`;
}
