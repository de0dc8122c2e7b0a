import { rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readCount, runMain } from "../shared/run-main.ts";
import { seedCompany } from "./seeds/seed-company.ts";
import { seedFiles } from "./seeds/seed-files.ts";
import { startGoogleDriveCounterpart } from "./start-google-drive-counterpart.ts";

const USAGE = `Usage: main.ts [--port 4030] [--files 0] [--key-file path] [--redirect-uri url]

A local stand-in for Google's Drive API and its OAuth, with a small company in it, and more files
with --files. POST /_control/do changes it: {"do": "edit", "id": "…", "text": "…"}, and create,
rename, move, share, unshare, limit, unlimit, expire, trash, restore, delete, set-group,
delete-group, delete-user, suspend-user, resume-user, advance, misbehave, break, enable-api,
disable-api, enable-directory, disable-directory, expire-page-tokens, new-key, delete-keys, delegate,
revoke, expire-tokens.`;

const DEFAULT_PORT = "4030";
const DEFAULT_KEY_FILE = join(tmpdir(), "google-drive-counterpart-key.json");
const READONLY = "https://www.googleapis.com/auth/drive.readonly";
const MEMBERS = "https://www.googleapis.com/auth/admin.directory.group.member.readonly";

async function main(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: "string", default: DEFAULT_PORT },
      files: { type: "string", default: "0" },
      "key-file": { type: "string", default: DEFAULT_KEY_FILE },
      "redirect-uri": { type: "string", multiple: true },
    },
  });
  const files = readCount("--files", values.files, 100_000);
  const counterpart = await startGoogleDriveCounterpart({
    port: readCount("--port", values.port, 65_535),
  });
  const { world } = counterpart;
  const { drive, accounts } = world;
  const { ann, handbook, projects, financeFolder } = seedCompany(drive);
  const reader = accounts.createServiceAccount("footnote-reader", [READONLY, MEMBERS]);
  drive.share(handbook, { type: "user", role: "reader", emailAddress: reader });
  drive.share(projects, { type: "user", role: "writer", emailAddress: reader });
  const archive = files > 0 ? seedFiles(world, { files, reader: ann }).rootId : undefined;
  const keyFile = values["key-file"];
  // A file that is there keeps its mode when it is written to.
  rmSync(keyFile, { force: true });
  writeFileSync(keyFile, `${JSON.stringify(accounts.createKey(reader), undefined, 2)}\n`, {
    mode: 0o600,
  });
  const app = accounts.createApp(values["redirect-uri"]);
  process.stdout.write(
    `${[
      `API              ${counterpart.apiUrl}`,
      `Token url        ${counterpart.tokenUrl}`,
      `Authorize url    ${counterpart.authorizeUrl}`,
      `Key file         ${keyFile}`,
      `Service account  ${reader}, may stand for all of acme.example, such as ${ann}`,
      `OAuth client     ${app.clientId}`,
      `OAuth secret     ${app.clientSecret}`,
      `Shared drive     ${handbook} Handbook`,
      ...(archive === undefined ? [] : [`Shared drive     ${archive} Archive`]),
      `Folder           ${projects} Projects, of Ben, shared with the service account`,
      `Folder           ${financeFolder} Finance, of Ann, shared with the group Finance`,
      "Stop with Ctrl+C",
    ].join("\n")}\n`,
  );
  return counterpart;
}

await runMain(USAGE, main);
