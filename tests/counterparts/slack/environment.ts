import type { SlackCounterpart } from "./start-slack-counterpart.ts";

/** What connects Footnote with a pretend Slack, to be pasted into a shell. */
export function environmentLines({ world, company, apiUrl }: SlackCounterpart): string[] {
  const { appToken, signingSecret, manifest } = world.app;
  const events = manifest.settings.socket_mode_enabled
    ? `export SLACK_APP_TOKEN=${appToken}`
    : `export SLACK_SIGNING_SECRET=${signingSecret}`;
  return [
    `export FOOTNOTE_SLACK_API_URL=${apiUrl}`,
    `export SLACK_BOT_TOKEN=${company.botToken}`,
    events,
  ];
}
