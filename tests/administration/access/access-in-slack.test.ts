import { expect, test } from "vitest";
import type { App } from "../../../src/app.ts";
import { syncSourceGroups } from "../../../src/sources/syncing/sync-source-groups.ts";
import { createDirectory, filesWithGroups } from "../../access/groups/group-connector.ts";
import { startAdmin, textOf } from "../../chat/slack/commands/start-admin.ts";
import { findChannel } from "../../counterparts/slack/state/channels.ts";
import { findUser } from "../../counterparts/slack/state/users.ts";

const PAY = "google-group:pay@lakeside-bikes.test";
const BONUS = "How large is the bonus pool for executives?";
const BONUS_TEXT =
  "# Bonus pool\n\nThe bonus pool for executives is 730000 EUR a year. The committee decides on the bonus pool in March.\n";

/** Footnote in a pretend Slack, with files for a group of Google that a directory knows. */
async function startAccess(readers: string[] = [PAY], members: string[] = ["olga"]) {
  const directory = createDirectory();
  const definition = filesWithGroups(directory);
  const started = await startAdmin({
    files: {
      "bonus.md": BONUS_TEXT,
      "leave.md": "# Annual leave\n\nEverybody has 30 days of annual leave a year.",
      "_access.yaml": `bonus.md: ${JSON.stringify(readers)}\n`,
    },
  });
  const { slack, app } = started;
  // The files of the application, with a directory beside them from here on.
  app.administering.findConnector = (kind) => (kind === "files" ? definition : undefined);
  const emailOf = (who: string) => findUser(slack.world, who).email ?? "";
  const put = (...who: string[]) =>
    directory.groups.set("pay@lakeside-bikes.test", who.map(emailOf));
  put(...members);

  /** What somebody is answered in their own conversation. */
  async function ask(who: string, words = BONUS): Promise<string> {
    const before = botWords(who).length;
    slack.people.say(who, `@${who}`, words);
    await expect.poll(() => botWords(who).length, { timeout: 8_000 }).toBeGreaterThan(before);
    await settled(app);
    await slack.settled();
    return botWords(who).slice(before).join("\n");
  }

  function botWords(who: string): string[] {
    try {
      const { messages } = findChannel(slack.world, `@${who}`);
      return messages.filter(({ user }) => user === slack.company.botUserId).map(textOf);
    } catch {
      return [];
    }
  }

  const give = async (words: string, who = "adam") => textOf(await started.give(who, words));
  const sync = () => syncSourceGroups(undefined, app.administering, new AbortController().signal);
  return { ...started, give, directory, put, ask, sync, emailOf };
}

async function settled({ queue }: App): Promise<void> {
  const open = async () => {
    const { waiting, running } = await queue.stats();
    return waiting + running;
  };
  await expect.poll(open, { timeout: 8_000, interval: 20 }).toBe(0);
}

test("a document for a group of Google answers a Slack user in it and nobody else", async () => {
  const { ask, sync, put, slack } = await startAccess();
  expect(await ask("olga")).not.toContain("730000");
  await sync();
  expect(await ask("olga")).toContain("730000");
  for (const other of ["amy", "gina"]) expect(await ask(other)).not.toContain("730000");
  put("amy");
  const changedAt = performance.now();
  await sync();
  const tookMs = performance.now() - changedAt;
  expect(await ask("olga")).not.toContain("730000");
  expect(await ask("amy")).toContain("730000");
  expect(tookMs).toBeLessThan(5_000);
  expect(slack.world.complaints).toEqual([]);
}, 60_000);

test("a group of one's own may hold a group of Slack, which counts though no document names it", async () => {
  const { ask, give, slack, app } = await startAccess(["group:payroll"]);
  expect(await ask("ben")).not.toContain("730000");
  slack.people.setGroupMembers("engineering", ["ben"]);
  await slack.settled();
  expect(await give("access groups set payroll @engineering")).toMatch(
    /group:payroll is .*engineering.* now/,
  );
  expect(await ask("ben")).toContain("730000");
  expect(await ask("amy")).not.toContain("730000");
  expect(await give("access groups")).toMatch(/group:payroll.*1 member.*@?engineering/s);
  expect(await give("access groups remove payroll")).toContain("group:payroll is gone");
  expect(await ask("ben")).not.toContain("730000");
  const actions = (await app.storage.audit.list(5)).map(({ action }) => action);
  expect(actions.slice(0, 2)).toEqual(["access.group-removed", "access.group-set"]);
}, 60_000);

test("a guest who is linked reads what the other address may, and is no member for it", async () => {
  const readers = ["user:ana@elsewhere.test"];
  const { ask, give, emailOf, app } = await startAccess(readers);
  const gina = emailOf("gina");
  expect(await ask("gina")).not.toContain("730000");
  expect(await give(`access link ${gina} ana@elsewhere.test`)).toContain("are one person now");
  expect(await ask("gina")).toContain("730000");
  expect(await ask("gina", "How many days of annual leave do I get?")).not.toContain("30 days");
  // Of a member, too, it carries no more than the address.
  expect(await give(`access link ${gina} ${emailOf("amy")}`)).toContain("are one person now");
  expect(await ask("gina", "How many days of annual leave do I get?")).not.toContain("30 days");
  const links = await give("access links");
  expect(links).toContain(`${gina}`);
  expect(links).not.toContain("slack:");
  expect(await give(`access unlink ana@elsewhere.test ${gina}`)).toContain("two people again");
  expect(await ask("gina")).not.toContain("730000");
  const actions = (await app.storage.audit.list(9)).map(({ action }) => action);
  expect(actions).toEqual(expect.arrayContaining(["access.linked", "access.unlinked"]));
}, 60_000);

test("why somebody may read a document is told with each reason, and why not", async () => {
  const { give, sync, emailOf } = await startAccess();
  expect(await give("access explain @olga bonus.md")).toMatch(
    /may not read "Bonus pool".*no source said yet who is in it/s,
  );
  expect(await give("access sync")).toContain("1 group with 1 member");
  const olga = await give('access explain @olga "bonus pool"');
  expect(olga).toMatch(/may read "Bonus pool": it is for google-group:pay@lakeside-bikes\.test/);
  expect(olga).toContain(`user:${emailOf("olga")} is in it, said by handbook`);
  expect(olga).toMatch(/everyone: slack says so/);
  expect(await give(`access explain ${emailOf("amy")} bonus.md`)).toMatch(
    /may not read "Bonus pool": they hold none/,
  );
  expect(await give("access explain @gina leave.md source handbook")).toMatch(/may not read/);
  expect(await give("access explain nobody@elsewhere.test bonus.md")).toMatch(/may not read/);
  expect(await give("access explain @olga nothing.md")).toContain("There is no document");
  expect(await give("access explain @olga bonus.md wiki handbook")).toContain("Say it like this");
  await sync();
}, 60_000);

test("who is no admin learns nothing by these commands, and changes nothing", async () => {
  const { give, app } = await startAccess();
  for (const words of ["access explain @olga bonus.md", "access groups set payroll @ben"]) {
    expect(await give(words, "ben")).toContain("Only admins may use");
  }
  expect(await app.storage.groups.list()).toEqual([]);
}, 60_000);
