import { parseArgs } from "node:util";
import { readCount, runMain } from "../shared/run-main.ts";
import { seedCompany } from "./seeds/seed-company.ts";
import { seedPages } from "./seeds/seed-pages.ts";
import {
  startConfluenceCounterpart,
  TEST_CLIENT,
  TEST_LOGIN,
} from "./start-confluence-counterpart.ts";

const USAGE = `Usage: main.ts [--port 4040] [--pages 0]

A local stand-in for Confluence Cloud with a small company in it, and more pages with --pages.
POST /_control/do changes it: {"do": "edit", "id": "…", "storage": "<p>…</p>"}, and create, rename,
move, comment, restrict, unrestrict, archive, trash, restore, purge, label, space-readers,
archive-space, delete-space, set-group, delete-group, change-user, misbehave, advance, renew-token,
revoke-grants, expire-access. GET /_control/requests lists what was asked.`;

const DEFAULT_PORT = "4040";

await runMain(USAGE, async (args) => {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: "string", default: DEFAULT_PORT },
      pages: { type: "string", default: "0" },
    },
  });
  const port = readCount("--port", values.port, 65_535);
  const pages = readCount("--pages", values.pages, 100_000);
  const counterpart = await startConfluenceCounterpart({ port });
  const { world, siteUrl, apiUrl, authUrl, cloudId } = counterpart;
  seedCompany(world.site);
  if (pages > 0) seedPages(world, { pages });
  const keys = [...world.site.spaces.values()].map(({ key }) => key);
  process.stdout.write(
    `${[
      `Site          ${siteUrl}`,
      `E-mail        ${TEST_LOGIN.email}`,
      `API token     ${TEST_LOGIN.apiToken}`,
      `API           ${apiUrl}  (cloud id ${cloudId})`,
      `Login         ${authUrl}`,
      `OAuth client  ${TEST_CLIENT.clientId}  (secret ${TEST_CLIENT.clientSecret})`,
      `Spaces        ${keys.join(" ")}`,
      "Stop with Ctrl+C",
    ].join("\n")}\n`,
  );
  return counterpart;
});
