import { NEEDED_SCOPES } from "../events/subscriptions.ts";
import type { Manifest } from "../shapes/app.ts";

/** Why Slack would not take this manifest, one line each. */
export function checkManifest({ features, oauth_config, settings }: Manifest): string[] {
  const { bot: scopes } = oauth_config.scopes;
  const problems: string[] = [];
  const need = (what: string, ...anyOf: string[]) => {
    if (anyOf.length > 0 && !anyOf.some((scope) => scopes.includes(scope))) {
      problems.push(`${what} needs the scope ${anyOf.join(" or ")}`);
    }
  };
  const events = settings.event_subscriptions.bot_events;
  for (const event of events) {
    const needed = NEEDED_SCOPES[event];
    if (needed === undefined) problems.push(`${event} is no event that is known here`);
    else need(event, ...needed);
  }
  if (features.slash_commands.length + features.shortcuts.length > 0) need("a command", "commands");
  if (features.agent_view !== undefined) need("agent_view", "assistant:write");
  if (features.agent_view !== undefined && features.assistant_view !== undefined) {
    problems.push("agent_view and assistant_view exclude each other");
  }
  if (events.includes("app_context_changed") && features.agent_view === undefined) {
    problems.push("app_context_changed needs agent_view");
  }
  const clickable = features.shortcuts.length > 0;
  if (clickable && settings.interactivity?.is_enabled !== true) {
    problems.push("shortcuts need interactivity");
  }
  if (!settings.socket_mode_enabled) problems.push(...withoutAddress({ features, settings }));
  const named = [
    ...repeated(events),
    ...repeated(scopes),
    ...repeated(features.slash_commands.map(({ command }) => command)),
    ...repeated(features.shortcuts.map(({ callback_id }) => callback_id)),
  ];
  const strange = scopes.filter((scope) => !KNOWN_SCOPES.has(scope));
  return [
    ...problems,
    ...named.map((one) => `${one} stands there twice`),
    ...strange.map((scope) => `${scope} is no scope that is known here`),
  ];
}

/** Over HTTP, Slack has to be told where to. */
function withoutAddress({ features, settings }: Pick<Manifest, "features" | "settings">): string[] {
  const { event_subscriptions: events, interactivity } = settings;
  const lost = features.slash_commands.filter(({ url }) => url === undefined);
  return [
    ...lost.map(({ command }) => `${command} needs a url without Socket Mode`),
    ...(events.bot_events.length > 0 && events.request_url === undefined
      ? ["event_subscriptions needs a request_url without Socket Mode"]
      : []),
    ...(interactivity?.is_enabled === true && interactivity.request_url === undefined
      ? ["interactivity needs a request_url without Socket Mode"]
      : []),
  ];
}

function repeated(names: readonly string[]): string[] {
  return [...new Set(names.filter((one, at) => names.indexOf(one) !== at))];
}

/** Of bots, by what Slack's pages name. */
const KNOWN_SCOPES: ReadonlySet<string> = new Set(
  `app_mentions:read assistant:write bookmarks:read bookmarks:write calls:read calls:write
  canvases:read canvases:write channels:history channels:join channels:manage channels:read
  channels:write.invites channels:write.topic chat:write chat:write.customize chat:write.public
  commands conversations.connect:manage conversations.connect:read conversations.connect:write
  dnd:read emoji:read files:read files:write groups:history groups:read groups:write
  groups:write.invites groups:write.topic im:history im:read im:write im:write.topic
  incoming-webhook links.embed:write links:read links:write lists:read lists:write
  metadata.message:read mpim:history mpim:read mpim:write mpim:write.topic pins:read pins:write
  reactions:read reactions:write reminders:read reminders:write remote_files:read
  remote_files:share remote_files:write team.billing:read team.preferences:read team:read
  triggers:read triggers:write usergroups:read usergroups:write users.profile:read users:read
  users:read.email users:write`.split(/\s+/),
);
