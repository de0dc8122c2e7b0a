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
  const strange = scopes.filter((scope) => !/^[a-z_]+(:[a-z_]+(\.[a-z_]+)?)?$/.test(scope));
  return [...problems, ...strange.map((scope) => `${scope} is no scope`)];
}
