import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { seedCompany } from "../counterparts/google-drive/seeds/seed-company.ts";
import {
  type GoogleDriveCounterpart,
  startGoogleDriveCounterpart,
} from "../counterparts/google-drive/start-google-drive-counterpart.ts";
import { allowAccess } from "../support/allow-access.ts";
import { createFootnote, type Footnote } from "../support/footnote.ts";

// The steps of connectors/google-drive/setup.md, as a new admin would take them.
const SCOPE = "https://www.googleapis.com/auth/drive.readonly";
const ANN = "ann@acme.example";
const OAUTH_PORT = "3461";

let counterpart: GoogleDriveCounterpart;
let footnote: Footnote;
let account: string;
let add: string[];
beforeAll(async () => {
  counterpart = await startGoogleDriveCounterpart();
  const { world, apiUrl, tokenUrl, authorizeUrl } = counterpart;
  seedCompany(world.drive);
  const app = world.accounts.createApp();
  footnote = createFootnote({
    environment: { GOOGLE_CLIENT_ID: app.clientId, GOOGLE_CLIENT_SECRET: app.clientSecret },
  });
  account = world.accounts.createServiceAccount("reader", []);
  const key = world.accounts.createKey(account);
  writeFileSync(join(footnote.folder, "key.json"), JSON.stringify(key));
  writeFileSync(join(footnote.folder, "half.json"), JSON.stringify(key).slice(0, 90));
  const addresses = [`apiUrl=${apiUrl}`, `tokenUrl=${tokenUrl}`, `authorizeUrl=${authorizeUrl}`];
  const settings = [...addresses, "requestsPerMinute=100000"].flatMap((one) => ["--set", one]);
  add = ["sources", "add", "google-drive", "drive", ...settings];
});
afterAll(() => counterpart.close());

const asAnn = (...more: string[]) => [
  ...add,
  ...["--secret-file", "key.json", "--set", `subject=${ANN}`, "--set", "drives=all"],
  ...more,
];

async function run(...args: string[]) {
  const { code, stdout, stderr } = await footnote.run(...args);
  expect(stdout + stderr).not.toMatch(/PRIVATE KEY/);
  return { code, stdout, stderr: stderr.trim() };
}

async function refused(...args: string[]): Promise<string> {
  const { code, stderr } = await run(...args);
  expect(code).toBe(1);
  expect(stderr.split("\n")).toHaveLength(1);
  expect(await footnote.json("sources", "list")).toEqual([]);
  return stderr;
}

test("what is wrong with the key or the delegation is said before anything is kept", async () => {
  expect(await refused(...add, "--secret-file", "half.json")).toMatch(/no service account key/);
  expect(await refused(...asAnn())).toMatch(/may not act for ann@acme\.example/);
  counterpart.world.accounts.setDelegatedScopes(account, [SCOPE]);
  counterpart.world.isApiEnabled = false;
  expect(await refused(...asAnn())).toMatch(/Drive API is not enabled/);
  counterpart.world.isApiEnabled = true;
});

test("a dry run, the source, its readers, an answer, and an audit", async () => {
  const preview = await footnote.json<{ kinds: object; readers: { principals: string[] }[] }>(
    ...asAnn("--dry-run"),
  );
  expect(preview.kinds).toEqual({
    document: 1,
    spreadsheet: 1,
    presentation: 1,
    pdf: 1,
    office: 1,
  });
  await footnote.json(...asAnn());
  expect(await footnote.json("sync", "drive")).toMatchObject({ changed: 5, failed: 0 });
  expect(await footnote.json("sources", "audit", "drive")).toMatchObject({ differences: [] });
  const ask = (question: string, ...as: string[]) =>
    footnote.json<{ outcome: string; text: string; citations: object[] }>(
      ...["ask", question],
      ...as.flatMap((principal) => ["--as", principal]),
    );
  const question = "How many days of annual leave does everybody have?";
  expect((await ask(question)).outcome).toBe("not-found");
  const answer = await ask(question, "google-group:staff@acme.example");
  expect(answer.text).toContain("26 days");
  expect(answer.citations[0]).toMatchObject({ title: "Annual leave" });
});

test("a key that was deleted stops the sync with a way out, and a new one mends it", async () => {
  const { accounts } = counterpart.world;
  accounts.deleteKeys(account);
  accounts.expireTokens();
  const failed = await run("sync", "drive");
  expect(failed).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/does not know this key/),
  });
  writeFileSync(join(footnote.folder, "key.json"), JSON.stringify(accounts.createKey(account)));
  expect(await run("sources", "secret", "drive", "--secret-file", "key.json")).toMatchObject({
    code: 0,
  });
  expect(await footnote.json("sync", "drive")).toMatchObject({ failed: 0, removed: 0 });
});

test("a person's own grant reads what they may open, and can be taken back", async () => {
  const own = add.map((word) => (word === "drive" ? "own" : word));
  const command = footnote.start(
    ...own,
    ...["--set", "myDrive=true", "--oauth", "--oauth-port", OAUTH_PORT],
  );
  const consent = { decision: "allow", email: ANN, scope: SCOPE };
  expect(await allowAccess(command, consent)).toContain("You can close this page");
  expect(await command.ended).toMatchObject({ code: 0 });
  expect(await footnote.json("sync", "own")).toMatchObject({ failed: 0 });
  counterpart.world.accounts.expireTokens();
  counterpart.world.accounts.revoke(ANN);
  const { code, stderr } = await run("sync", "own");
  expect(code).toBe(1);
  expect(stderr).toMatch(/expired or was revoked.*sources secret/);
});
