import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { extract } from "tar";
import { afterAll, expect, test } from "vitest";
import { openPages } from "../../administration/pages.ts";
import { openBrowser } from "../../chat/slack/install/browser.ts";
import { findChannel } from "../../counterparts/slack/state/channels.ts";
import { findUser } from "../../counterparts/slack/state/users.ts";
import { allowAccess } from "../../support/allow-access.ts";
import { filesOf, findSecrets, type Place } from "../../support/find-secrets.ts";
import { agree, openSignInBrowser } from "../../support/sign-in-browser.ts";
import { readStored } from "../../support/state.ts";
import { REFUSALS, whileEchoing } from "./refusals.ts";
import { startSecretWorld } from "./slack-world.ts";

const QUESTION = "How many days of annual leave does everybody have?";
const OAUTH_PORT = "3467";
const SETTLE_MS = 20_000;

const world = await startSecretWorld();
const { footnote, slack, notion, proxies, planted, publicUrl } = world;
/** What was printed, shown in a browser or sent to the chat. */
const seen: Place[] = [];
/** What lets somebody in to Footnote itself, and may be in a browser alone. */
const own: Record<string, string> = {};
const unpacked = join(footnote.folder, "unpacked");
mkdirSync(unpacked);
afterAll(world.close);

async function see(name: string, said: unknown): Promise<void> {
  const text = typeof said === "string" ? said : JSON.stringify(said);
  seen.push({ name, bytes: Buffer.from(text) });
}

/** A command, whatever comes of it. */
async function run(...args: string[]) {
  const ended = await footnote.run(...args);
  await see(args.join(" "), ended.stdout + ended.stderr);
  return ended;
}

async function done(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await run(...args);
  expect([args, code, code === 0 ? "" : stderr]).toEqual([args, 0, ""]);
  return stdout;
}

async function page(name: string, response: Response): Promise<string> {
  const text = await response.text();
  await see(name, text);
  return text;
}

test("sources by token and by OAuth are connected, and refused in all words", async () => {
  const { addresses } = world;
  const add = ["sources", "add", "notion"];
  await run(...add, "wiki", ...addresses.notion, "--secret-file", "wrong.txt");
  await whileEchoing(
    proxies.notion,
    () => run(...add, "wiki", ...addresses.notion, "--secret-file", "notion.txt"),
    REFUSALS.slice(0, 1),
  );
  await done(...add, "wiki", ...addresses.notion, "--secret-file", "notion.txt");
  await done("sources", "audience", "wiki", "/", "everyone");
  const granting = ["--oauth", "--oauth-port", OAUTH_PORT];
  const command = footnote.start(...add, "granted", ...addresses.notion, ...granting);
  expect(await allowAccess(command, { choice: "allow" })).toContain("You can close this page");
  const { code, stdout, stderr } = await command.ended;
  expect(code).toBe(0);
  await see("sources add --oauth", stdout + stderr);
  notion.world.oauth.expireAccess();
  await whileEchoing(proxies.notion, () => run("sync", "granted"), REFUSALS.slice(0, 1));
  await run("sync", "granted");

  const pages = ["sources", "add", "confluence", "pages", ...addresses.confluence];
  await whileEchoing(
    proxies.confluence,
    () => run(...pages, "--secret-file", "confluence.txt"),
    REFUSALS.slice(0, 1),
  );
  const drive = ["sources", "add", "google-drive", "drive", ...addresses.drive];
  await whileEchoing(
    proxies.drive,
    () => run(...drive, "--secret-file", "drive.json"),
    REFUSALS.slice(0, 1),
  );
  await done("sync", "wiki");
}, 300_000);

test("what is served: Slack, setup pages, sign-in, webhooks, models that repeat their key", async () => {
  const serving = await footnote.serve();
  await slack.listenAt(`${publicUrl}/slack/events`);
  const installing = openBrowser(publicUrl);
  const olga = findUser(slack.world, "olga").id;
  await whileEchoing(proxies.slack, async () => {
    const refuse = proxies.slack.refuse;
    proxies.slack.refuse = undefined;
    const back = await installing.consent(await installing.begin(), { user: olga });
    proxies.slack.refuse = refuse;
    await see("installing, refused", await installing.comeBack(back));
  });
  const back = new URL(await installing.consent(await installing.begin(), { user: olga }));
  own["code of Slack"] = back.searchParams.get("code") ?? "";
  own["state of Slack"] = back.searchParams.get("state") ?? "";
  const installed = await installing.comeBack(back.href);
  expect(installed.status).toBe(200);
  await see("installing", installed);

  slack.people.mention("amy", "#general", QUESTION);
  const answers = () => slack.read("amy", "#general").split(QUESTION).slice(1);
  await expect.poll(() => answers().at(-1), { timeout: SETTLE_MS }).toMatch(/\[1\]/);
  await whileEchoing(proxies.model, async () => {
    const count = answers().length;
    slack.people.mention("amy", "#general", QUESTION);
    await expect.poll(() => answers()[count], { timeout: SETTLE_MS }).toMatch(/\[1\]/);
  });
  await whileEchoing(proxies.slack, async () => {
    slack.people.mention("ben", "#general", QUESTION);
    await sleep(1_000);
  });

  const commands = [
    `sources secret wiki ${planted["secret typed into a command"]}`,
    `sources add notion more --secret ${planted["secret typed into a command"]}`,
    `sources set wiki token=${planted["secret typed into a command"]}`,
    ...["sources", "sources status wiki", "audit-log", "privacy show", "gaps", "feedback"],
    "sources secret wiki",
  ];
  for (const command of commands) {
    slack.people.command("olga", "#general", `/footnote ${command}`);
    await slack.settled();
  }
  const link = await expect
    .poll(() => setupLink("olga"), { timeout: SETTLE_MS })
    .toBeDefined()
    .then(() => setupLink("olga") ?? "");
  own["setup link"] = link.slice(-43);
  const pages = openPages();
  await page("setup", await pages.get(link));
  const wrong = { secret: planted["wrong Notion token"] };
  await page("setup, wrong", await pages.post(link, wrong));
  await whileEchoing(proxies.notion, async () => {
    await page("setup, echo", await pages.post(link, { secret: planted["Notion token"] }));
  });
  const given = await pages.post(link, { secret: planted["Notion token"] });
  expect([given.status, await page("setup, done", given)]).toEqual([200, expect.any(String)]);

  await done("sources", "webhook", "wiki", "--new");
  expect(await notion.world.webhooks.subscribe(`${publicUrl}/webhooks/wiki`)).toEqual({
    status: 200,
  });
  // The one command that shows a secret: what the admin has to repeat at Notion.
  const shown = await footnote.json<{ signingSecret: string }>("sources", "webhook", "wiki");
  own["secret of the webhook"] = shown.signingSecret;
  const forged = { method: "POST", body: "{}", headers: { "x-notion-signature": "sha256=00" } };
  await page("webhook", await fetch(`${publicUrl}/webhooks/wiki`, forged));
  notion.world.webhooks.verify(shown.signingSecret);

  const browser = openSignInBrowser(publicUrl);
  await whileEchoing(proxies.slack, async () => {
    const refuse = proxies.slack.refuse;
    proxies.slack.refuse = undefined;
    const back = await agree(await browser.leave("slack"), "amy");
    proxies.slack.refuse = refuse;
    await page("sign-in, refused", await browser.open(back));
  });
  await page("sign-in", await browser.signIn("slack", "amy"));
  for (const [name, value] of browser.cookies) own[`cookie ${name}`] = value;
  expect(Object.keys(own).filter((name) => name.startsWith("cookie"))).not.toEqual([]);
  const asking = {
    messageId: crypto.randomUUID(),
    threadId: `thread-${crypto.randomUUID()}`,
    text: QUESTION,
  };
  const asked = await browser.post("/api/questions", asking);
  expect(asked.status).toBe(202);
  await page("asked", asked);
  await page("threads", await browser.fetch("/api/threads"));

  const examined = [...Object.values(proxies)];
  for (const refuse of REFUSALS.slice(0, 1)) {
    for (const proxy of examined) proxy.refuse = refuse;
    await run("doctor");
  }
  for (const proxy of examined) proxy.refuse = undefined;
  await run("doctor", "--json");
  await done("backup", "backup.tgz");
  expect(findSecrets(all(), await readStored(footnote.dataDir))).toEqual([]);
  const { stdout, stderr } = await serving.stop();
  await see("serve", stdout + stderr);
}, 300_000);

test("what the commands show, and all that is kept, hold none of them", async () => {
  const storedIn = JSON.parse(await done("audit-log", "--json")) as { action: string }[];
  expect(storedIn.map(({ action }) => action)).toContain("source.secret-changed");
  const listed = ["sources list --json", "sources status wiki --json", "audit-log", "usage --json"];
  const others = ["feedback --json", "gaps --json", "secrets status", "privacy show UAMY --json"];
  // A few at a time: each takes seconds to begin where the machine is busy.
  for (const some of [listed, others, ["sources suspicious", "digest --json"]]) {
    await Promise.all(some.map((line) => run(...line.split(" "))));
  }
  const asked = JSON.parse(await done("ask", QUESTION, "--json")) as { id: string };
  await whileEchoing(proxies.model, () => run("ask", QUESTION, "--json"));
  await done("why", asked.id, "--json");
  await extract({ file: join(footnote.folder, "backup.tgz"), cwd: unpacked });
  const calls = slack.world.calls.map(({ method, args }) => ({ method, args }));
  const places = [...(await readStored(footnote.dataDir)), ...filesOf(unpacked), ...seen];
  expect(findSecrets(all(), places)).toEqual([]);
  const { "setup link": _, ...others2 } = own;
  const sent = calls.filter(({ method }) => !/^(?:oauth|openid|auth)\./.test(method));
  const chat = [{ name: "chat", bytes: Buffer.from(JSON.stringify(sent)) }];
  expect(findSecrets({ ...world.secrets(), ...others2 }, chat)).toEqual([]);
}, 120_000);

function all(): Record<string, string> {
  return { ...world.secrets(), ...own };
}

/** In an admin's own conversation with Footnote. */
function setupLink(who: string): string | undefined {
  try {
    const said = findChannel(slack.world, `@${who}`).messages;
    return /https?:\/\/[^"]+\/setup\/[\w-]{43}/.exec(JSON.stringify(said))?.[0];
  } catch {
    return undefined;
  }
}
