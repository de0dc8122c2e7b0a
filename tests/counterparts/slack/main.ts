import { parseArgs } from "node:util";
import { readCount, runMain } from "../shared/run-main.ts";
import { startSlackCounterpart } from "./start-slack-counterpart.ts";

const USAGE = `Usage: main.ts [--port 4050] [--url http://127.0.0.1:3000/slack/events] [--seed 1] [--speed 1]

A pretend Slack with a small company in it. Without --url it talks over Socket Mode.
Its page is for people; POST /_control/do is for scripts: {"do": "mention", "who": "amy",
"channel": "#help", "text": "…"}, and say, edit, delete, react, click, command, shortcut, submit,
close-modal, open-home, join, leave, archive, unarchive, invite-app, kick-app, stop-agent,
uninstall, read, listen, misbehave, drop-sockets, advance.`;

const DEFAULT_PORT = "4050";

await runMain(USAGE, async (args) => {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: "string", default: DEFAULT_PORT },
      url: { type: "string" },
      seed: { type: "string", default: "1" },
      speed: { type: "string", default: "1" },
    },
  });
  const slack = await startSlackCounterpart({
    port: readCount("--port", values.port, 65_535),
    seed: readCount("--seed", values.seed, 1_000_000),
    speed: Math.max(1, readCount("--speed", values.speed, 10_000)),
  });
  const { app } = slack.world;
  if (values.url !== undefined) slack.world.requestUrl = new URL(values.url).href;
  process.stdout.write(
    `${[
      `Page            ${slack.url}`,
      `API             ${slack.apiUrl}`,
      `Bot token       ${slack.company.botToken}`,
      `App token       ${app.appToken}`,
      `Signing secret  ${app.signingSecret}`,
      `Client          ${app.clientId} ${app.clientSecret}`,
      `Consent page    ${slack.url}/oauth/v2/authorize`,
      `Events go to    ${values.url ?? "whoever connects with the app token"}`,
      "People: olga (owner), adam (admin), amy, ben, carla, gina and sam (guests)",
      "Stop with Ctrl+C",
    ].join("\n")}\n`,
  );
  return slack;
});
