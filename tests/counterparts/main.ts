import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { seedCompany as seedConfluence } from "./confluence/seeds/seed-company.ts";
import {
  startConfluenceCounterpart,
  TEST_LOGIN,
} from "./confluence/start-confluence-counterpart.ts";
import { seedCompany as seedDrive } from "./google-drive/seeds/seed-company.ts";
import { startGoogleDriveCounterpart } from "./google-drive/start-google-drive-counterpart.ts";
import { seedCompany as seedNotion } from "./notion/seeds/seed-company.ts";
import { startNotionCounterpart } from "./notion/start-notion-counterpart.ts";
import { readCount, runMain } from "./shared/run-main.ts";
import { environmentLines } from "./slack/environment.ts";
import { startSlackCounterpart } from "./slack/start-slack-counterpart.ts";

const USAGE = `Usage: main.ts [--port 4020]

Local stand-ins for Notion, Google Drive, Confluence and Slack, each with a part of a small company
in it, on this port and the tens after it; prints the commands that connect Footnote to them.`;

const ADD = "npm run footnote -- sources add";
const FIRST_PORT = "4020";
const SCOPES = ["drive.readonly", "admin.directory.group.member.readonly"].map(
  (name) => `https://www.googleapis.com/auth/${name}`,
);

async function main(args: string[]) {
  const { values } = parseArgs({
    args,
    options: { port: { type: "string", default: FIRST_PORT } },
  });
  const port = readCount("--port", values.port, 65_000);
  const folder = mkdtempSync(join(tmpdir(), "footnote-counterparts-"));
  const keep = (name: string, secret: string) => {
    const file = join(folder, name);
    writeFileSync(file, secret, { mode: 0o600 });
    return file;
  };
  const started = [
    await startNotion(port, keep),
    await startDrive(port + 10, keep),
    await startConfluence(port + 20, keep),
    await startSlack(port + 30),
  ];
  for (const { lines } of started) process.stdout.write(`${lines.join("\n")}\n\n`);
  process.stdout.write(
    "Then: npm run footnote -- sync, and npm start for Slack. Stop with Ctrl+C.\n",
  );
  return {
    close: async () => {
      await Promise.all(started.map(({ close }) => close()));
    },
  };
}

type Keep = (name: string, secret: string) => string;

async function startNotion(port: number, keep: Keep) {
  const { apiUrl, world, close } = await startNotionCounterpart({ port });
  const { handbook } = seedNotion(world.workspace, { withFiles: true });
  const file = keep("notion-token.txt", world.token);
  const lines = [
    `# Notion at ${apiUrl}`,
    `${ADD} notion wiki --secret-file ${file} --set apiUrl=${apiUrl}`,
    `npm run footnote -- sources audience wiki ${handbook} everyone`,
  ];
  return { lines, close };
}

async function startDrive(port: number, keep: Keep) {
  const { apiUrl, tokenUrl, world, close } = await startGoogleDriveCounterpart({ port });
  const { ann, people } = seedDrive(world.drive);
  // For the web chat, which reads what everybody may.
  world.drive.share(people, { type: "anyone", role: "reader", allowFileDiscovery: true });
  const account = world.accounts.createServiceAccount("footnote-reader", SCOPES);
  const file = keep("google-drive-key.json", JSON.stringify(world.accounts.createKey(account)));
  const lines = [
    `# Google Drive at ${apiUrl}`,
    `${ADD} google-drive drive --secret-file ${file} --set subject=${ann} --set drives=all --set apiUrl=${apiUrl} --set tokenUrl=${tokenUrl}`,
    "# the folder People is for anybody, the rest for google-group:staff@acme.example",
  ];
  return { lines, close };
}

async function startConfluence(port: number, keep: Keep) {
  const { siteUrl, apiUrl, authUrl, world, close } = await startConfluenceCounterpart({ port });
  seedConfluence(world.site);
  world.site.setSpacePermissions("HANDBOOK", { anonymous: true });
  const file = keep("confluence-token.txt", TEST_LOGIN.apiToken);
  const lines = [
    `# Confluence at ${siteUrl}`,
    `${ADD} confluence pages --secret-file ${file} --set site=${siteUrl} --set email=${TEST_LOGIN.email} --set apiUrl=${apiUrl} --set authUrl=${authUrl}`,
    "# the space HANDBOOK is for anybody, the others for the groups that --dry-run names",
  ];
  return { lines, close };
}

async function startSlack(port: number) {
  const slack = await startSlackCounterpart({ port });
  const lines = [
    `# Slack: look at ${slack.url} once npm start runs with these`,
    ...environmentLines(slack),
  ];
  return { lines, close: () => slack.close() };
}

await runMain(USAGE, main);
