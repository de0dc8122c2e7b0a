import { expect, test } from "vitest";
import { allCommands } from "../../../../src/administration/commands/all-commands.ts";
import type { Message } from "../../../counterparts/slack/shapes/message.ts";
import { findChannel } from "../../../counterparts/slack/state/channels.ts";
import { startAdmin, textOf, told, until } from "./start-admin.ts";

/** Every command, given by an admin and by others, over either of Slack's ways. */
export function commandJourneys(over: "socket" | "http"): void {
  test("an admin gives every command, and its answer is for them alone", async () => {
    const { give, press, slack, idOf, app, actions } = await startAdmin({ over });
    const said = async (line: string, where?: string) => textOf(await give("adam", line, where));
    expect(await said("help")).toContain("/footnote sources sync <name> [full] [confirm-removals]");
    expect(await said("")).toContain("/footnote help");
    expect(await said("sources")).toMatch(/🟢.*handbook.*files · ok · 2 documents/s);
    expect(await said("sources status handbook")).toMatch(/For everyone.*path: \//s);
    expect(await said("sources audit handbook")).toContain("No differences");
    const modal = (line: string) => readModalAfter("adam", line, slack);
    expect(await modal("sources add notion")).toContain("Notion");
    expect(await modal("sources add")).toMatch(/Notion/);
    expect(await modal("sources add sharepoint")).toContain("There is no kind of source");
    expect(await modal("sources edit handbook")).toContain("handbook");
    expect(await said("sources secret handbook")).toContain("has no secret");
    expect(await said("sources pause handbook")).toBe("handbook is paused; what is indexed stays.");
    expect((await app.storage.sources.get("handbook"))?.paused).toBe(true);
    expect(await said("sources resume “handbook”")).toContain("on its schedule again");
    expect(await said("sources audience handbook / domain:acme.test everyone")).toBe(
      "handbook is for domain:acme.test, everyone now; 2 documents changed readers.",
    );
    expect(await said("sources audience handbook / @engineering #help")).toContain(
      "for #help, @engineering now",
    );
    expect(await said("sources audience handbook / everyone")).toContain("for everyone now");
    expect(await said("channel")).toMatch(/auto-answer: off.*follow-ups: on.*sources: all/s);
    expect(await said("channel auto-answer on")).toContain("auto-answer: on");
    expect(await said("channel follow-ups off")).toContain("follow-ups: off");
    expect(await said("channel sources handbook")).toContain("sources: handbook");
    expect(await said("channel sources wiki")).toContain('There is no source "wiki"');
    expect(await said("channel expert @carla")).toContain("expert: Carla Ruiz");
    expect(await app.storage.rooms.rooms.get(idOf("#general"))).toMatchObject({
      ...{ autoAnswer: true, followUps: false, sources: ["handbook"], expert: idOf("carla") },
    });
    expect(await said("channel preview")).toMatch(/2 of 2 documents.*Annual leave/s);
    // A guest is there, and the handbook is for full members.
    expect(await said("channel preview", "#help")).toMatch(/⚪.*handbook.*0 of 2 documents/s);
    expect(await said("admins")).toContain("Nobody was added.");
    expect(await said("admins add @amy")).toBe("Amy Lindqvist is an admin now.");
    expect(textOf(await give("amy", "sources"))).toContain("handbook");
    expect(await said("admins add @olga")).toContain("may use all of this anyway");
    expect(await said("admins add @gina")).toContain("no full member");
    expect(await said("admins")).toMatch(/Amy Lindqvist.*added by Adam Novak/s);
    const log = await said("audit-log");
    expect(log).toMatch(/admin\.added by Adam Novak.*person: Amy Lindqvist/s);
    expect(log).toMatch(/"expert":"Carla Ruiz".*room: #general/s);
    expect(log).not.toMatch(/slack(?:-\w+)?:T/);
    expect(await said("audit-log verify")).toBe("The audit log is sound.");
    expect(textOf(await give("amy", "admins remove @amy"))).toContain("last admin who was added");
    expect(await said("admins remove @amy")).toBe("Amy Lindqvist is no admin any more.");
    const asked = await give("adam", "sources remove handbook");
    expect(textOf(asked)).toContain("2 documents would be found no more");
    expect(textOf(await press("adam", asked, "Remove"))).toContain("handbook is removed");
    expect(await app.storage.sources.list()).toEqual([]);
    const by = `by ${idOf("adam")}`;
    expect((await actions()).slice(0, -1)).toEqual([
      ...[`source.removed ${by}`, `admin.removed ${by}`, `admin.added ${by}`],
      ...[`room.changed ${by}`, `room.changed ${by}`, `room.changed ${by}`, `room.changed ${by}`],
      ...[`source.audience-changed ${by}`, `source.audience-changed ${by}`],
      ...[`source.audience-changed ${by}`, `source.resumed ${by}`, `source.paused ${by}`],
    ]);
    for (const who of ["amy", "ben", "olga"]) {
      expect(slack.read(who, "#general")).not.toContain("is paused");
    }
    expect(slack.world.complaints).toEqual([]);
  }, 30_000);

  test("an admin reads what is asked in vain and disliked, and has a source synced", async () => {
    const { give, slack, app, idOf } = await startAdmin({ over });
    const ask = async (words: string) => {
      const { ts } = slack.people.mention("amy", "#general", words);
      const id = `${idOf("#general")}:${ts}`;
      const outcome = async () => (await app.storage.answers.get(id))?.outcome;
      await expect.poll(outcome, { timeout: 8_000 }).toBeDefined();
      const isShown = async () => (await app.storage.rooms.replies.get(id))?.settledAs;
      await expect.poll(isShown, { timeout: 8_000 }).toBe("delivered");
      return findChannel(slack.world, "#general").messages.at(-1) as Message;
    };
    await ask("Who waters the plants on the third floor?");
    const answer = await ask("How many days of annual leave does everybody have?");
    slack.people.click("amy", answer, "vote", "negative");
    await slack.settled();
    await until(() => slack.readModal("amy") || undefined, "the question why");
    await slack.people.submit("amy", { reason: "outdated", correction: "31 days" });
    await expect.poll(async () => (await app.storage.feedback.log(10)).length).toBe(2);
    const said = async (line: string) => textOf(await give("adam", line));
    expect(await said("gaps")).toContain("Who waters the plants on the third floor?");
    expect(await said("feedback")).toMatch(/1 down \(outdated 1\).*31 days/s);
    expect(await said("verified")).toContain("Nothing waits for review.");
    const id = `${idOf("#general")}:${answer.threadTs}`;
    expect(await said(`verified add ${id} --correction`)).toContain("This answer is active");
    const verified = await ask("How many days of annual leave does everybody have?");
    expect(textOf(verified)).toMatch(/31 days.*✅ Verified by Adam Novak/s);
    expect(await said("sources sync handbook")).toMatch(/^handbook is synced now/);
    await expect
      .poll(() => told({ slack }).map(textOf).join(), { timeout: 9_000 })
      .toContain("in step");
    expect(slack.world.complaints).toEqual([]);
  }, 40_000);

  test("who is no admin is refused each of them, and told whom to ask", async () => {
    const { give, slack, app, actions, whispers } = await startAdmin({ over });
    const before = await app.storage.sources.list();
    const kept = await actions();
    const following: Record<string, string> = {
      "sources audience": "handbook / public",
      "sources remove": "handbook confirmed",
      "admins add": "@ben",
      "admins remove": "@ben",
    };
    const where = "#help";
    const needing = allCommands.filter(({ needsAdmin }) => needsAdmin);
    const isForm = (name: string) => ["sources add", "sources edit"].includes(name);
    const refused = needing.filter(({ name }) => !isForm(name));
    for (const who of ["ben", "gina"]) {
      const help = textOf(await give(who, "help", where));
      expect(help).toContain("/footnote help –");
      expect(help).not.toMatch(/sources|channel –/);
      for (const { name } of needing.filter((one) => isForm(one.name))) {
        const shown = await readModalAfter(who, `${name} handbook`, slack, where);
        expect(shown).toContain("Only admins of Footnote may add and change sources");
      }
      for (const { name } of refused) {
        slack.people.command(who, where, `/footnote ${name} ${following[name] ?? "handbook"}`);
      }
      const answers = await until(() => {
        const shown = whispers(who, where).slice(1);
        return shown.length === refused.length ? shown.map(textOf) : undefined;
      }, "an answer to each");
      const expected = refused.map(({ name }) => `Only admins may use "${name}": ask an owner`);
      const begins = answers.map((text) => text.slice(0, text.indexOf("ask an owner") + 12));
      expect(begins.sort()).toEqual(expected.sort());
    }
    expect(whispers("adam", where)).toEqual([]);
    expect(await app.storage.sources.list()).toEqual(before);
    expect(await app.storage.administration.admins.list()).toEqual([]);
    expect(await actions()).toEqual(kept);
    expect(slack.world.complaints).toEqual([]);
  }, 30_000);
}

async function readModalAfter(
  who: string,
  line: string,
  slack: Awaited<ReturnType<typeof startAdmin>>["slack"],
  where = "#general",
): Promise<string> {
  slack.people.command(who, where, `/footnote ${line}`);
  await slack.settled();
  const modal = slack.readModal(who);
  // None may be taken for that of the next command.
  slack.people.closeModal(who);
  return modal;
}
