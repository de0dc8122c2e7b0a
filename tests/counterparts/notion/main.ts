import { parseArgs } from "node:util";
import { readCount, runMain } from "../shared/run-main.ts";
import { seedCompany } from "./seeds/seed-company.ts";
import { seedPages } from "./seeds/seed-pages.ts";
import { startNotionCounterpart } from "./start-notion-counterpart.ts";

const USAGE = `Usage: main.ts [--port 4020] [--token ntn_test] [--pages 0]

A local stand-in for Notion's API with a small company in it, and more pages with --pages.
POST /_control/do changes it: {"do": "edit", "id": "…", "text": "…"}, and create, rename, move,
share, restrict, inherit, trash, restore, delete, attach, detach, misbehave, allow, renew-token,
advance; {"do": "subscribe", "url": "…"} and {"do": "verify", "token": "…"} for webhooks (what was
sent: GET /_control/webhooks); expire-access and revoke-grants for OAuth.`;

const DEFAULT_PORT = "4020";

async function main(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: "string", default: DEFAULT_PORT },
      token: { type: "string", default: "ntn_test" },
      pages: { type: "string", default: "0" },
    },
  });
  const counterpart = await startNotionCounterpart({
    port: readCount("--port", values.port, 65_535),
    token: values.token,
  });
  const { handbook, board } = seedCompany(counterpart.world.workspace, { withFiles: true });
  const pages = readCount("--pages", values.pages, 100_000);
  if (pages > 0) seedPages(counterpart.world.workspace, { pages });
  const { app } = counterpart.world.oauth;
  process.stdout.write(
    `${[
      `API       ${counterpart.apiUrl}`,
      `Token     ${values.token}`,
      `OAuth     NOTION_CLIENT_ID=${app.clientId} NOTION_CLIENT_SECRET=${app.clientSecret}`,
      `Handbook  ${handbook}`,
      `Board     ${board}`,
      "Stop with Ctrl+C",
    ].join("\n")}\n`,
  );
  return counterpart;
}

await runMain(USAGE, main);
