import { escapeHtml } from "../render/escape-html.ts";
import { blocksToHtml } from "../render/html/blocks-html.ts";
import { hiddenFields } from "../render/html/elements-html.ts";
import { mrkdwnToHtml } from "../render/mrkdwn.ts";
import { clockTime, userName, withEmoji } from "../render/names.ts";
import type { Message } from "../shapes/message.ts";
import type { World } from "../world.ts";
import { address, type PageState } from "./page-state.ts";

/** One message, with what can be done with it. */
export function messageHtml(world: World, message: Message, state: PageState): string {
  const isApp = message.botId !== undefined;
  const name = escapeHtml(message.username ?? userName(world, message.user));
  const hidden = {
    back: address(state),
    as: state.viewer.id,
    do: "click",
    channel: message.channelId,
    ts: message.ts,
  };
  const { blocks = [] } = message;
  const body =
    blocks.length > 0
      ? blocksToHtml(world, blocks, { hidden })
      : `<div class="block">${mrkdwnToHtml(world, message.text)}</div>`;
  const marks = [
    isApp ? '<span class="badge">APP</span>' : "",
    `<time>${clockTime(message.ts)}</time>`,
    message.edited !== undefined && !isApp ? "<time>(edited)</time>" : "",
  ].join(" ");
  const own = message.ephemeralFor === undefined ? "" : "<small>Only visible to you</small>";
  const growing = message.stream === "in_progress" ? '<span class="growing">●</span>' : "";
  const colour = [...message.user].reduce((sum, letter) => sum + letter.charCodeAt(0) * 7, 0) % 360;
  const face = isApp ? "F" : name.slice(0, 1);
  return `<article class="message ${isApp ? "app" : ""}" id="m${message.ts}">
<div class="face" style="background:hsl(${isApp ? 265 : colour} 55% 45%)">${face}</div>
<div class="body">${own}<header><b>${name}</b> ${marks}</header>${body}${growing}${reactionsHtml(message)}
<footer>${toolsHtml(world, message, state, hidden)}</footer></div></article>`;
}

function reactionsHtml({ reactions }: Message): string {
  const all = [...reactions].filter(([, users]) => users.size > 0);
  const shown = all.map(
    ([name, users]) =>
      `<span class="reaction">${withEmoji(escapeHtml(`:${name}:`))} ${users.size}</span>`,
  );
  return shown.length > 0 ? `<div class="reactions">${shown.join("")}</div>` : "";
}

function toolsHtml(
  world: World,
  message: Message,
  state: PageState,
  hidden: Record<string, string>,
): string {
  if (message.ephemeralFor !== undefined) return "";
  const tool = (fields: Record<string, string>, words: string) =>
    `<form method="post" action="/page/act" class="inline">${hiddenFields({ ...hidden, ...fields })}<button class="tool">${words}</button></form>`;
  const shortcuts = world.app.manifest.features.shortcuts.filter(({ type }) => type === "message");
  const own = message.user === state.viewer.id ? [tool({ do: "delete" }, "Delete")] : [];
  return [
    ...["+1", "mute"].map((name) => tool({ do: "react", name }, withEmoji(`:${name}:`))),
    ...shortcuts.map(({ name, callback_id: callback }) =>
      tool({ do: "shortcut", callback }, escapeHtml(name)),
    ),
    ...own,
  ].join("");
}
