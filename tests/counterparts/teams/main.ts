import { parseArgs } from "node:util";
import { readCount, runMain } from "../shared/run-main.ts";
import { startTeamsCounterpart } from "./start-teams-counterpart.ts";

const USAGE = `Usage: main.ts [--port 4060] [--bot http://127.0.0.1:3000/teams/messages] [--seed 1] [--speed 1]

A pretend Teams with a small company in it: its connector service, its tokens and its people.
POST /_control/do is for people and scripts: {"do": "mention", "who": "ana", "room": "Help",
"text": "…"}, and say, edit, delete, undelete, react, unreact, click, vote, submit, dialog,
use-on-message, refresh, stop, install, uninstall, add-member, remove-member, create-channel,
rename-channel, delete-channel, archive-team, unarchive-team, delete-team, misbehave, advance,
listen, read. GET /_control/requests, deliveries, complaints, rooms tell what came of it.`;

const DEFAULT_PORT = "4060";
const DEFAULT_BOT = "http://127.0.0.1:3000/teams/messages";

await runMain(USAGE, async (args) => {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: "string", default: DEFAULT_PORT },
      bot: { type: "string", default: DEFAULT_BOT },
      seed: { type: "string", default: "1" },
      speed: { type: "string", default: "1" },
    },
  });
  const teams = await startTeamsCounterpart({
    port: readCount("--port", values.port, 65_535),
    botUrl: new URL(values.bot).href,
    seed: readCount("--seed", values.seed, 1_000_000),
    speed: Math.max(1, readCount("--speed", values.speed, 10_000)),
  });
  const rooms = [...teams.world.rooms.values()].filter(({ kind }) => kind !== "personal");
  process.stdout.write(
    `${[
      `Teams         ${teams.url}`,
      `Activities go to ${values.bot}`,
      "People        adam (admin), ana, ben, cem, eva (without the app), gina (guest), nils (another company)",
      `Conversations ${rooms.map(({ name }) => name).join(", ")}, and @ana for ana's chat with the bot`,
      "Stop with Ctrl+C",
      "",
      "Put this into the shell that Footnote is started in:",
      ...Object.entries(teams.environment).map(([name, value]) => `export ${name}=${value}`),
    ].join("\n")}\n`,
  );
  return teams;
});
