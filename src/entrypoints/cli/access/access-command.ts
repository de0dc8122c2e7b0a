import type { Command } from "commander";
import { linkPeople, unlinkPeople } from "../../../access/own/link-people.ts";
import { note, printJson, printLine, withApp } from "../command-context.ts";
import { ACTOR, confirm, type JsonFlag } from "../sources/source-access-commands.ts";
import { addExplainCommand } from "./explain-command.ts";
import { addGroupsCommand } from "./groups-command.ts";
import { noteTroubles, syncGroupsOf } from "./sync-groups-of.ts";

/** Who is in which group, who is one person, and why somebody may read a document. */
export function addAccessCommand(program: Command): void {
  const access = program
    .command("access")
    .description("groups and people: who is in which, who is one person, why somebody may read");
  addExplainCommand(access);
  addGroupsCommand(access);
  access
    .command("links")
    .description("addresses that are one person's")
    .option("--json", "print JSON")
    .action(({ json }: JsonFlag) => listLinks(json ?? false));
  access
    .command("link")
    .description("say that two addresses are one person's: each reads what the other may")
    .argument("<user>", "e.g. ana@acme.com")
    .argument("<user>", "e.g. ana.silva@acme.io")
    .option("--json", "print JSON")
    .action(async (a: string, b: string, { json }: JsonFlag) => {
      const { link, isNew } = await withApp((app) => linkPeople(a, b, ACTOR, app));
      const { one, other } = link;
      const now = isNew ? "are one person now" : "are linked already";
      confirm(json, { one, other, isNew }, `${one} and ${other} ${now}.`);
    });
  access
    .command("unlink")
    .description("take that back")
    .argument("<user>")
    .argument("<user>")
    .option("--json", "print JSON")
    .action(async (a: string, b: string, { json }: JsonFlag) => {
      const { one, other } = await withApp((app) => unlinkPeople(a, b, ACTOR, app));
      confirm(json, { one, other }, `${one} and ${other} are two people again.`);
    });
  access
    .command("sync")
    .description("ask the sources now who is in the groups that documents are for")
    .argument("[source]")
    .option("--json", "print the counts as JSON")
    .action(sync);
}

async function listLinks(json: boolean): Promise<void> {
  const links = await withApp((app) => app.storage.groups.links.list());
  const shown = links.map((link) => ({ ...link, linkedAt: new Date(link.linkedAt).toISOString() }));
  if (json) return printJson(shown);
  if (shown.length === 0) printLine("Nobody is linked.");
  for (const { one, other, linkedBy, linkedAt } of shown) {
    printLine(`${one} and ${other}  linked by ${linkedBy}  ${linkedAt}`);
  }
}

async function sync(source: string | undefined, { json }: JsonFlag): Promise<void> {
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort());
  const reports = await withApp((app) => syncGroupsOf(source, app, stop.signal));
  if (json) printJson(reports);
  else if (reports.length === 0) note("No source has groups that could be asked for.");
  else {
    for (const { source, known, members, failed, gone, tookMs } of reports) {
      printLine(
        `${source}: ${known} groups with ${members} members, ${failed} failed, ${gone} gone; ${(tookMs / 1000).toFixed(1)} s`,
      );
    }
  }
  noteTroubles(reports);
  if (reports.some(({ error }) => error !== undefined)) process.exitCode = 1;
}
