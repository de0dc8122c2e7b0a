import { escapeHtml } from "../render/escape-html.ts";
import { hiddenFields } from "../render/html/elements-html.ts";
import type { Channel } from "../shapes/channel.ts";
import type { World } from "../world.ts";
import { channelHtml, threadHtml } from "./conversation-html.ts";
import { PAGE_SCRIPT } from "./page-script.ts";
import { address, channelsOf, type PageState } from "./page-state.ts";
import { PAGE_STYLES } from "./page-styles.ts";
import { homeHtml, modalHtml } from "./view-html.ts";

/** The pretend Slack as one page. */
export function pageHtml(world: World, state: PageState): string {
  const { viewer, channel, home, thread, theme, problem } = state;
  const title = home ? "Footnote · Home" : channelTitle(world, channel, viewer.id);
  const main = home
    ? `<div class="messages home" data-live="main">${homeHtml(world, state)}</div>`
    : `<div class="messages" data-live="main">${channelHtml(world, state)}</div>${composer(world, state, undefined)}`;
  const side =
    thread === undefined || home
      ? ""
      : `<aside><div data-live="thread">${threadHtml(world, state)}</div>${composer(world, state, thread)}</aside>`;
  const wrong = problem === "" ? "" : `<p class="problem">${escapeHtml(problem)}</p>`;
  return `<!doctype html><html lang="en" data-theme="${escapeHtml(theme)}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)} · pretend Slack</title>
<style>${PAGE_STYLES}</style></head><body>
<nav data-live="nav">${sidebar(world, state)}</nav>
<main><h1>${escapeHtml(title)}<small>${home ? "" : escapeHtml(channel.topic)}</small></h1>${wrong}${main}</main>${side}
<div data-live="modal">${modalHtml(world, state)}</div>
<script>${PAGE_SCRIPT}</script></body></html>`;
}

function channelTitle(world: World, channel: Channel, viewerId: string): string {
  if (channel.kind === "public") return `# ${channel.name}`;
  if (channel.kind === "private") return `🔒 ${channel.name}`;
  const others = [...channel.members].filter((id) => id !== viewerId);
  return others.map((id) => world.users.get(id)?.realName ?? id).join(", ");
}

function sidebar(world: World, state: PageState): string {
  const { viewer, channel, home } = state;
  const team = world.teams.get(viewer.teamId);
  const people = [...world.users.values()].filter(
    ({ botId, deactivated }) => botId === undefined && !deactivated,
  );
  const options = people.map(({ id, realName, kind, teamId }) => {
    const role = teamId === state.viewer.teamId && kind === "member" ? "" : ` – ${kind}`;
    const selected = id === viewer.id ? " selected" : "";
    return `<option value="${id}"${selected}>${escapeHtml(realName + role)}</option>`;
  });
  const link = (one: Channel) => {
    const here = one.id === channel.id && !home ? ' class="here"' : "";
    const to = address(state, { channel: one.id, thread: undefined, home: undefined });
    const shared = one.sharedWith.length > 0 ? " ⇄" : "";
    const archived = one.archived ? " (archived)" : "";
    const name = channelTitle(world, one, viewer.id) + shared + archived;
    return `<a href="${escapeHtml(to)}"${here}>${escapeHtml(name)}</a>`;
  };
  const all = channelsOf(world, viewer);
  const direct = all.filter(({ kind }) => kind === "im" || kind === "mpim");
  const rooms = all.filter((one) => !direct.includes(one));
  const app = { back: address(state, { home: "1" }), as: viewer.id, do: "open-home" };
  const chat = {
    ...app,
    back: address(state, { channel: "app", thread: undefined, home: undefined }),
  };
  const open = (fields: Record<string, string>, words: string) =>
    `<form method="post" action="/page/act">${hiddenFields(fields)}<button class="link">${words}</button></form>`;
  return `<h2>${escapeHtml(team?.name ?? "")}</h2>
<form method="get"><label>You are <select name="as" onchange="this.form.submit()">${options.join("")}</select></label></form>
<h3>Channels</h3>${rooms.map(link).join("")}<h3>Direct messages</h3>${direct.map(link).join("")}
<h3>Apps</h3>${open({ ...app, tab: "home" }, "Footnote · Home")}${open({ ...chat, tab: "messages" }, "Footnote · Messages")}`;
}

function composer(world: World, state: PageState, thread: string | undefined): string {
  const { viewer, channel } = state;
  const inThread: Record<string, string> = thread === undefined ? {} : { thread };
  const fields = {
    back: address(state),
    as: viewer.id,
    do: "say",
    channel: channel.id,
    ...inThread,
  };
  const { slash_commands: commands } = world.app.manifest.features;
  const orCommand = commands.map(({ command, usage_hint = "" }) => ` or ${command} ${usage_hint}`);
  const begin = `Write @footnote and a question${orCommand.join("")}`.trim();
  const place = thread === undefined ? escapeHtml(begin) : "Reply…";
  return `<form method="post" action="/page/act" class="composer">${hiddenFields(fields)}
<input name="text" autocomplete="off" placeholder="${place}" aria-label="Message"><button class="press primary">Send</button></form>`;
}
