import { parseArgs } from "node:util";
import { readCount, runMain } from "../shared/run-main.ts";
import { environmentLines } from "./environment.ts";
import type { Manifest } from "./shapes/app.ts";
import { startSlackCounterpart } from "./start-slack-counterpart.ts";
import { readManifestFile } from "./state/read-manifest.ts";

const USAGE = `Usage: main.ts [--port 4050] [--manifest FILE] [--url http://127.0.0.1:3000/slack/events]
               [--seed 1] [--speed 1]

A pretend Slack with a small company in it, where an app is made from a manifest (JSON or YAML, as
in deploy/slack) and installed; without --manifest, one that may do everything. It talks over Socket
Mode, or to --url, or to the manifest's own address where that has no Socket Mode.
Its page is for people; POST /_control/do is for scripts: {"do": "mention", "who": "amy",
"channel": "#help", "text": "…"}, and say, edit, delete, react, click, command, shortcut, submit,
close-modal, open-home, join, leave, archive, unarchive, invite-app, kick-app, stop-agent,
uninstall, read, listen, misbehave, drop-sockets, advance.`;

const DEFAULT_PORT = "4050";
const ELSEWHERE =
  "                which is the manifest's address: for Footnote on this machine, start with\n                --url http://127.0.0.1:3000/slack/events";

await runMain(USAGE, async (args) => {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: "string", default: DEFAULT_PORT },
      manifest: { type: "string" },
      url: { type: "string" },
      seed: { type: "string", default: "1" },
      speed: { type: "string", default: "1" },
    },
  });
  const manifest = values.manifest === undefined ? undefined : readManifestFile(values.manifest);
  const slack = await startSlackCounterpart({
    manifest,
    port: readCount("--port", values.port, 65_535),
    seed: readCount("--seed", values.seed, 1_000_000),
    speed: Math.max(1, readCount("--speed", values.speed, 10_000)),
  });
  const { app } = slack.world;
  const { event_subscriptions, socket_mode_enabled } = app.manifest.settings;
  const url = values.url ?? (socket_mode_enabled ? undefined : event_subscriptions.request_url);
  if (url !== undefined) slack.world.requestUrl = new URL(url).href;
  process.stdout.write(
    `${[
      `Page            ${slack.url}`,
      `App             ${describeApp(app.manifest)}`,
      `API             ${slack.apiUrl}`,
      `Signing secret  ${app.signingSecret}`,
      `Client          ${app.clientId} ${app.clientSecret}`,
      `Consent page    ${slack.url}/oauth/v2/authorize`,
      `Events go to    ${url ?? "whoever connects with the app token"}`,
      ...(url === undefined || values.url !== undefined ? [] : [ELSEWHERE]),
      "People: olga (owner), adam (admin), amy, ben, carla, gina and sam (guests)",
      "Stop with Ctrl+C",
      "",
      "Put this into the shell that Footnote is started in, then: npm run footnote -- doctor; npm start",
      ...environmentLines(slack),
    ].join("\n")}\n`,
  );
  return slack;
});

/** What the app may do and hear, in one line. */
function describeApp({ display_information, features, oauth_config, settings }: Manifest): string {
  const offered = [
    ...features.slash_commands.map(({ command }) => command),
    ...features.shortcuts.map(({ name }) => name),
  ];
  const { bot_events: events } = settings.event_subscriptions;
  const { name } = display_information;
  return `${name}: ${oauth_config.scopes.bot.length} scopes, ${events.length} events, ${offered.join(", ") || "no commands"}`;
}
