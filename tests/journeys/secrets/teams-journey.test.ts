import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { extract } from "tar";
import { afterAll, expect, test } from "vitest";
import { filesOf, findSecrets, type Place } from "../../support/find-secrets.ts";
import { agree, openSignInBrowser } from "../../support/sign-in-browser.ts";
import { readStored } from "../../support/state.ts";
import { REFUSALS, whileEchoing } from "./refusals.ts";
import { startTeamsWorld } from "./teams-world.ts";

const QUESTION = "How many days of annual leave do I get?";
const KEY_FILE = "secret.key";
const SETTLE_MS = 20_000;
const ONCE = REFUSALS.slice(0, 1);

const world = await startTeamsWorld();
const { footnote, teams, proxies, publicUrl } = world;
/** What was printed or shown in a browser. */
const seen: Place[] = [];
/** What lets somebody in to Footnote itself, or opens what it encrypted. */
const own: Record<string, string> = {};
afterAll(world.close);

function see(name: string, text: string): void {
  seen.push({ name, bytes: Buffer.from(text) });
}

/** A command, whatever comes of it. */
async function run(...args: string[]) {
  const ended = await footnote.run(...args);
  see(args.join(" "), ended.stdout + ended.stderr);
  return ended;
}

async function done(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await run(...args);
  expect([args, code, code === 0 ? "" : stderr]).toEqual([args, 0, ""]);
  return stdout;
}

function keyInFile(): string {
  return readFileSync(join(footnote.dataDir, KEY_FILE), "utf8").trim();
}

function all(): Record<string, string> {
  return { ...world.secrets(), ...own };
}

test("Confluence and Google are connected, refused with what was sent, and read", async () => {
  const { addresses } = world;
  const pages = ["sources", "add", "confluence", "pages", ...addresses.confluence];
  await run(...pages, "--secret-file", "wrong.txt");
  await whileEchoing(
    proxies.confluence,
    () => run(...pages, "--secret-file", "confluence.txt"),
    ONCE,
  );
  await done(...pages, "--secret-file", "confluence.txt");
  own["key before"] = keyInFile();
  const drive = ["sources", "add", "google-drive", "drive", ...addresses.drive];
  await whileEchoing(proxies.drive, () => run(...drive, "--secret-file", "drive.json"), ONCE);
  await done(...drive, "--secret-file", "drive.json");
  await done("sources", "add", "files", "docs", "--set", "path=docs");
  await whileEchoing(proxies.confluence, () => run("sync", "pages"), ONCE);
  await whileEchoing(proxies.drive, () => run("sync", "drive"), ONCE);
  for (const name of ["pages", "drive", "docs"]) await done("sync", name);
  await run("access", "sync");
  await done("secrets", "rotate", "--json");
  own["key after"] = keyInFile();
  expect(own["key after"]).not.toBe(own["key before"]);
}, 300_000);

test("Teams and Microsoft's sign-in, while both repeat what they are sent", async () => {
  const serving = await footnote.serve();
  teams.listenAt(`${publicUrl}/teams/messages`);
  const answers = () => teams.read("ana", "@ana").split(QUESTION).length - 1;
  const shown = () => teams.read("ana", "@ana").split(QUESTION).at(-1);
  teams.people.say("ana", "@ana", QUESTION);
  await expect.poll(shown, { timeout: SETTLE_MS }).toMatch(/\[1\]|28 days/);
  expect(answers()).toBeGreaterThan(0);
  const browser = openSignInBrowser(publicUrl);
  await whileEchoing(proxies.teams, async () => {
    const { refuse } = proxies.teams;
    proxies.teams.refuse = undefined;
    const back = await agree(await browser.leave("microsoft"), "ana");
    proxies.teams.refuse = refuse;
    own[`code ${Object.keys(own).length}`] =
      new URL(back, publicUrl).searchParams.get("code") ?? "";
    const response = await browser.open(back);
    expect(response.status).toBe(403);
    see("sign-in, refused", await response.text());
  });
  const signedIn = await browser.signIn("microsoft", "ana");
  expect(signedIn.status).toBe(303);
  for (const [name, value] of browser.cookies) own[`cookie ${name}`] = value;
  expect(Object.keys(own).some((name) => name.startsWith("cookie"))).toBe(true);
  const messageId = crypto.randomUUID();
  const question = { messageId, threadId: `thread-${messageId}`, text: QUESTION };
  const asked = await browser.post("/api/questions", question);
  expect(asked.status).toBe(202);
  see("asked", await asked.text());
  see("threads", await (await browser.fetch("/api/threads")).text());
  for (const proxy of Object.values(proxies)) proxy.refuse = REFUSALS[0];
  await run("doctor");
  for (const proxy of Object.values(proxies)) proxy.refuse = undefined;
  await run("doctor", "--json");
  await done("secrets", "status", "--json");
  expect(findSecrets(all(), await readStored(footnote.dataDir, [KEY_FILE]))).toEqual([]);
  const { stdout, stderr } = await serving.stop();
  see("serve", stdout + stderr);
}, 300_000);

test("what is shown of people, what erasing leaves, the log and a backup hold none of them", async () => {
  const ana = "ana@contoso.example";
  expect(await done("privacy", "show", ana, "--json")).toContain("questions");
  await whileEchoing(proxies.teams, () => run("privacy", "show", ana), ONCE);
  const listed = ["sources list --json", "sources status pages --json", "audit-log --json"];
  const more = ["access groups --json", "audit-log verify", "gaps --json", "feedback --json"];
  for (const line of [...listed, ...more]) await run(...line.split(" "));
  await done("backup", "before.tgz");
  await done("privacy", "erase", ana, "--yes", "--json");
  await done("backup", "after.tgz");
  const unpacked = ["before", "after"].map((name) => join(footnote.folder, name));
  for (const folder of unpacked) {
    mkdirSync(folder);
    await extract({ file: `${folder}.tgz`, cwd: folder });
  }
  expect(unpacked.flatMap((folder) => filesOf(folder)).map(({ name }) => name)).not.toContainEqual(
    expect.stringContaining(KEY_FILE),
  );
  const inFolders = [footnote.dataDir, ...unpacked].map((folder) => readStored(folder, [KEY_FILE]));
  const stored = (await Promise.all(inFolders)).flat();
  const secrets = all();
  expect(Object.keys(secrets).length).toBeGreaterThan(15);
  expect(findSecrets(secrets, [...stored, ...seen])).toEqual([]);
  const said = ["ana", "adam"].map((who) => teams.read(who, `@${who}`)).join("\n");
  expect(findSecrets(secrets, [{ name: "chat", bytes: Buffer.from(said) }])).toEqual([]);
}, 300_000);
